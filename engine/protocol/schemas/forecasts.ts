/** Schemas of the calls about kept forecasts. */
import type { ForecastOrigin, Scenario } from '../forecasts.ts';
import { id, label, path, text, z } from './common.ts';
import { covariateChange } from './explanation.ts';

export const scenario = z.strictObject({
  seriesId: text,
  changes: z.array(covariateChange).min(1).max(1000),
}) satisfies z.ZodType<Scenario>;

const forecastOrigin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('run'), runId: id, scenario: scenario.optional() }),
  z.strictObject({ kind: z.literal('catalogue'), id: label }),
]) satisfies z.ZodType<ForecastOrigin>;

export const createForecastParams = z.strictObject({ origin: forecastOrigin, name: label.optional() });

export const keptForecastParams = z.strictObject({ forecastId: id });

export const keptBacktestParams = keptForecastParams.extend({ seriesId: text });

export const renameForecastParams = keptForecastParams.extend({ name: label });

export const saveForecastParams = keptForecastParams.extend({ path });

export const ledgerParams = z.strictObject({ path: path.optional() });

export const ledgerCompareParams = z.strictObject({ forecastId: id, seriesId: text, path: path.optional() });

export const foldsParams = z.strictObject({ runId: id, seriesId: text.optional() });
