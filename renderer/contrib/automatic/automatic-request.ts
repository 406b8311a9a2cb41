import type { AutomaticRequest } from '../../../engine/protocol/automatic.ts';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import { errorMessage } from '../../platform/notifications/notification-service.ts';
import { t } from './messages.ts';

/** The method that looks for the best of the others; only it keeps to a budget. */
export const AUTO = 'auto';

export interface AutomaticInput {
  target: string;
  horizon: string;
  budget: string;
  model: string;
}

export type AutomaticErrors = Partial<Record<keyof AutomaticInput | 'form', string>>;

/** The request that a filled-in form makes, or what is wrong with it. */
export function buildAutomaticRequest(
  datasetId: string,
  { target, horizon, budget, model }: AutomaticInput,
): { request: AutomaticRequest | null; errors: AutomaticErrors } {
  const errors: AutomaticErrors = {};
  const seconds = Number(budget);
  if (!/^\s*\d+\s*$/.test(horizon) || Number(horizon) < 1) errors.horizon = t('required');
  if (model === AUTO && !(budget.trim() !== '' && Number.isFinite(seconds) && seconds > 0)) errors.budget = t('requiredSeconds');
  if (Object.keys(errors).length > 0) return { request: null, errors };
  return { request: { datasetId, target, horizon: Number(horizon), model, ...(model === AUTO && { budgetSeconds: seconds }) }, errors };
}

const places: Record<string, keyof AutomaticInput> = {
  'unknown-column': 'target',
  'not-numeric': 'target',
  'empty-column': 'target',
  'constant-column': 'target',
  'series-too-short': 'horizon',
  'unknown-model': 'model',
};

/** Where in the form an error of the engine belongs. */
export function placeAutomaticError(error: unknown): AutomaticErrors {
  const place = error instanceof ExpectedError ? places[error.code] : undefined;
  return { [place ?? 'form']: errorMessage(error) };
}
