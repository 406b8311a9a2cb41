import type { Dataset } from '../data/dataset.ts';
import { calendarReader } from '../data/index.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { CalendarFeature, DataConfig, TrainingRequest } from '../protocol/training.ts';
import { isText, namesOf, numericColumn } from './columns.ts';
import { requireStatic } from './statics.ts';

type Covariates = Pick<DataConfig, 'covariates' | 'future' | 'statics' | 'categorical' | 'calendar' | 'sinceObserved'>;

/**
 * What a request declares to be known beside the target, and when; a column of text can only hold names. Errors: `unknown-column`, `not-numeric`,
 * `not-kept`; `not-static` where a static column changes within a series; `bad-config` where a column is declared twice, a single series has
 * static columns, or the data have no times for a calendar; `unknown-country`.
 */
export function resolveCovariates(dataset: Dataset, request: Pick<TrainingRequest['data'], 'target' | keyof Covariates>): Covariates {
  const { target, covariates = [], future = [], statics = [], categorical = [], calendar = [] } = request;
  requireOneRole([
    ['the target', [target]],
    ['a past covariate', covariates],
    ['a future covariate', future],
    ['a static covariate', statics],
  ]);
  const declared = [...covariates, ...future, ...statics];
  const undeclared = categorical.find((name) => !declared.includes(name));
  if (undeclared !== undefined) {
    throw new ExpectedError(
      'bad-config',
      `Expected a past, future or static covariate for each categorical column but "${undeclared}" is none. Declare it, or leave it out.`,
      { field: 'categorical' },
    );
  }
  const names = declared.filter((name) => categorical.includes(name) || isText(dataset, name));
  for (const name of declared) {
    if (names.includes(name)) namesOf(dataset, name);
    else numericColumn(dataset, name);
  }
  requireStatics(dataset, statics);
  requireCalendar(dataset, calendar);
  return { covariates, future, statics, categorical: names, calendar, sinceObserved: request.sinceObserved ?? false };
}

/** A column is known either up to the origin or beyond it, and never explains itself. */
function requireOneRole(roles: Array<[string, readonly string[]]>): void {
  const known = new Map<string, string>();
  for (const [role, names] of roles) {
    for (const name of names) {
      const before = known.get(name);
      if (before !== undefined) {
        throw new ExpectedError(
          'bad-config',
          `Column "${name}" is declared as ${before} and as ${role}; expected one role for each column. Remove it from one of the two.`,
          { name },
        );
      }
      known.set(name, role);
    }
  }
}

function requireStatics(dataset: Dataset, statics: readonly string[]): void {
  if (statics.length > 0 && dataset.series.length < 2) {
    throw new ExpectedError(
      'bad-config',
      `Expected several series for the static covariates ${statics.join(', ')} but the data have one, in which they say nothing. Leave them out.`,
      { field: 'statics' },
    );
  }
  for (const name of statics) requireStatic(dataset, name);
}

function requireCalendar(dataset: Dataset, calendar: readonly CalendarFeature[]): void {
  if (calendar.length > 0 && !dataset.hasTime) {
    throw new ExpectedError(
      'bad-config',
      `Expected times for the calendar features ${calendar.join(', ')} but ${dataset.name} has no time column. Leave them out, or name the time column.`,
      { field: 'calendar' },
    );
  }
  const twice = calendar.find((feature, i) => calendar.indexOf(feature) < i);
  if (twice !== undefined) {
    throw new ExpectedError('bad-config', `The calendar feature ${twice} is named twice; expected each once.`, { field: 'calendar' });
  }
  calendarReader(calendar);
}
