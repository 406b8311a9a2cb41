import type { FitTask, History } from '../models/forecaster.ts';

/** Held-out origins are in the last of three parts of a history, so that the model of the calibration has nearly the data of the final one. */
const PARTS = 3;
/** Rows before the first origin of a series without which nothing is held out of it. */
const LEAST_ROWS = 3;

/**
 * Rows known at the held-out origins of a history, ascending: at most `folds` in its last third, each with a horizon after it, and as near to the end as they can lie without sharing forecast steps (or a season). Two origins
 * are never a whole number of seasons apart in a row, so that all phases are met. A history too short for a whole horizon has one origin
 * with less after it; one of at most three rows has none.
 */
export function heldOutOrigins(rows: number, horizon: number, season: number, folds: number): number[] {
  if (rows <= LEAST_ROWS) return [];
  const last = Math.max(LEAST_ROWS, rows - horizon);
  const first = Math.max(LEAST_ROWS, Math.min(last, rows - Math.floor(rows / PARTS)));
  const room = last - first;
  const count = Math.max(1, Math.min(folds, room + 1));
  return spaced(last, count, Math.min(Math.max(horizon, season), widest(room, count)), season);
}

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
  return spaced(last, count, widest(room, count), season);
}

/** The most rows apart that so many origins can lie. */
function widest(room: number, count: number): number {
  return count === 1 ? 0 : Math.floor(room / (count - 1));
}

/** So many origins up to the last one, at most `apart` rows apart, and not always in the same phase of the season. */
function spaced(last: number, count: number, apart: number, season: number): number[] {
  const stride = season > 1 && apart > 1 && apart % season === 0 ? apart - 1 : apart;
  return Array.from({ length: count }, (_, fold) => last - (count - 1 - fold) * stride);
}
