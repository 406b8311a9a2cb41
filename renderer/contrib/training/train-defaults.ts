import type { DatasetSummary, Sample } from '../../../engine/protocol/data.ts';
import type { TrainInput } from './train-request.ts';

export function targetColumns(dataset: DatasetSummary): string[] {
  return dataset.columns.filter((column) => column.type === 'number' && column.role === 'value').map((column) => column.name);
}

/** What may be known beside a target: columns of amounts, and of names. */
export function covariateColumns(dataset: DatasetSummary, target: string): string[] {
  const usable = dataset.columns.filter(
    ({ type, role }) => (type === 'number' && role === 'value') || (type === 'text' && role !== 'series'),
  );
  return usable.map(({ name }) => name).filter((name) => name !== target);
}

/** Steps that people usually want: one season, but no more than an eighth of the longest series. */
export function defaultHorizon(dataset: DatasetSummary): number {
  const longest = Math.max(0, ...dataset.series.map((series) => series.length));
  const wanted = dataset.season > 1 ? dataset.season : 12;
  return Math.max(1, Math.min(wanted, Math.floor(longest / 8)));
}

/** The form as it opens: a sample knows its own target and horizon. */
export function initialInput(
  dataset: DatasetSummary,
  samples: readonly Sample[],
  wanted: { target?: string | undefined; horizon?: number | undefined },
): TrainInput {
  const targets = targetColumns(dataset);
  const sample = samples.find((candidate) => candidate.path === dataset.path);
  const target = [wanted.target, sample?.target].find((name) => name !== undefined && targets.includes(name)) ?? targets[0] ?? '';
  const horizon = wanted.horizon ?? sample?.horizon ?? defaultHorizon(dataset);
  return { target, horizon: String(horizon), preset: 'default', kind: '', name: '', fields: {} };
}
