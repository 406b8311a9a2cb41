import type { Predictor } from '../forecast/predict.ts';
import type { RawWindow } from '../models/window.ts';
import type { CovariateChange, WhatIfReport } from '../protocol/explanation.ts';
import { placesOf, valuesAt, withValues } from './columns.ts';

export type WhatIf = Pick<WhatIfReport, 'unchanged' | 'changed' | 'moves'>;

/**
 * The forecast of one window as it is, and as the model would make it had some covariates been others; the changes apply in their order. The
 * difference says what the model has learned to expect, not what would happen: a model of the past knows of no causes.
 * Error: `unknown-covariate`.
 */
export async function whatIf(predictor: Predictor, window: RawWindow, changes: readonly CovariateChange[]): Promise<WhatIf> {
  const { data, quantiles: levels } = predictor.model;
  const other = changes.reduce(
    (current, change) =>
      placesOf(change.column, data).reduce((inner, place) => withValues(inner, place, apply(change, valuesAt(inner, place))), current),
    window,
  );
  const { quantiles } = await predictor.predict([window, other]);
  const size = data.horizon * levels.length;
  const [unchanged, changed] = [quantiles.slice(0, size), quantiles.slice(size)];
  const median = levels.indexOf(0.5);
  const middle = (values: Float64Array, k: number): number => values[k * levels.length + median]!;
  return { unchanged, changed, moves: Float64Array.from({ length: data.horizon }, (_, k) => middle(changed, k) - middle(unchanged, k)) };
}

/** Gaps stay gaps, but where a value is set. */
function apply({ kind, value, last }: CovariateChange, values: ArrayLike<number>): Float64Array {
  const from = values.length - Math.min(values.length, last ?? values.length);
  return Float64Array.from(values, (old, t) => {
    if (t < from) return old;
    return kind === 'multiply' ? old * value : kind === 'add' ? old + value : value;
  });
}
