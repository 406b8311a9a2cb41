import { twoSidedQuantile } from '../base/student-t.ts';
import type { Evaluation } from '../protocol/evaluation.ts';
import type { Drift, LedgerScore } from '../protocol/forecasts.ts';

/** With fewer folds their spread says next to nothing. */
const LEAST_FOLDS = 3;
/** Chance outside of the band, both sides together. */
const OUTSIDE = 0.05;

/**
 * Whether a forecast erred more than its backtest let expect. The band is that of one more fold after n of mean e and deviation s,
 * e + t s sqrt(1 + 1 / n) with t of n - 1 degrees of freedom; folds that overlap are not independent, so it is rather too narrow. Before half
 * of the horizon has come nothing is said: early steps err less.
 */
export function judgeDrift(evaluation: Evaluation | null, score: LedgerScore | null, known: number, horizon: number): Drift {
  const measure = evaluation?.measure ?? 'MAE';
  const recent = (measure === 'MASE' ? score?.mase : score?.mae) ?? Number.NaN;
  const errors = (evaluation?.byFold ?? []).map(({ errors: of }) => of.model).filter((error) => !Number.isNaN(error));
  const folds = errors.length;
  const expected = errors.reduce((sum, error) => sum + error, 0) / folds;
  const about = { measure, recent, expected, folds };
  if (folds < LEAST_FOLDS) return { ...about, state: 'unknown', upper: Number.NaN };
  const spread = Math.sqrt(errors.reduce((sum, error) => sum + (error - expected) ** 2, 0) / (folds - 1));
  const upper = expected + twoSidedQuantile(OUTSIDE, folds - 1) * spread * Math.sqrt(1 + 1 / folds);
  if (2 * known < horizon || Number.isNaN(recent)) return { ...about, state: 'early', upper };
  return { ...about, state: recent > upper ? 'beyond' : 'within', upper };
}
