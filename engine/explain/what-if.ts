import type { Predictor } from '../forecast/predict.ts';
import type { RawWindow } from '../models/window.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { CovariateChange, WhatIfReport } from '../protocol/explanation.ts';
import { placesOf, valuesAt, withValues } from './columns.ts';

export type WhatIf = Pick<WhatIfReport, 'unchanged' | 'changed' | 'moves'>;

/**
 * The forecast of one window as it is, and as the model would make it had some covariates been others; the changes apply in their order. The
 * difference says what the model has learned to expect, not what would happen: a model of the past knows of no causes.
 * Errors: `unknown-covariate`, `unknown-name`, and `bad-change` where an amount is set in a column of names or a name among amounts, or where more values are to
 * change than the model reads.
 */
export async function whatIf(predictor: Predictor, window: RawWindow, changes: readonly CovariateChange[]): Promise<WhatIf> {
  const { data, categories, quantiles: levels } = predictor.model;
  for (const change of changes) {
    requireRead(change, data, window);
    requireFitting(change, data, categories);
  }
  const other = changes.reduce(
    (current, change) =>
      placesOf(change.column, data).reduce(
        (inner, place) => withValues(inner, place, apply(coded(change, data, categories), valuesAt(inner, place))),
        current,
      ),
    window,
  );
  const { quantiles } = await predictor.predict([window, other]);
  const size = data.horizon * levels.length;
  const [unchanged, changed] = [quantiles.slice(0, size), quantiles.slice(size)];
  const median = levels.indexOf(0.5);
  const middle = (values: Float64Array, k: number): number => values[k * levels.length + median]!;
  return { unchanged, changed, moves: Float64Array.from({ length: data.horizon }, (_, k) => middle(changed, k) - middle(unchanged, k)) };
}

type Names = Pick<Predictor['model'], 'categories'>['categories'];

function requireFitting({ column, kind, name }: CovariateChange, data: Predictor['model']['data'], categories: Names): void {
  const known = categories[data.categorical.indexOf(column)];
  if (known === undefined && name === undefined) return;
  if (known === undefined) {
    throw new ExpectedError('bad-change', `Expected an amount for "${column}" but received the name "${name}".`, { column });
  }
  if (name === undefined || kind !== 'set') {
    throw new ExpectedError('bad-change', `Expected a name for "${column}", which holds names: ${known.join(', ')}.`, { column });
  }
  if (known.includes(name)) return;
  throw new ExpectedError(
    'unknown-name',
    `"${column}" had no "${name}" in training, so nothing is known of it. It had ${known.join(', ')}.`,
    {
      column,
    },
  );
}

/** Refuses more values than there are, which would change fewer than was said. */
function requireRead({ column, last }: CovariateChange, data: Predictor['model']['data'], window: RawWindow): void {
  const most = Math.max(...placesOf(column, data).map((place) => valuesAt(window, place).length));
  if (last === undefined || last <= most) return;
  throw new ExpectedError(
    'bad-change',
    `Expected at most ${most} values of "${column}" to change, all that the model reads, but received ${last}.`,
    {
      flag: '--last',
      column,
    },
  );
}

/** A name as the window holds it: 1 + its place among those that training met. */
function coded(change: CovariateChange, data: Predictor['model']['data'], categories: Names): CovariateChange {
  const known = categories[data.categorical.indexOf(change.column)];
  return known === undefined ? change : { ...change, value: 1 + known.indexOf(change.name!) };
}

/** Gaps stay gaps, but where a value is set. */
function apply({ kind, value, last }: CovariateChange, values: ArrayLike<number>): Float64Array {
  const from = values.length - Math.min(values.length, last ?? values.length);
  return Float64Array.from(values, (old, t) => {
    if (t < from) return old;
    return kind === 'multiply' ? old * value : kind === 'add' ? old + value : value;
  });
}
