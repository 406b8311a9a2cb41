/** `backtest.json` beside a kept forecast of a method, of which no model is kept that could be asked again: what its backtest said in parts. */
import type { FoldForecast, MethodBacktest } from '../protocol/forecasts.ts';
import { count, text, z } from '../protocol/schemas/common.ts';
import { quantiles } from '../protocol/schemas/training.ts';
import { hash } from './dataset-record.ts';
import { anyNumber } from './numbers.ts';
import type { StoredType } from './stored.ts';

type PlainFold = { [K in keyof FoldForecast]: FoldForecast[K] extends Float64Array ? number[] : FoldForecast[K] };

export interface StoredBacktest extends Omit<MethodBacktest, 'series'> {
  /** Of the forecast's `values.json`: the backtest of another forecast is not this one's. */
  valuesHash: string;
  series: Array<{ seriesId: string; folds: PlainFold[] }>;
}

const numbers = z.array(anyNumber);
const fold = z.strictObject({
  fold: count,
  time: numbers,
  actual: numbers,
  values: numbers,
  mean: numbers,
  seasonalNaive: numbers,
  ridge: numbers,
  historyTime: numbers,
  historyValues: numbers,
  error: anyNumber,
  naiveError: anyNumber,
  coverage80: anyNumber.nullable(),
}) satisfies z.ZodType<PlainFold>;

export const storedForecastBacktest: StoredType<StoredBacktest> = {
  format: 'hindcast.forecast-backtest',
  version: 1,
  schema: z.strictObject({
    valuesHash: hash,
    measure: z.enum(['MASE', 'MAE']),
    quantiles,
    calibration: z
      .strictObject({
        points: count,
        intervals: z.array(z.strictObject({ level: anyNumber, observed: anyNumber, width: anyNumber, interpolated: z.boolean() })),
        quantiles: z.array(z.strictObject({ level: anyNumber, observed: anyNumber })),
        pit: numbers.nullable(),
      })
      .nullable(),
    series: z.array(z.strictObject({ seriesId: text, folds: z.array(fold) })),
  }),
  migrations: {},
};

export function plainBacktest({ series, ...about }: MethodBacktest, valuesHash: string): StoredBacktest {
  const plain = (one: FoldForecast): PlainFold => ({
    ...one,
    time: Array.from(one.time),
    actual: Array.from(one.actual),
    values: Array.from(one.values),
    mean: Array.from(one.mean),
    seasonalNaive: Array.from(one.seasonalNaive),
    ridge: Array.from(one.ridge),
    historyTime: Array.from(one.historyTime),
    historyValues: Array.from(one.historyValues),
  });
  return { ...about, valuesHash, series: series.map(({ seriesId, folds }) => ({ seriesId, folds: folds.map(plain) })) };
}

export function typedFold(one: PlainFold): FoldForecast {
  return {
    ...one,
    time: Float64Array.from(one.time),
    actual: Float64Array.from(one.actual),
    values: Float64Array.from(one.values),
    mean: Float64Array.from(one.mean),
    seasonalNaive: Float64Array.from(one.seasonalNaive),
    ridge: Float64Array.from(one.ridge),
    historyTime: Float64Array.from(one.historyTime),
    historyValues: Float64Array.from(one.historyValues),
  };
}
