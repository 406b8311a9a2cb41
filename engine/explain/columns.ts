import type { RawWindow } from '../models/window.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { DataConfig } from '../protocol/training.ts';

/** Where the values of a covariate stand in a window: a list of `RawWindow`, and the place in it. */
export interface CovariatePlace {
  column: string;
  list: 'covariates' | 'future';
  index: number;
}

/** Every past covariate that the model reads. */
export function covariatePlaces({ covariates }: Pick<DataConfig, 'covariates'>): CovariatePlace[] {
  return covariates.map((column, index) => ({ column, list: 'covariates', index }));
}

/** The places of one column, past or known ahead. Error: `unknown-covariate`, with those that the model reads. */
export function placesOf(column: string, data: Pick<DataConfig, 'covariates' | 'future'>): CovariatePlace[] {
  const ahead = data.future.map((name, index): CovariatePlace => ({ column: name, list: 'future', index }));
  const all = [...covariatePlaces(data), ...ahead];
  const found = all.filter((place) => place.column === column);
  if (found.length > 0) return found;
  const known = all.length === 0 ? 'it reads none' : `it reads ${[...new Set(all.map((place) => place.column))].join(', ')}`;
  throw new ExpectedError('unknown-covariate', `The model has no covariate "${column}": ${known}.`, { column });
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
