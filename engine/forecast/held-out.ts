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
  const widest = count === 1 ? 0 : Math.min(Math.max(horizon, season), Math.floor(room / (count - 1)));
  const stride = season > 1 && widest > 1 && widest % season === 0 ? widest - 1 : widest;
  return Array.from({ length: count }, (_, fold) => last - (count - 1 - fold) * stride);
}
