import { ExpectedError } from '../protocol/errors.ts';

/** How a backtest goes through the series. Folds count from 0, the earliest origin; the last one lies one horizon before the end. */
export interface RollingPlan {
  folds: number;
  /** Rows between origins. */
  stride: number;
  horizon: number;
  /** `expanding`: all rows up to the origin are seen; rolling: at most so many of the last ones. */
  window: 'expanding' | { rows: number };
  /** `never`: fitted once, before the first origin; k: anew every k folds. */
  refit: 'never' | number;
  /** Rows before an origin without which a series is left out of the fold. */
  least: number;
}

/** Rows [from, to) of a series. */
export interface Range {
  from: number;
  to: number;
}

/** Rows known at the origins of a series of `length` rows, `[folds]`; negative where it does not reach back so far. */
export function foldOrigins(length: number, { folds, stride, horizon }: Pick<RollingPlan, 'folds' | 'stride' | 'horizon'>): number[] {
  return Array.from({ length: folds }, (_, fold) => length - horizon - (folds - 1 - fold) * stride);
}

/** What a forecast from an origin may read. */
export function seenRange(origin: number, window: RollingPlan['window']): Range {
  return { from: window === 'expanding' ? 0 : Math.max(0, origin - window.rows), to: origin };
}

/** Error: `bad-backtest` where a number of the plan is not a whole one from 1 on. */
export function requirePlan(plan: RollingPlan): void {
  const { folds, stride, horizon, least, window, refit } = plan;
  const rows = window === 'expanding' ? 1 : window.rows;
  const numbers = { folds, stride, horizon, least, window: rows, refit: refit === 'never' ? 1 : refit };
  for (const [name, value] of Object.entries(numbers)) {
    if (Number.isInteger(value) && value >= 1) continue;
    throw new ExpectedError('bad-backtest', `Expected a whole number of at least 1 for the ${name} of a backtest but received ${value}.`, {
      [name]: value,
    });
  }
}
