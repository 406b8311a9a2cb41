import type { AutomaticColumns, AutomaticRequest } from '../../../engine/protocol/automatic.ts';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { CalendarFeature } from '../../../engine/protocol/training.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import { type CovariateFields, listed } from '../../platform/covariates/covariate-roles.ts';
import { t } from './messages.ts';

/** The method that looks for the best of the others; only it keeps to a budget. */
export const AUTO = 'auto';

export interface AutomaticInput {
  target: string;
  horizon: string;
  budget: string;
  model: string;
  /** What is declared beside the target, lists as JSON text. */
  fields: CovariateFields & { calendar?: string | undefined };
}

export type AutomaticErrors = Partial<Record<Exclude<keyof AutomaticInput, 'fields'> | 'columns' | 'form', string>>;

/** The request that a filled-in form makes, or what is wrong with it. */
export function buildAutomaticRequest(
  datasetId: string,
  { target, horizon, budget, model, fields }: AutomaticInput,
): { request: AutomaticRequest | null; errors: AutomaticErrors } {
  const errors: AutomaticErrors = {};
  const seconds = Number(budget);
  if (!/^\s*\d+\s*$/.test(horizon) || Number(horizon) < 1) errors.horizon = t('required');
  if (model === AUTO && !(budget.trim() !== '' && Number.isFinite(seconds) && seconds > 0)) errors.budget = t('requiredSeconds');
  if (Object.keys(errors).length > 0) return { request: null, errors };
  const request = { datasetId, target, horizon: Number(horizon), model, ...(model === AUTO && { budgetSeconds: seconds }) };
  return { request: { ...request, ...columnsOf(target, fields) }, errors };
}

/** The lists that are not empty. A column that has become the target is none beside it. */
function columnsOf(target: string, fields: AutomaticInput['fields']): AutomaticColumns {
  const lists = (['covariates', 'future', 'statics', 'categorical'] as const).flatMap((id) => {
    const names = listed(fields, id).filter((name) => name !== target);
    return names.length === 0 ? [] : [[id, names] as const];
  });
  const calendar = fields.calendar === undefined ? [] : (JSON.parse(fields.calendar) as CalendarFeature[]);
  return { ...Object.fromEntries(lists), ...(calendar.length > 0 ? { calendar } : {}) };
}

/** Whether a request declares anything beside the target. */
export function declaresColumns({ fields, target }: AutomaticInput): boolean {
  return Object.keys(columnsOf(target, fields)).length > 0;
}

const places: Record<string, keyof AutomaticErrors> = {
  'unknown-column': 'target',
  'not-numeric': 'target',
  'empty-column': 'target',
  'constant-column': 'target',
  'series-too-short': 'horizon',
  'unknown-model': 'model',
  'bad-config': 'columns',
  'not-static': 'columns',
  'not-kept': 'columns',
  'nothing-ahead': 'columns',
};

/** Where in the form an error of the engine belongs. */
export function placeAutomaticError(error: unknown): AutomaticErrors {
  const place = error instanceof ExpectedError ? places[error.code] : undefined;
  return { [place ?? 'form']: errorMessage(error) };
}
