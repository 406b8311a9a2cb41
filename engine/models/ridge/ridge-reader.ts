import { calendarReader, calendarWidth } from '../../data/index.ts';
import type { DeclaredColumns, History, TaskColumns } from '../forecaster.ts';
import { forwardTransform, inverseTransform } from '../transform.ts';
import type { Scaler } from '../trained.ts';
import { fitScaler } from '../window.ts';
import type { RidgeSeries } from './ridge-series.ts';
import type { WindowNorm } from './ridge.ts';
import { seriesUnit } from './window-blocks.ts';

/** Names of a categorical column that have an effect of their own, the most frequent ones; others count as none of them. */
const MOST_NAMES = 12;
/** What is known ahead is read at its own step and at so many before it. */
const STEPS_BEFORE = 2;
/** Columns beyond these are read at their own step alone. */
const MOST_DELAYED = 30;

interface RidgeReaderRequest {
  columns: TaskColumns;
  /** What is learned from: the histories' rows that a model may learn from, and no other. */
  histories: readonly History[];
  horizon: number;
  transform: 'none' | 'log';
  norm: WindowNorm;
}

/**
 * Histories as a ridge reads them. It learns which names there are, how widely each column spreads, and of each history the centre and the deviation of
 * its past covariates and, for windows less their last value, of its target, so that one map serves series of unlike size. A gap of what is
 * known ahead reads the mean of its series, one of a past covariate as well. The time since the last value is left to networks. `loadCalendar` comes before it.
 */
export class RidgeReader {
  private readonly request: Omit<RidgeReaderRequest, 'histories'>;
  /** Codes with an effect of their own, by column. */
  private readonly names = new Map<string, number[]>();
  /** Of the future amounts, pooled over the series around their own means. */
  private readonly spreads: number[];
  private readonly statics: Scaler[];
  /** By the id of a history. */
  private readonly own: ReadonlyMap<string, Own>;

  constructor({ histories, ...request }: RidgeReaderRequest) {
    this.request = request;
    const { covariates, future, statics } = request.columns;
    covariates.forEach((name, i) => this.learnNames(name, histories, (history) => history.beside!.past[i]!));
    future.forEach((name, i) => this.learnNames(name, histories, ({ beside, values }) => beside!.future[i]!.subarray(0, values.length)));
    statics.forEach((name, i) => this.learnNames(name, histories, ({ beside }) => beside!.statics.subarray(i, i + 1)));
    this.spreads = future.map((_, i) => pooledSpread(histories.map(({ beside, values }) => beside!.future[i]!.subarray(0, values.length))));
    this.statics = statics.map((_, i) => {
      const values = histories.map(({ beside }) => beside!.statics[i]!);
      return fitScaler(values, 0, values.length, 'none');
    });
    this.own = new Map(histories.map((history) => [history.id, this.learnOwn(history)]));
  }

  /** A history with its rows, and what is known ahead of it. */
  read(history: History): RidgeSeries {
    const { past, unit } = this.ownOf(history);
    const { columns, transform } = this.request;
    const { values, beside } = history;
    return {
      target: values.map((value) => forwardTransform(transform, value) / unit),
      known: this.knownColumns(history),
      past: columns.covariates.flatMap((name, i) => {
        const column = beside!.past[i]!;
        const codes = this.names.get(name);
        if (codes !== undefined) return codes.map((code) => indicator(column, code));
        const { centre, scale } = past[i]!;
        return [column.map((value) => (Number.isNaN(value) ? 0 : (value - centre) / scale))];
      }),
      statics: Float64Array.from(columns.statics.flatMap((name, i) => this.staticNumbers(name, i, beside!.statics[i]!))),
    };
  }

  /** What is forecast of a history as read, in the units of its target. */
  restore(history: History, forecast: Float64Array): Float64Array {
    const { unit } = this.ownOf(history);
    return forecast.map((value) => inverseTransform(this.request.transform, value * unit));
  }

  private knownColumns(history: History): Float64Array[] {
    const { columns, horizon } = this.request;
    const rows = history.values.length;
    const ahead = columns.future.flatMap((name, i) => {
      const column = history.beside!.future[i]!.subarray(0, rows + horizon);
      const codes = this.names.get(name);
      if (codes !== undefined) return codes.map((code) => indicator(column, code));
      const { centre } = fitScaler(column, 0, rows, 'none');
      return [column.map((value) => (Number.isNaN(value) ? 0 : (value - centre) / this.spreads[i]!))];
    });
    const before = ahead.length > MOST_DELAYED ? 0 : STEPS_BEFORE;
    const delayed = ahead.flatMap((column) =>
      Array.from({ length: before + 1 }, (_, delay) => (delay === 0 ? column : column.map((_value, t) => column[Math.max(0, t - delay)]!))),
    );
    return [...delayed, ...calendarColumns(history.beside!.time, columns, rows + horizon)];
  }

  private staticNumbers(name: string, i: number, value: number): number[] {
    const codes = this.names.get(name);
    if (codes !== undefined) return codes.map((code) => Number(code === value));
    const { centre, scale } = this.statics[i]!;
    return [Number.isNaN(value) ? 0 : (value - centre) / scale];
  }

  /** Of a history that was not learned from, what it says itself. */
  private ownOf(history: History): Own {
    return this.own.get(history.id) ?? this.learnOwn(history);
  }

  private learnOwn({ values, beside }: History): Own {
    const { norm, columns, transform } = this.request;
    return {
      past: columns.covariates.map((_, i) => fitScaler(beside!.past[i]!, 0, values.length, 'none')),
      unit: norm === 'scaled' ? 1 : seriesUnit(values.map((value) => forwardTransform(transform, value))),
    };
  }

  private learnNames(name: string, histories: readonly History[], rowsOf: (history: History) => Float64Array): void {
    const { categorical, names } = this.request.columns;
    const labels = names[categorical.indexOf(name)];
    if (labels === undefined) return;
    const counts = new Float64Array(labels.length);
    for (const history of histories) for (const code of rowsOf(history)) if (!Number.isNaN(code)) counts[code]!++;
    // Names, not their codes, decide between equals: codes depend on rows that are not learned from.
    const met = [...counts.keys()].filter((code) => counts[code]! > 0);
    met.sort((a, b) => counts[b]! - counts[a]! || (labels[a]! < labels[b]! ? -1 : 1));
    this.names.set(name, met.slice(0, MOST_NAMES));
  }
}

interface Own {
  /** One a past covariate. */
  past: Scaler[];
  /** Mean absolute deviation of the target; 1 where windows are scaled by themselves. */
  unit: number;
}

/** 1 in the rows of a name, 0 elsewhere. */
function indicator(codes: Float64Array, code: number): Float64Array {
  return codes.map((one) => Number(one === code));
}

/** Mean deviation of columns around their own means; 1 where none moves. */
function pooledSpread(columns: readonly Float64Array[]): number {
  let [squares, count] = [0, 0];
  for (const column of columns) {
    const { centre, scale } = fitScaler(column, 0, column.length, 'none');
    const observed = column.reduce((sum, value) => sum + Number(!Number.isNaN(value)), 0);
    // A flat column has scale 1, which is no spread.
    if (column.every((value) => Number.isNaN(value) || value === centre)) continue;
    squares += observed * scale ** 2;
    count += observed;
  }
  return squares > 0 ? Math.sqrt(squares / count) : 1;
}

/** What the calendar says of each row, one array a number of it. */
function calendarColumns(time: Float64Array, { calendar }: DeclaredColumns, rows: number): Float64Array[] {
  if (calendar.length === 0) return [];
  const width = calendar.reduce((sum, feature) => sum + calendarWidth(feature), 0);
  const read = calendarReader(calendar);
  const said = new Float32Array(width);
  const columns = Array.from({ length: width }, () => new Float64Array(rows));
  for (let row = 0; row < rows; row++) {
    read(time[row] ?? Number.NaN, said, 0);
    columns.forEach((column, i) => (column[row] = Number.isNaN(said[i]!) ? 0 : said[i]!));
  }
  return columns;
}
