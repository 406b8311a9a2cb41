/** One comparison as it stands: its runs, what of them is shown, and the lines that this makes. */
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import { computed, shallowRef } from 'vue';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import { lowerBound } from '../../base/chart/search.ts';
import type { Domain } from '../../base/chart/domain.ts';
import { niceStep } from '../../base/chart/ticks.ts';
import type { Range } from '../../base/chart/viewport.ts';
import { clampRange, sameRange, wholeRange } from '../../base/chart/viewport.ts';
import { isAtWork } from '../../platform/runs/run-look.ts';
import type { Services } from '../../platform/services.ts';
import { checkList, checkObject, checkString, isRecord } from '../../platform/state/validate.ts';
import type { CompareSettings } from './compare-settings.ts';
import { checkCompare, defaultCompare } from './compare-settings.ts';
import { yDomain } from './curve-math.ts';
import type { LineCache, PlotLine } from './lines.ts';
import { groupableParameters, groupLines, groupRuns, runLines } from './lines.ts';
import type { OpenCurves } from './use-curves.ts';
import { useCurves } from './use-curves.ts';

/** Which of a comparison's runs are drawn how. */
interface Visibility {
  hidden: string[];
  pinned: string[];
  /** Only this one and the pinned ones are drawn; empty: all that are not hidden. */
  isolated: string;
}

const nothingSpecial: Visibility = { hidden: [], pinned: [], isolated: '' };
const keptComparisons = 50;
const checkVisibility = checkObject<Visibility>({ hidden: checkList(checkString), pinned: checkList(checkString), isolated: checkString });

function checkVisibilities(value: unknown): Record<string, Visibility> | undefined {
  if (!isRecord(value)) return undefined;
  const kept: Record<string, Visibility> = {};
  for (const [key, entry] of Object.entries(value)) {
    const fitting = checkVisibility(entry);
    if (fitting) kept[key] = fitting;
  }
  return kept;
}

export interface Comparison {
  settings: Ref<CompareSettings>;
  change: (part: Partial<CompareSettings>) => void;
  /** The runs that there are, in the order of the address. */
  runs: ComputedRef<RunSummary[]>;
  unknown: ComputedRef<string[]>;
  drawn: ComputedRef<RunSummary[]>;
  colors: ReadonlyMap<string, number>;
  /** Number of the colour in which each run is drawn: its own, or that of its group. */
  styles: ComputedRef<ReadonlyMap<string, number>>;
  /** The lines of groups; none where each run has its own. */
  grouped: ComputedRef<boolean>;
  curves: OpenCurves;
  lines: ComputedRef<PlotLine[]>;
  /** Runs that have curves but no place on the chosen axes. */
  withoutPlace: ComputedRef<RunSummary[]>;
  groupable: ComputedRef<string[]>;
  extent: ComputedRef<Range>;
  /** What is seen of the x axis; follows the extent until the user moves. */
  view: ComputedRef<Range>;
  following: ComputedRef<boolean>;
  show: (range: Range | null) => void;
  height: ComputedRef<Domain>;
  /** A position on x that all plots mark. */
  crosshair: Readonly<ShallowRef<number | null>>;
  hover: (at: number | null) => void;
  live: ComputedRef<boolean>;
  visibility: ComputedRef<Visibility>;
  toggleHidden: (runId: string) => void;
  togglePinned: (runId: string) => void;
  isolate: (runId: string) => void;
}

/** Room on the right for what a training run adds, in whole steps: the axis grows now and then, not with each epoch. */
function withRoom({ from, to }: Range): Range {
  const step = niceStep(to - from, 20);
  return { from, to: from + Math.ceil((to - from) / step + 1e-9) * step };
}

/** Room above and below for a run that trains, in whole steps, for the same reason. */
function withHeadroom({ min, max }: Domain): Domain {
  const step = niceStep(max - min, 12);
  return { min: Math.floor(min / step) * step, max: Math.ceil(max / step) * step };
}

export function useCompare(services: Pick<Services, 'state' | 'workspace' | 'engine' | 'runMarks'>, resource: string): Comparison {
  const { state, workspace, runMarks } = services;
  const ids = resource.split(',').filter((id) => id !== '');
  const settings = state.slot<CompareSettings>('compare', checkCompare, defaultCompare);
  const visibilities = state.slot<Record<string, Visibility>>('compareVisibility', checkVisibilities, {});
  const visibility = computed(() => visibilities.value[resource] ?? nothingSpecial);
  const setVisibility = (part: Partial<Visibility>): void => {
    const { [resource]: _before, ...others } = visibilities.value;
    const all = Object.entries({ ...others, [resource]: { ...visibility.value, ...part } });
    visibilities.value = Object.fromEntries(all.slice(-keptComparisons));
  };
  const toggled = (list: readonly string[], id: string): string[] => (list.includes(id) ? list.filter((one) => one !== id) : [...list, id]);

  const runs = computed(() => ids.flatMap((id) => workspace.run(id) ?? []));
  const colors = runMarks.colors(ids);
  const pinned = computed(() => new Set(visibility.value.pinned));
  const drawn = computed(() => {
    const { hidden, isolated } = visibility.value;
    return runs.value.filter(({ id }) => (isolated === '' ? !hidden.includes(id) : id === isolated) || pinned.value.has(id));
  });
  const curves = useCurves(services, () => ids);
  const groupable = computed(() => groupableParameters(runs.value));
  const made: LineCache = new WeakMap();
  const single = computed(() =>
    runLines({ runs: drawn.value, curves: curves.curves.value, settings: settings.value, colors, pinned: pinned.value, made }),
  );
  const grouped = computed(() => groupable.value.includes(settings.value.groupBy));
  // Groups of all runs, so that a group keeps its colour when some of its runs are hidden.
  const groups = computed(() => (grouped.value ? groupRuns(runs.value, settings.value.groupBy) : []));
  const styles = computed<ReadonlyMap<string, number>>(() =>
    grouped.value ? new Map(groups.value.flatMap((group, style) => group.runs.map(({ id }) => [id, style] as const))) : colors,
  );
  const lines = computed(() => (grouped.value ? groupLines(groups.value, single.value) : single.value));
  const withoutPlace = computed(() => {
    const placed = new Set(single.value.map(({ key }) => key));
    return drawn.value.filter(({ id }) => (curves.curves.value.get(id)?.epoch.length ?? 0) > 0 && !placed.has(id));
  });

  const crosshair = shallowRef<number | null>(null);
  const moved = shallowRef<Range | null>(null);
  // What has not changed stays the same object, so that the lines are not drawn again for it.
  const extent = computed<Range>((before) => {
    const firsts = lines.value.map(({ x }) => x[0] ?? Number.NaN);
    const lasts = lines.value.map(({ x }) => x.at(-1) ?? Number.NaN);
    const whole = lines.value.length === 0 ? { from: 0, to: 1 } : wholeRange([Math.min(...firsts), Math.max(...lasts)]);
    const next = lines.value.some((line) => line.live) ? withRoom(whole) : whole;
    return before && sameRange(before, next) ? before : next;
  });
  const view = computed(() => (moved.value ? clampRange(moved.value, extent.value, 0) : extent.value));
  const height = computed<Domain>((before) => {
    const { from, to } = view.value;
    const inView = ({ x }: PlotLine, y: Float64Array): Float64Array => y.subarray(lowerBound(x, from), lowerBound(x, to) + 1);
    const heights = lines.value.flatMap((line) =>
      line.band ? [inView(line, line.band.low), inView(line, line.band.high)] : [inView(line, line.y)],
    );
    const domain = yDomain(heights, settings.value.withoutOutliers);
    const next = lines.value.some((line) => line.live) ? withHeadroom(domain) : domain;
    return before && before.min === next.min && before.max === next.max ? before : next;
  });

  return {
    settings,
    change: (part) => {
      // Positions on another axis are other numbers: what was zoomed into means nothing there.
      if ('xAxis' in part || 'logX' in part) moved.value = null;
      settings.value = { ...settings.value, ...part };
    },
    runs,
    unknown: computed(() => ids.filter((id) => !workspace.run(id))),
    drawn,
    colors,
    styles,
    grouped,
    curves,
    lines,
    withoutPlace,
    groupable,
    extent,
    view,
    following: computed(() => moved.value === null),
    show: (range) => (moved.value = range),
    height,
    crosshair,
    hover: (at) => (crosshair.value = at),
    live: computed(() => runs.value.some((run) => isAtWork(run.state))),
    visibility,
    toggleHidden: (id) => setVisibility({ hidden: toggled(visibility.value.hidden, id), isolated: '' }),
    togglePinned: (id) => setVisibility({ pinned: toggled(visibility.value.pinned, id) }),
    isolate: (id) => setVisibility({ isolated: visibility.value.isolated === id ? '' : id }),
  };
}
