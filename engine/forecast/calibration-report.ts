import { coverage, pitHistogram } from '../metrics/index.ts';
import type { CalibrationReport } from '../protocol/forecasts.ts';

/** Intervals that are told of besides those whose edges were forecast. */
const USUAL = [0.95, 0.8, 0.5];
const PIT_BINS = 10;

/**
 * Nominal against observed: of each central interval between forecast quantiles, of the usual ones where their edges lie between forecast
 * quantiles (linear between them, as the histogram of the probability integral transform takes it), and of each quantile. An interval wider
 * than the outer quantiles was not forecast and is not told of. `actual` `[points]`, NaN for gaps; `forecast` `[points, Q]` row-major.
 */
export function calibrationReport(
  actual: Float64Array,
  forecast: Float64Array,
  levels: readonly number[],
): Omit<CalibrationReport, 'runId'> {
  const column = (level: number): Float64Array => actual.map((_, i) => quantileAt(forecast, i * levels.length, levels, level));
  const forecasted = levels.filter((level) => level < 0.5 - 1e-9 && levels.some((other) => near(other, 1 - level)));
  const wanted = [...forecasted.map((low) => round(1 - 2 * low)), ...USUAL].filter((level) => reaches(levels, level));
  const intervals = [...new Set(wanted)]
    .sort((a, b) => b - a)
    .map((level) => {
      const [lower, upper] = [column((1 - level) / 2), column((1 + level) / 2)];
      return {
        level,
        observed: coverage(actual, lower, upper),
        width: meanOf(actual, (i) => upper[i]! - lower[i]!),
        interpolated: !forecasted.some((low) => near(low, (1 - level) / 2)),
      };
    });
  const pit = pitHistogram(actual, forecast, levels, PIT_BINS);
  return {
    points: actual.filter((value) => !Number.isNaN(value)).length,
    intervals,
    quantiles: levels.map((level) => {
      const values = column(level);
      return { level, observed: meanOf(actual, (i) => (Number.isNaN(values[i]!) ? Number.NaN : actual[i]! <= values[i]! ? 1 : 0)) };
    }),
    pit: pit.some(Number.isNaN) ? null : pit,
  };
}

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;
const round = (level: number): number => Number(level.toFixed(6));

function reaches(levels: readonly number[], level: number): boolean {
  return levels.length > 0 && levels[0]! <= (1 - level) / 2 + 1e-9 && levels.at(-1)! >= (1 + level) / 2 - 1e-9;
}

/** The value of a level in a row of ascending quantiles that reach it, linear between its neighbours. */
function quantileAt(forecast: Float64Array, row: number, levels: readonly number[], level: number): number {
  const after = levels.findIndex((known) => known >= level - 1e-9);
  if (near(levels[after]!, level)) return forecast[row + after]!;
  const [low, high] = [levels[after - 1]!, levels[after]!];
  const share = (level - low) / (high - low);
  return forecast[row + after - 1]! * (1 - share) + forecast[row + after]! * share;
}

/** Over the points with an actual. */
function meanOf(actual: Float64Array, term: (index: number) => number): number {
  let sum = 0;
  let count = 0;
  actual.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    sum += term(i);
    count++;
  });
  return sum / count;
}
