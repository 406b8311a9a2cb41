import type { FitTask } from '../models/forecaster.ts';

/** The smallest share: of any series it takes one horizon. */
const ONE_HORIZON = Number.EPSILON;

/** What decides the size of a model. */
export interface TaskSize {
  series: number;
  /** Rows of the series at the lower quartile of length: three quarters have at least so many. */
  typicalRows: number;
  longestRows: number;
  season: number;
  /** Rows at the end of each history that nothing is learned from. */
  validationRows: number;
  /** Whether every observed value of the panel lies above zero. */
  positive: boolean;
}

/** Series from which on one horizon of each is enough to stop by and to calibrate by. */
const MANY_SERIES = 50;
/** Of fewer series so much of the rows. */
const VALIDATION_SHARE = 0.15;

/** Looks at the histories of a task. `validationRows` null there: one horizon, and of few series more. */
export function taskSize({ histories, horizon, validationRows }: FitTask): TaskSize {
  const lengths = histories.map(({ values }) => values.length).sort((a, b) => a - b);
  const typicalRows = lengths[Math.floor(lengths.length / 4)] ?? 0;
  const own = histories.length < MANY_SERIES ? Math.max(horizon, Math.round(VALIDATION_SHARE * typicalRows)) : horizon;
  return {
    series: histories.length,
    typicalRows,
    longestRows: lengths.at(-1) ?? 0,
    season: mostFrequent(histories.map(({ season }) => season)),
    validationRows: validationRows ?? own,
    positive: histories.every(({ values }) => values.every((value) => !(value <= 0))),
  };
}

/** The share of `DataConfig.validationShare` that takes so many rows of the longest series, of shorter ones its part, never less than a horizon. */
export function validationShare({ validationRows, longestRows }: TaskSize, horizon: number): number {
  if (validationRows === 0) return 0;
  return validationRows <= horizon ? ONE_HORIZON : validationRows / longestRows;
}

function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [1, 0])[0];
}
