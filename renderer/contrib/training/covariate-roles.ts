/** What a training does with the columns beside its target: each has one role, which says when its values are known. */
import type { DatasetSummary } from '../../../engine/protocol/data.ts';
import { covariateColumns } from './train-defaults.ts';
import type { FieldId } from './train-fields.ts';

type Fields = Partial<Record<FieldId, string>>;

/** `covariates`: known up to the origin; `future`: known ahead too; `statics`: constant in a series. */
export const covariateRoles = ['covariates', 'future', 'statics'] as const satisfies readonly FieldId[];
export type CovariateRole = (typeof covariateRoles)[number];

export interface Covariate {
  name: string;
  /** Text holds names anyway. */
  isText: boolean;
  role: CovariateRole | null;
  /** Its values are names rather than amounts. */
  named: boolean;
}

function listed(fields: Fields, id: FieldId): string[] {
  const text = fields[id] ?? '';
  return text === '' ? [] : (JSON.parse(text) as string[]);
}

function withList(fields: Fields, id: FieldId, names: readonly string[]): Fields {
  const { [id]: _before, ...others } = fields;
  return names.length === 0 ? others : { ...others, [id]: JSON.stringify(names) };
}

/** The columns that may be looked at, in the file's order, and those that are asked for but are not there. */
export function covariatesOf(dataset: DatasetSummary, target: string, fields: Fields): Covariate[] {
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
export function withRole(fields: Fields, name: string, role: CovariateRole | null): Fields {
  let next = fields;
  for (const one of covariateRoles) {
    const others = listed(next, one).filter((other) => other !== name);
    next = withList(next, one, one === role ? [...others, name] : others);
  }
  return role === null ? withNames(next, name, false) : next;
}

export function withNames(fields: Fields, name: string, named: boolean): Fields {
  const others = listed(fields, 'categorical').filter((other) => other !== name);
  return withList(fields, 'categorical', named ? [...others, name] : others);
}
