/** What a model does with the columns beside its target: each has one role, which says when its values are known. */
import type { DatasetSummary } from '../../../engine/protocol/data.ts';

/** The columns that are declared, each list as JSON text; one that is empty is left out. */
export type CovariateFields = Partial<Record<'covariates' | 'future' | 'statics' | 'categorical', string>>;

/** `covariates`: known up to the origin; `future`: known ahead too; `statics`: constant in a series. */
export const covariateRoles = ['covariates', 'future', 'statics'] as const satisfies ReadonlyArray<keyof CovariateFields>;
export type CovariateRole = (typeof covariateRoles)[number];

export interface Covariate {
  name: string;
  /** Text holds names anyway. */
  isText: boolean;
  role: CovariateRole | null;
  /** Its values are names rather than amounts. */
  named: boolean;
}

/** What may be known beside a target: columns of amounts, and of names. */
function covariateColumns(dataset: DatasetSummary, target: string): string[] {
  const usable = dataset.columns.filter(
    ({ type, role }) => (type === 'number' && role === 'value') || (type === 'text' && role !== 'series'),
  );
  return usable.map(({ name }) => name).filter((name) => name !== target);
}

/** The names in one of the lists. */
export function listed(fields: CovariateFields, id: keyof CovariateFields): string[] {
  const text = fields[id] ?? '';
  return text === '' ? [] : (JSON.parse(text) as string[]);
}

function withList<F extends CovariateFields>(fields: F, id: keyof CovariateFields, names: readonly string[]): F {
  const next = { ...fields };
  if (names.length === 0) delete next[id];
  else next[id] = JSON.stringify(names);
  return next;
}

/** The columns that may be looked at, in the file's order, and those that are asked for but are not there. */
export function covariatesOf(dataset: DatasetSummary, target: string, fields: CovariateFields): Covariate[] {
  const offered = covariateColumns(dataset, target);
  const asked = covariateRoles.flatMap((role) => listed(fields, role));
  const names = [...new Set([...offered, ...asked])];
  return names.map((name) => {
    const isText = dataset.columns.some((column) => column.name === name && column.type === 'text');
    return {
      name,
      isText,
      role: covariateRoles.find((role) => listed(fields, role).includes(name)) ?? null,
      named: isText || listed(fields, 'categorical').includes(name),
    };
  });
}

/** The fields with a column in one role, or in none; one that is not used is no column of names either. */
export function withRole<F extends CovariateFields>(fields: F, name: string, role: CovariateRole | null): F {
  let next = fields;
  for (const one of covariateRoles) {
    const others = listed(next, one).filter((other) => other !== name);
    next = withList(next, one, one === role ? [...others, name] : others);
  }
  return role === null ? withNames(next, name, false) : next;
}

export function withNames<F extends CovariateFields>(fields: F, name: string, named: boolean): F {
  const others = listed(fields, 'categorical').filter((other) => other !== name);
  return withList(fields, 'categorical', named ? [...others, name] : others);
}
