import type { DatasetSummary, Sample } from '../../../engine/protocol/data.ts';

export function targetColumns(dataset: DatasetSummary): string[] {
  return dataset.columns.filter((column) => column.type === 'number' && column.role === 'value').map((column) => column.name);
}

/** Steps that people usually want: one season, but no more than an eighth of the longest series. */
export function defaultHorizon(dataset: DatasetSummary): number {
  const longest = Math.max(0, ...dataset.series.map((series) => series.length));
  const wanted = dataset.season > 1 ? dataset.season : 12;
  return Math.max(1, Math.min(wanted, Math.floor(longest / 8)));
}

/** What to forecast, and how far, as long as nobody said so: a sample knows its own target and horizon. */
export function forecastDefaults(
  dataset: DatasetSummary,
  samples: readonly Sample[],
  wanted: { target?: string | undefined; horizon?: number | undefined } = {},
): { target: string; horizon: number } {
  const targets = targetColumns(dataset);
  const sample = samples.find((candidate) => candidate.path === dataset.path);
  const target = [wanted.target, sample?.target].find((name) => name !== undefined && targets.includes(name)) ?? targets[0] ?? '';
  return { target, horizon: wanted.horizon ?? sample?.horizon ?? defaultHorizon(dataset) };
}
