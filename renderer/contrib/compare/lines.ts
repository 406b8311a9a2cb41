/** The lines that a chart of curves draws: one a run, or one a group of runs with a band. */
import type { RunCurves } from '../../../engine/protocol/runs.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import { differingParameters, parametersOf, parameterValue } from '../../platform/runs/parameters.ts';
import { isAtWork } from '../../platform/runs/run-look.ts';
import type { CompareSettings } from './compare-settings.ts';
import type { Curve } from './curve-math.ts';
import { bandOf, placed, smooth, xValues } from './curve-math.ts';

/** Positions are those of the axes: decimal logarithms on logarithmic ones. */
export interface PlotLine extends Curve {
  key: string;
  label: string;
  /** Number of its colour and dash. */
  style: number;
  /** The curve before smoothing. */
  raw: Curve | null;
  band: { low: Float64Array; high: Float64Array } | null;
  strong: boolean;
  /** Of a run that trains: it is drawn above the others, which then need not be drawn again. */
  live: boolean;
}

export interface LineGroup {
  key: string;
  label: string;
  runs: RunSummary[];
}

/** The runs by the value of a parameter, in the order in which the values appear. */
export function groupRuns(runs: readonly RunSummary[], name: string): LineGroup[] {
  const parameter = runs[0] && parametersOf(runs[0].config).find((candidate) => candidate.name === name);
  if (!parameter) return [];
  const groups = new Map<string, RunSummary[]>();
  for (const run of runs) {
    const value = String(parameterValue(run.config, parameter) ?? '–');
    groups.set(value, [...(groups.get(value) ?? []), run]);
  }
  return [...groups.entries()].map(([value, members]) => ({ key: `${name}=${value}`, label: `${name} = ${value}`, runs: members }));
}

/** Parameters by which grouping joins something: fewer values than runs, more than one. */
export function groupableParameters(runs: readonly RunSummary[]): string[] {
  return differingParameters(runs)
    .map(({ name }) => name)
    .filter((name) => groupRuns(runs, name).length < runs.length);
}

export interface LineRequest {
  runs: readonly RunSummary[];
  curves: ReadonlyMap<string, RunCurves>;
  settings: CompareSettings;
  colors: ReadonlyMap<string, number>;
  pinned: ReadonlySet<string>;
  /** Lines that were made before, by their curves: a line whose curves and settings are as they were is the same object. */
  made?: LineCache;
}

export type LineCache = WeakMap<RunCurves, { key: string; line: PlotLine | null }>;

/** One line a run that has a place on the axes. */
export function runLines({ runs, curves, settings, colors, pinned, made }: LineRequest): PlotLine[] {
  return runs.flatMap((run): PlotLine[] => {
    const found = curves.get(run.id);
    if (!found) return [];
    const { metric, xAxis, logX, logY, smoothing } = settings;
    const look = { label: run.name, style: colors.get(run.id) ?? 0, strong: pinned.has(run.id), live: isAtWork(run.state) };
    const key = [metric, xAxis, logX, logY, smoothing, ...Object.values(look)].join('\n');
    const known = made?.get(found);
    const line = known?.key === key ? known.line : lineOf(run, found, settings, look);
    made?.set(found, { key, line });
    return line ? [line] : [];
  });
}

function lineOf(
  run: RunSummary,
  curves: RunCurves,
  { metric, xAxis, logX, logY, smoothing }: CompareSettings,
  look: Pick<PlotLine, 'label' | 'style' | 'strong' | 'live'>,
): PlotLine | null {
  const x = xValues(curves, xAxis, Date.parse(run.createdAt));
  const across = logX && xAxis !== 'wall';
  const raw = placed(x, curves[metric], across, logY);
  if (raw.x.length === 0) return null;
  const curve = smoothing > 0 ? placed(x, smooth(curves[metric], smoothing), across, logY) : raw;
  return { key: run.id, ...look, ...curve, raw: smoothing > 0 ? raw : null, band: null };
}

/** One line a group: the mean of its runs' lines, and a band from the lowest to the highest. On a logarithmic axis the mean is that of the logarithms. */
export function groupLines(groups: readonly LineGroup[], lines: readonly PlotLine[]): PlotLine[] {
  const byRun = new Map(lines.map((line) => [line.key, line]));
  return groups.flatMap(({ key, label, runs }, style): PlotLine[] => {
    const members = runs.flatMap(({ id }) => byRun.get(id) ?? []);
    if (members.length === 0) return [];
    const { x, y, low, high } = bandOf(members);
    return [
      {
        key,
        label: `${label} (${members.length})`,
        style,
        x,
        y,
        raw: null,
        band: { low, high },
        strong: false,
        live: members.some(({ live }) => live),
      },
    ];
  });
}
