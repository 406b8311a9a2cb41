import type { FitTask, History } from '../models/forecaster.ts';

/** Held-out forecasts that say enough about a panel; more cost time only. */
const ENOUGH = 1500;
/** Parts of a typical history that are never held out. */
const KEPT = 4 / 5;
/** Origins of one series: more overlap so much that they say nothing new. */
const MOST_FOLDS = 64;

/** Origins at the end of histories, to choose by and to calibrate by. */
export interface HeldOut {
  /** Rows that members do not learn from. */
  rows: number;
  /** Rows known at the origins of each history, ascending. */
  origins: number[][];
}

/**
 * Held-out origins of a task. Where it says how many rows are for validation, they lie within them; else one horizon is held out, and
 * of a panel of few series as many as a fifth of the rows allow. A history that has no room for a horizon after one row has none.
 */
export function heldOut({ histories, horizon, validationRows }: FitTask): HeldOut {
  const lengths = histories.map(({ values }) => values.length).sort((a, b) => a - b);
  const typical = lengths[Math.floor(lengths.length / 2)] ?? 0;
  const spare = Math.floor(typical * (1 - KEPT));
  const wanted = histories.length * horizon >= ENOUGH ? horizon : Math.max(horizon, spare);
  const rows = validationRows ?? wanted;
  const folds = Math.min(MOST_FOLDS, Math.max(1, Math.ceil(ENOUGH / Math.max(1, histories.length))));
  return { rows, origins: histories.map((history) => originsOf(history, rows, horizon, folds)) };
}

function originsOf({ values, season }: History, rows: number, horizon: number, folds: number): number[] {
  const last = values.length - horizon;
  if (last < 1) return [];
  const room = Math.max(0, Math.min(rows - horizon, last - 1));
  const count = Math.min(folds, room + 1);
  const widest = count === 1 ? 0 : Math.floor(room / (count - 1));
  // Not always the same phase of the season.
  const stride = season > 1 && widest > 1 && widest % season === 0 ? widest - 1 : widest;
  return Array.from({ length: count }, (_, fold) => last - (count - 1 - fold) * stride);
}
