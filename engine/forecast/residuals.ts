import { autocorrelations } from '../data/autocorrelation.ts';
import type { ResidualReport } from '../protocol/forecasts.ts';
import { ljungBox } from './ljung-box.ts';

/** Autocorrelations shown at most. */
const MOST_LAGS = 40;
/** Bins of the histogram: the root of the number of values, within these. */
const BINS = { least: 5, most: 20 };

/**
 * What one-step-ahead errors say of a model: whether they have a mean, and whether anything in them could still have been forecast. The test
 * takes 10 lags, of seasonal data two seasons, but at most a fifth of the values (Hyndman & Athanasopoulos 2021, 5.4). NaN for gaps.
 */
export function describeResiduals(time: Float64Array, values: Float64Array, season: number): ResidualReport {
  const observed = values.filter((value) => !Number.isNaN(value));
  const n = observed.length;
  const mean = observed.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(observed.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const tested = Math.min(season > 1 ? 2 * season : 10, Math.floor(n / 5));
  const shown = Math.max(0, Math.min(MOST_LAGS, Math.max(tested, Math.floor(n / 4)), n - 1));
  const all = shown === 0 || deviation === 0 ? [] : Array.from(autocorrelations(values, Math.max(shown, tested))).slice(1);
  return {
    time,
    values,
    mean,
    deviation,
    autocorrelations: all.slice(0, shown),
    bound: 1.96 / Math.sqrt(n),
    ljungBox: ljungBox(all.slice(0, tested), n),
    histogram: histogram(observed),
  };
}

/** Bins of equal width over all values; the last one holds its upper edge. */
function histogram(values: Float64Array): ResidualReport['histogram'] {
  if (values.length === 0) return [];
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  if (low === high) return [{ from: low, to: high, count: values.length }];
  const count = Math.min(BINS.most, Math.max(BINS.least, Math.round(Math.sqrt(values.length))));
  const width = (high - low) / count;
  const bins = Array.from({ length: count }, (_, bin) => ({ from: low + bin * width, to: low + (bin + 1) * width, count: 0 }));
  for (const value of values) bins[Math.min(count - 1, Math.floor((value - low) / width))]!.count++;
  return bins;
}
