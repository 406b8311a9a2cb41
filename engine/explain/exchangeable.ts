import { calendarReader, calendarWidth } from '../data/index.ts';
import { readsSeries } from '../forecast/predict.ts';
import type { TrainedModel } from '../models/trained.ts';
import type { RawWindow } from '../models/window.ts';
import type { NamedCovariate } from '../protocol/explanation.ts';
import { columnNames, placesOf, valuesAt, withValues } from './columns.ts';

/** Something that a model reads beside its target, and how one window takes it from another. */
export interface Exchangeable extends NamedCovariate {
  /** The window with what the source has of it; neither of the two changes. */
  take(window: RawWindow, source: RawWindow): RawWindow;
  /** Whether the model would read anything else then. */
  differs(window: RawWindow, source: RawWindow): boolean;
}

/**
 * All that can be exchanged: each column, a column known ahead with its context and its h steps together, each static column, the calendar as a whole
 * (every feature follows from the same times, so that one alone would be of a time that there is not), and the vector of the series without its scales.
 * The time since the last value is not among them: it belongs to the target.
 */
export function exchangeables(model: Pick<TrainedModel, 'data' | 'graph' | 'staticScalers'>): Exchangeable[] {
  const { data } = model;
  return [
    ...columnNames(data).map((column) => byStep(column, data)),
    ...data.statics.map((column, index) => constant(column, index)),
    ...(data.calendar.length > 0 ? [calendar(data)] : []),
    ...(readsSeries(model) ? [ownVector] : []),
  ];
}

function byStep(column: string, data: TrainedModel['data']): Exchangeable {
  const places = placesOf(column, data);
  return {
    column,
    kind: data.future.includes(column) ? 'future' : 'past',
    take: (window, source) =>
      places.reduce((changed, place) => {
        return withValues(changed, place, asLongAs(valuesAt(window, place), valuesAt(source, place)));
      }, window),
    differs: (window, source) =>
      places.some((place) => {
        const steps = data.context + (place.list === 'future' ? data.horizon : 0);
        const own = valuesAt(window, place);
        return !same(lastOf(own, steps), lastOf(asLongAs(own, valuesAt(source, place)), steps));
      }),
  };
}

function constant(column: string, index: number): Exchangeable {
  const valueOf = ({ statics }: RawWindow): number => statics?.[index] ?? Number.NaN;
  return {
    column,
    kind: 'static',
    take: (window, source) => ({ ...window, statics: Array.from(window.statics ?? [], (old, i) => (i === index ? valueOf(source) : old)) }),
    differs: (window, source) => !Object.is(valueOf(window), valueOf(source)),
  };
}

function calendar({ calendar: features, context, horizon }: TrainedModel['data']): Exchangeable {
  const read = calendarReader(features);
  const width = features.reduce((sum, feature) => sum + calendarWidth(feature), 0);
  const readings = (times: ArrayLike<number>): Float32Array => {
    const last = lastOf(times, context + horizon);
    const found = new Float32Array(last.length * width);
    last.forEach((time, t) => read(time, found, t * width));
    return found;
  };
  const timesOf = ({ time }: RawWindow): ArrayLike<number> => time ?? [];
  return {
    column: features.join(', '),
    kind: 'calendar',
    take: (window, source) => ({ ...window, time: asLongAs(timesOf(window), timesOf(source)) }),
    differs: (window, source) => !same(readings(timesOf(window)), readings(asLongAs(timesOf(window), timesOf(source)))),
  };
}

const ownVector: Exchangeable = {
  column: '',
  kind: 'series',
  take: (window, source) => ({ ...window, vectorOf: source.series }),
  differs: (window, source) => window.series !== source.series,
};

/** Values that stand for others: windows of short series have less to tell, and all end at their origin or h steps after it. */
function asLongAs(others: ArrayLike<number>, values: ArrayLike<number>): ArrayLike<number> {
  if (values.length === others.length) return values;
  return Float64Array.from({ length: others.length }, (_, i) => values[values.length - others.length + i] ?? Number.NaN);
}

function lastOf(values: ArrayLike<number>, count: number): number[] {
  return Array.from(values).slice(-count);
}

/** Gaps are like gaps. */
function same(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.from(a).every((value, i) => Object.is(value, b[i]));
}
