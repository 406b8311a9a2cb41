/**
 * `forecast.json` and `values.json`: a kept forecast and the data it was made from, complete in itself. The numbers lie beside the record, which
 * holds their SHA-256: a forecast is scored by what it said when it was made, so numbers that changed since are refused.
 */
import type { ForecastSummary, KeptSeries, Scenario } from '../protocol/forecasts.ts';
import { count, id, label, path, text, z } from '../protocol/schemas/common.ts';
import { frequency, importSettings } from '../protocol/schemas/data.ts';
import { quantiles } from '../protocol/schemas/training.ts';
import { scenario } from '../protocol/schemas/forecasts.ts';
import { hash } from './dataset-record.ts';
import { evaluationSchema } from './evaluation.ts';
import { anyNumber } from './numbers.ts';
import type { DatasetReference } from './run-record.ts';
import type { StoredType } from './stored.ts';

/** The dataset's id, name and hash are the reference's: they are not stored twice. */
export type ForecastRecord = Omit<ForecastSummary, 'id' | 'datasetId' | 'datasetName' | 'datasetHash'> & {
  dataset: DatasetReference & { relativePath: string | null };
  /** SHA-256 of `values.json`, hex. */
  valuesHash: string;
};

type PlainSeries = { [K in keyof KeptSeries]: KeptSeries[K] extends Float64Array ? number[] : KeptSeries[K] };

export interface ForecastValues {
  series: PlainSeries[];
  skipped: Array<{ seriesId: string; reason: string }>;
  notes: string[];
}

const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('run'), runId: id, runName: label }),
  z.strictObject({ kind: z.literal('method'), method: label }),
]);

export const storedForecast: StoredType<ForecastRecord> = {
  format: 'hindcast.forecast',
  version: 1,
  schema: z.strictObject({
    name: label,
    createdAt: z.string().min(1).max(40),
    source,
    scenario: scenario.nullable() satisfies z.ZodType<Scenario | null>,
    target: text,
    horizon: count,
    season: count,
    hasTime: z.boolean(),
    frequency,
    zone: text,
    seriesCount: count,
    from: anyNumber,
    to: anyNumber,
    evaluation: evaluationSchema.nullable(),
    dataset: z.strictObject({ id, name: label, path, relativePath: path.nullable(), bytes: count, hash, settings: importSettings }),
    valuesHash: hash,
  }),
  migrations: {},
};

const numbers = z.array(anyNumber);

export const storedForecastValues: StoredType<ForecastValues> = {
  format: 'hindcast.forecast-values',
  version: 1,
  schema: z.strictObject({
    series: z.array(
      z.strictObject({
        seriesId: text,
        time: numbers,
        quantiles,
        values: numbers,
        mean: numbers,
        historyTime: numbers,
        historyValues: numbers,
        seasonalNaive: numbers,
        ridge: numbers,
        scale: anyNumber,
      }),
    ),
    skipped: z.array(z.strictObject({ seriesId: text, reason: text })),
    notes: z.array(text),
  }),
  migrations: {},
};
