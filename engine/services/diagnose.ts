import { pauseFor } from '../data/csv/pause.ts';
import type { Dataset } from '../data/dataset.ts';
import {
  correlogram,
  distributionOf,
  intermittency,
  interpolate,
  lagsFor,
  missingPattern,
  requireColumn,
  requireSeries,
  spectralEntropy,
  steadyLevelTest,
  unitRootTest,
} from '../data/index.ts';
import { mstl } from '../models/classical/mstl.ts';
import type { Decomposition, Diagnosis } from '../protocol/exploration.ts';

/** Decomposition and tests look at so many last steps of longer series: they take a moment, and what was long ago says little. */
const LOOKED_AT = 10_000;
/** Longer seasons stay in the trend: smoothing over them takes long. */
const LONGEST_SEASON = 1000;
/** With fewer steps without a gap between them nothing is tested. */
const FEWEST = 24;

export interface DiagnosisRequest {
  seriesId: string;
  column: string;
  /** Seasons that were found, steps. */
  periods: readonly number[];
  /** Times of values far from the expected: they count as unknown where trend and seasons are drawn, and stay in the remainder. */
  far: readonly number[];
}

/**
 * What one column of one series is like; gaps are on the line between their neighbours where a method needs every step. Errors:
 * `unknown-series`, `unknown-column`; cancelled between two parts.
 */
export async function diagnose(
  dataset: Dataset,
  { seriesId, column, periods, far }: DiagnosisRequest,
  signal: AbortSignal,
): Promise<Diagnosis> {
  const pause = pauseFor(signal);
  const { offset, length } = requireSeries(dataset, seriesId);
  const values = requireColumn(dataset, column).values.subarray(offset, offset + length);
  const place = (step: number): { row: number; time: number } => ({
    row: dataset.fileRows[offset + step]!,
    time: dataset.time[offset + step]!,
  });
  const result: Diagnosis = {
    seriesId,
    column,
    steps: length,
    lookedAt: Math.min(length, LOOKED_AT),
    missing: missingPattern(values, place),
    distribution: distributionOf(values),
    correlogram: null,
    decomposition: null,
    stationarity: null,
    intermittency: null,
    entropy: null,
    without: {},
  };
  const { count, min, max, negative } = result.distribution;
  const observed = values.filter((value) => !Number.isNaN(value));
  if (negative > 0) result.without.intermittency = 'negative';
  else if (count === 0) result.without.intermittency = 'all-missing';
  else if (max === 0) result.without.intermittency = 'constant';
  else result.intermittency = intermittency(observed);
  const nothing = count === 0 ? 'all-missing' : min === max ? 'constant' : null;
  if (nothing !== null) {
    for (const part of ['correlogram', 'decomposition', 'stationarity', 'entropy'] as const) result.without[part] = nothing;
    return result;
  }
  await pause();
  result.correlogram = correlogram(values, lagsFor(length, Math.max(1, ...periods)));
  if (result.correlogram === null) result.without.correlogram = 'too-short';
  await pause();
  const whole = interpolate(values)?.values ?? new Float64Array(0);
  result.entropy = spectralEntropy(whole);
  if (result.entropy === null) result.without.entropy = 'too-short';
  await pause();
  const last = interpolate(values.subarray(length - result.lookedAt));
  if (last === null || last.values.length < FEWEST) {
    result.without.stationarity = result.without.decomposition = 'too-short';
    return result;
  }
  const [adf, kpss] = [unitRootTest(last.values), steadyLevelTest(last.values)];
  if (adf && kpss) result.stationarity = { adf, kpss };
  else result.without.stationarity = 'constant';
  await pause();
  const possible = periods.filter((period) => period <= LONGEST_SEASON && 2 * period <= last.values.length).sort((a, b) => a - b);
  const from = offset + length - result.lookedAt + last.from;
  if (possible.length === 0) result.without.decomposition = periods.length === 0 ? 'no-season' : 'too-short';
  else {
    const time = dataset.time.slice(from, from + last.values.length);
    const strange = new Set(far);
    const known = last.values.map((_, t) => (strange.has(time[t]!) ? Number.NaN : values[from - offset + t]!));
    result.decomposition = decompose(last.values, known, time, possible);
  }
  return result;
}

/**
 * Trend and seasons of the known values. Where some are not known, a first decomposition of the series with lines over the gaps says what the seasons
 * are there, and the second one is of the series with lines over the gaps of what is left without them.
 */
function decompose(values: Float64Array, known: Float64Array, time: Float64Array, periods: number[]): Decomposition {
  let { trend, seasonal } = mstl(bridged(known), periods);
  if (known.some(Number.isNaN)) {
    const season = known.map((_, t) => seasonal.reduce((sum, part) => sum + part[t]!, 0));
    const without = bridged(known.map((value, t) => value - season[t]!));
    ({ trend, seasonal } = mstl(
      without.map((value, t) => value + season[t]!),
      periods,
    ));
  }
  const remainder = values.map((value, t) => seasonal.reduce((left, season) => left - season[t]!, value - trend[t]!));
  return {
    periods,
    time,
    values,
    trend,
    seasonal,
    remainder,
    trendStrength: strength(trend, remainder, known),
    seasonStrengths: seasonal.map((season) => strength(season, remainder, known)),
  };
}

/** Gaps on the line between their neighbours; at the ends the nearest value goes on. */
function bridged(values: Float64Array): Float64Array {
  const filled = interpolate(values);
  if (filled === null) return values.map((value) => (Number.isNaN(value) ? 0 : value));
  const end = filled.values.length - 1;
  return values.map((_, t) => filled.values[Math.min(end, Math.max(0, t - filled.from))]!);
}

/** max(0, 1 - Var(R) / Var(part + R)) of Wang, Smith & Hyndman (2006), over the steps of which the parts were made. */
function strength(part: Float64Array, remainder: Float64Array, known: Float64Array): number {
  const isKnown = (_: number, t: number): boolean => !Number.isNaN(known[t]!);
  const together = variance(part.map((value, t) => value + remainder[t]!).filter(isKnown));
  return together > 0 ? Math.max(0, 1 - variance(remainder.filter(isKnown)) / together) : 0;
}

function variance(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
