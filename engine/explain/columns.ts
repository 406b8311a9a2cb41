import type { RawWindow } from '../models/window.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { DataConfig } from '../protocol/training.ts';

/** Where the values of a covariate stand in a window: a list of `RawWindow`, and the place in it. */
export interface CovariatePlace {
  column: string;
  list: 'covariates' | 'future';
  index: number;
}

/** Every column that the model reads step by step: those that are known up to the origin, then those that are known ahead. */
function covariatePlaces({ covariates, future }: Pick<DataConfig, 'covariates' | 'future'>): CovariatePlace[] {
  return [
    ...covariates.map((column, index): CovariatePlace => ({ column, list: 'covariates', index })),
    ...future.map((column, index): CovariatePlace => ({ column, list: 'future', index })),
  ];
}

/** The places of one column, past or known ahead. Error: `unknown-covariate`, with those that the model reads. */
export function placesOf(column: string, data: Pick<DataConfig, 'target' | 'covariates' | 'future' | 'statics'>): CovariatePlace[] {
  const found = covariatePlaces(data).filter((place) => place.column === column);
  if (found.length > 0) return found;
  const names = columnNames(data).join(', ');
  const known = names === '' ? 'it reads none' : `it reads ${names}`;
  if (names !== '' && column === data.target) {
    throw new ExpectedError('unknown-covariate', `"${column}" is the target; what can be changed are the columns beside it: ${names}.`, {
      column,
    });
  }
  if (data.statics.includes(column)) {
    throw new ExpectedError(
      'unknown-covariate',
      `"${column}" is constant in each series, and only columns with a value at every step can be changed: ${known}.`,
      { column },
    );
  }
  throw new ExpectedError('unknown-covariate', `The model has no covariate "${column}": ${known}.`, { column });
}

/** Each column once, in the order of the places. */
export function columnNames(data: Pick<DataConfig, 'covariates' | 'future'>): string[] {
  return [...new Set(covariatePlaces(data).map(({ column }) => column))];
}

export function valuesAt(window: RawWindow, { list, index }: CovariatePlace): ArrayLike<number> {
  return listOf(window, list)[index]!;
}

/** The window with other values in one place; the window itself stays as it is. */
export function withValues(window: RawWindow, { list, index }: CovariatePlace, values: ArrayLike<number>): RawWindow {
  return { ...window, [list]: listOf(window, list).map((column, i) => (i === index ? values : column)) };
}

function listOf(window: RawWindow, list: CovariatePlace['list']): ReadonlyArray<ArrayLike<number>> {
  return window[list] ?? [];
}
