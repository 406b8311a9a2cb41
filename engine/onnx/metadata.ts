import { HOLIDAY_YEARS, holidaysOf } from '../data/index.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { Frequency, FrequencyUnit } from '../protocol/data.ts';
import type { CalendarFeature, Transform } from '../protocol/training.ts';
import { drawsPaths, FORECAST_PATHS } from '../models/paths.ts';
import type { TrainedModel } from '../models/trained.ts';
import type { FloatType } from './builder.ts';
import { choosePrecision } from './precision.ts';

/** The version of the agreement below; a file of a later version is refused. */
export const FORMAT_VERSION = 1;

/** When a column is known: up to the origin, through the horizon, or always, since it never changes. */
type Availability = 'past' | 'future' | 'static';

/** A column that a file reads. `names`: its inputs are codes, 1 + the index of a name in this list, 0 for any other; without it, amounts. */
interface Column<A extends Availability> {
  name: string;
  availability: A;
  names?: string[];
}

/** What an exported file says about itself in `metadata_props`. */
export interface ModelFacts {
  modelKind: string;
  appVersion: string;
  frequency: Frequency;
  /** Steps the model reads, C, and the fewest it accepts. */
  context: number;
  minimumContext: number;
  horizon: number;
  season: number;
  quantiles: number[];
  /** Sample paths behind a forecast, drawn by the `noise` input; 0: the model draws none and the file has no such input. */
  paths: number;
  /** Whether the forecasts are of counts. */
  counts: boolean;
  transform: Transform;
  /** Type of the inputs and outputs in the target's units. */
  rawType: FloatType;
  target: string;
  /** In the order of the last axis of the `covariates` input; `past`: known up to the origin. */
  covariates: Array<Column<'past'>>;
  /** In the order of the last axis of the `future` input: known through the horizon. */
  future: Array<Column<'future'>>;
  /** In the order of the last axis of the `statics` input. */
  statics: Array<Column<'static'>>;
  /** It reads the time since the last target, for which it looks at up to C more steps before the context. */
  sinceObserved: boolean;
  /** What the file reads off its `time` input; empty: it has none. */
  calendar: CalendarFeature[];
  /** In the order of the `series` input's index; empty in a file that has no such input. */
  series: string[];
  datasetName: string;
  datasetHash: string;
}

/** `metadata_props` of a model: texts, numbers as text, lists and records as JSON. */
export function describeModel(model: TrainedModel): Record<string, string> {
  const { data, about } = model;
  const columns = (names: readonly string[], availability: Availability): string =>
    JSON.stringify(names.map((name) => ({ name, availability, names: model.categories[data.categorical.indexOf(name)] })));
  return {
    producer: 'Hindcast',
    format_version: String(FORMAT_VERSION),
    app_version: about.appVersion,
    model_kind: about.modelKind,
    frequency: JSON.stringify(about.frequency),
    context: String(data.context),
    minimum_context: '1',
    horizon: String(data.horizon),
    season: String(data.season),
    quantiles: JSON.stringify(model.quantiles),
    loss: model.loss.kind,
    paths: String(drawsPaths(model.graph) ? FORECAST_PATHS : 0),
    transform: data.transform,
    ...(data.transform === 'box-cox' ? { lambda: String(data.lambda) } : {}),
    scaling: data.scaling,
    anchor: data.anchor ? 'last' : 'none',
    difference: String(data.difference),
    raw_type: choosePrecision(model),
    gaps: 'NaN',
    target: data.target,
    covariates: columns(data.covariates, 'past'),
    future: columns(data.future, 'future'),
    statics: columns(data.statics, 'static'),
    calendar: JSON.stringify(data.calendar),
    since_observed: String(data.sinceObserved),
    ...(data.calendar.length > 0 ? { time_unit: 'seconds', time_zone: about.zone } : {}),
    ...(data.calendar.some((feature) => holidaysOf(feature) !== null)
      ? { holiday_years: `${HOLIDAY_YEARS.from} to ${HOLIDAY_YEARS.to}; no other day is one` }
      : {}),
    series: JSON.stringify(model.seriesIds.length > 1 ? model.seriesIds : []),
    dataset: about.datasetName,
    dataset_sha256: about.datasetHash,
    ...(data.from !== undefined ? { trained_from: data.from } : {}),
    ...(data.to !== undefined ? { trained_to: data.to } : {}),
    backtest_metrics: JSON.stringify(about.metrics),
  };
}

const UNITS: readonly FrequencyUnit[] = ['second', 'minute', 'hour', 'day', 'business-day', 'week', 'month', 'quarter', 'year', 'row'];

function foreign(key: string, expected: string, received: string | undefined): ExpectedError {
  const what = received === undefined ? 'the file has no such entry' : `received ${received.slice(0, 80)}`;
  return new ExpectedError(
    'onnx-foreign',
    `Expected ${expected} for the metadata entry ${key} but ${what}. Choose a model file that Hindcast exported.`,
    { key, expected },
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads entries one by one; each method throws `onnx-foreign` with the key, what was expected and what came. */
class Entries {
  private readonly entries: ReadonlyMap<string, string>;

  constructor(entries: ReadonlyMap<string, string>) {
    this.entries = entries;
  }

  text(key: string): string {
    const value = this.entries.get(key);
    if (value === undefined) throw foreign(key, 'text', value);
    return value;
  }

  oneOf<T extends string>(key: string, allowed: readonly T[]): T {
    const found = allowed.find((value) => value === this.entries.get(key));
    if (found === undefined) throw foreign(key, allowed.join(' or '), this.entries.get(key));
    return found;
  }

  count(key: string, most: number): number {
    const value = this.entries.get(key);
    const number = value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : 0;
    if (number < 1 || number > most) throw foreign(key, `a whole number from 1 to ${most}`, value);
    return number;
  }

  /** JSON for which `check` holds; `absent` is what it means that a file from before the entry has none. */
  json<T>(key: string, expected: string, check: (value: unknown) => value is T, absent?: T): T {
    const text = this.entries.get(key);
    if (text === undefined && absent !== undefined) return absent;
    let value: unknown;
    try {
      value = JSON.parse(text ?? '');
    } catch {
      throw foreign(key, expected, text);
    }
    if (!check(value)) throw foreign(key, expected, text);
    return value;
  }
}

const isFrequency = (value: unknown): value is Frequency =>
  isRecord(value) && UNITS.some((unit) => unit === value['unit']) && Number.isInteger(value['step']) && Number(value['step']) > 0;
const isLevels = (value: unknown): value is number[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((level, i) => typeof level === 'number' && level > (i === 0 ? 0 : value[i - 1]) && level < 1);
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string');
const isColumns =
  <A extends Availability>(availability: A) =>
  (value: unknown): value is Array<Column<A>> =>
    Array.isArray(value) &&
    value.every((item) => {
      if (!isRecord(item) || typeof item['name'] !== 'string' || item['availability'] !== availability) return false;
      return item['names'] === undefined || isTexts(item['names']);
    });
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isCalendar = (value: unknown): value is CalendarFeature[] =>
  Array.isArray(value) &&
  value.every((item) => typeof item === 'string' && /^(hour|weekday|month|day-of-year|holiday:[A-Z0-9-]+)$/.test(item));

/** The facts of an exported file. Throws ExpectedError `onnx-foreign` where an entry is missing or is not what we write. */
export function readFacts(metadata: ReadonlyMap<string, string>): ModelFacts {
  const entries = new Entries(metadata);
  entries.oneOf('producer', ['Hindcast']);
  entries.count('format_version', FORMAT_VERSION);
  return {
    modelKind: entries.text('model_kind'),
    appVersion: entries.text('app_version'),
    frequency: entries.json('frequency', 'a unit and a step', isFrequency),
    context: entries.count('context', 1_000_000),
    minimumContext: entries.count('minimum_context', 1_000_000),
    horizon: entries.count('horizon', 1_000_000),
    season: entries.count('season', 1_000_000_000),
    quantiles: entries.json('quantiles', 'ascending levels between 0 and 1', isLevels),
    paths: metadata.get('paths') === undefined || metadata.get('paths') === '0' ? 0 : entries.count('paths', 1_000_000),
    counts: metadata.get('loss') === 'negativeBinomial',
    transform: entries.oneOf('transform', ['none', 'log', 'box-cox']),
    rawType: entries.oneOf('raw_type', ['float32', 'float64']),
    target: entries.text('target'),
    covariates: entries.json('covariates', 'a list of names with availability', isColumns('past')),
    future: entries.json('future', 'a list of names with availability', isColumns('future'), []),
    statics: entries.json('statics', 'a list of names with availability', isColumns('static'), []),
    sinceObserved: entries.json('since_observed', 'true or false', isBoolean, false),
    calendar: entries.json('calendar', 'a list of calendar features', isCalendar, []),
    series: entries.json('series', 'a list of ids', isTexts),
    datasetName: entries.text('dataset'),
    datasetHash: entries.text('dataset_sha256'),
  };
}
