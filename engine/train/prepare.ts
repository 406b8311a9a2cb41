import type { TrainingData } from '../data/dataset.ts';
import { calendarReader, knownPart, wallTimes } from '../data/index.ts';
import { splitSeries } from '../data/split.ts';
import { knowsSeries } from '../models/blueprint.ts';
import { aheadChannels, channelsOf } from '../models/channels.ts';
import type { Scaler } from '../models/trained.ts';
import { sinceObserved } from '../models/since-observed.ts';
import { forwardTransform } from '../models/transform.ts';
import { fitScaler, scaleStatics } from '../models/window.ts';
import type { WindowSource } from '../native/api.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { DataConfig, LossKind, ModelConfig } from '../protocol/training.ts';
import { columnValues } from './columns.ts';
import { staticScalers, staticsOf } from './statics.ts';
import { learnNames } from './vocabulary.ts';

/** A dataset as training needs it: scaled values, windows by part, and what was fitted on the way. */
export interface Prepared {
  source: WindowSource;
  /** Indices into `source.starts`. */
  training: Int32Array;
  validation: Int32Array;
  /** Windows of the test part, which training never reads; counted only. */
  testWindows: number;
  seriesIds: string[];
  /** `[channel][series]`, fitted on each series' training part. */
  scalers: Scaler[][];
  /** Names of each of `data.categorical` in the training parts. */
  categories: string[][];
  /** One a static column, fitted on the series. */
  staticScalers: Scaler[];
  /** Rows of each series: where it begins, and where its training and validation parts end. */
  ranges: Array<{ from: number; trainingEnd: number; validationEnd: number }>;
  skipped: Array<{ seriesId: string; reason: string }>;
}

/** Counts stay as they are: the core divides each window by its own level. */
const UNSCALED: Scaler = { centre: 0, scale: 1 };

/**
 * Scales every series by its training part and lays out the windows. A window needs an observed value in its context and one
 * in its targets. Series without room for one window, and those that never change in training, are skipped and named. For a `model` that knows its series, each window
 * also names its own: index + 1. Names become codes, learned on training parts.
 * Errors: `series-too-short` where none remains, `nothing-observed` where a part has no window.
 */
export function prepare(
  dataset: TrainingData,
  data: DataConfig,
  model: Pick<ModelConfig, 'seriesEmbedding' | 'structure'>,
  loss: LossKind = 'quantile',
): Prepared {
  const counts = loss === 'negativeBinomial';
  const categories = learnNames(dataset, data);
  const names = [data.target, ...data.covariates, ...data.future];
  const columns = names.map((name) => columnValues(dataset, name, categories[data.categorical.indexOf(name)]));
  const channels = channelsOf(data);
  const values = new Float32Array(dataset.time.length * channels.count).fill(Number.NaN);
  const scalers: Scaler[][] = columns.map(() => []);
  const seriesIds: string[] = [];
  const skipped: Prepared['skipped'] = [];
  const ranges: Prepared['ranges'] = [];
  const statics: Float64Array[] = [];
  const training: number[] = [];
  const validation: number[] = [];
  const seriesOf = { training: [] as number[], validation: [] as number[] };
  let testWindows = 0;
  for (const { id, offset, length } of knownPart(dataset, data).series) {
    const split = splitSeries(length, data);
    if (split === null) {
      skipped.push({ seriesId: id, reason: `${length} rows are too few for context ${data.context} and horizon ${data.horizon}` });
      continue;
    }
    const level = onlyValue(columns[0]!, offset, offset + split.trainingEnd);
    if (level !== null) {
      skipped.push({ seriesId: id, reason: `every value of its training part is ${level}, so there is nothing to learn from it` });
      continue;
    }
    const observed = observedBefore(columns[0]!, offset, length, data);
    const push = (starts: number[], from: number, to: number): void => {
      for (let start = from; start <= to; start++) {
        const origin = start + data.context;
        if (observed[origin]! > observed[start]! && observed[origin + data.horizon]! > observed[origin]!) starts.push(offset + start);
      }
    };
    const before = training.length;
    push(training, 0, split.trainingEnd - data.context - data.horizon);
    if (training.length === before) {
      skipped.push({ seriesId: id, reason: 'no window of its training part has an observed context and target' });
      continue;
    }
    push(validation, Math.max(0, split.trainingEnd - data.context), split.validationEnd - data.context - data.horizon);
    testWindows += length - split.validationEnd - data.horizon + 1;
    while (seriesOf.training.length < training.length) seriesOf.training.push(seriesIds.length);
    while (seriesOf.validation.length < validation.length) seriesOf.validation.push(seriesIds.length);
    seriesIds.push(id);
    statics.push(staticsOf(dataset, data, categories, { offset, length }));
    ranges.push({ from: offset, trainingEnd: offset + split.trainingEnd, validationEnd: offset + split.validationEnd });
    columns.forEach((column, channel) => {
      const transform = channel === 0 ? data.transform : 'none';
      const unscaled = (counts && channel === 0) || data.categorical.includes(names[channel]!);
      const scaler = unscaled
        ? UNSCALED
        : fitScaler(column, offset, offset + split.trainingEnd, transform, data.lambda, channel === 0 ? data.difference : 0);
      scalers[channel]!.push(scaler);
      for (let row = offset; row < offset + length; row++) {
        values[row * channels.count + channel] = (forwardTransform(transform, column[row]!, data.lambda) - scaler.centre) / scaler.scale;
      }
    });
    if (channels.since !== null) {
      const shares = sinceObserved((t) => observed[t + 1]! > observed[t]!, length, data.context);
      for (let t = 0; t < length; t++) values[(offset + t) * channels.count + channels.since] = shares[t]!;
    }
  }
  writeCalendar(dataset, data, values);
  if (seriesIds.length === 0) throw nothingLeft(dataset, data, skipped);
  if (validation.length === 0 && data.validationShare > 0) {
    throw new ExpectedError(
      'nothing-observed',
      `The validation part of ${dataset.name} has no window with an observed "${data.target}". Choose a larger validation share, or another target.`,
    );
  }
  const described = staticScalers(data, statics);
  const codes = knowsSeries(model, seriesIds.length);
  return {
    source: {
      values,
      channels: channels.count,
      ...(channels.known > 0 ? { future: aheadChannels(channels) } : {}),
      starts: Int32Array.from([...training, ...validation]),
      horizon: data.horizon,
      scaling: counts ? 'level' : data.scaling === 'window' ? 'window' : 'none',
      anchor: data.anchor ? 'last' : 'none',
      difference: data.difference,
      mask: true,
      ...(codes || data.statics.length > 0
        ? {
            statics: Float32Array.from(statics.flatMap((row, series) => [...(codes ? [series + 1] : []), ...scaleStatics(described, row)])),
            staticOf: Int32Array.from([...seriesOf.training, ...seriesOf.validation]),
          }
        : {}),
    },
    training: Int32Array.from(training, (_, i) => i),
    validation: Int32Array.from(validation, (_, i) => training.length + i),
    testWindows,
    seriesIds,
    scalers,
    categories,
    staticScalers: described,
    ranges,
    skipped,
  };
}

/** The value that all observed ones from `from` to before `to` are; null where they differ or there is none. */
function onlyValue(column: Float64Array, from: number, to: number): number | null {
  let level: number | null = null;
  for (let row = from; row < to; row++) {
    if (Number.isNaN(column[row]!)) continue;
    if (level !== null && column[row] !== level) return null;
    level = column[row]!;
  }
  return level;
}

/** Writes what the calendar says of every row's time behind the columns. */
function writeCalendar(dataset: TrainingData, data: DataConfig, values: Float32Array): void {
  if (data.calendar.length === 0) return;
  const { scaled, count } = channelsOf(data);
  const read = calendarReader(data.calendar);
  wallTimes(dataset, dataset.time).forEach((wall, row) => read(wall, values, row * count + scaled));
}

/** `result[t]`: how many of the first t values of a series are observed. */
function observedBefore(column: Float64Array, offset: number, length: number, { transform, lambda }: DataConfig): Int32Array {
  const counts = new Int32Array(length + 1);
  for (let t = 0; t < length; t++)
    counts[t + 1] = counts[t]! + (Number.isNaN(forwardTransform(transform, column[offset + t]!, lambda)) ? 0 : 1);
  return counts;
}

function nothingLeft(dataset: TrainingData, data: DataConfig, skipped: Prepared['skipped']): ExpectedError {
  return new ExpectedError(
    'series-too-short',
    `No series of ${dataset.name} can be trained with context ${data.context} and horizon ${data.horizon}: ${skipped[0]?.reason ?? 'there is none'}. ` +
      'Use a shorter context or horizon, or more data.',
  );
}
