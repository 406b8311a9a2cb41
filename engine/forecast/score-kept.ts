import { coverage, mae, mase } from '../metrics/index.ts';
import type { KeptSeries, LedgerScore } from '../protocol/forecasts.ts';

/**
 * A kept forecast of some series against what came, over the observed points; null where there are none. `actuals` holds `[h]` a series, NaN where
 * nothing is known yet.
 */
export function scoreKept(series: readonly KeptSeries[], actuals: readonly Float64Array[]): LedgerScore | null {
  const actual = concat(actuals);
  const points = actual.filter((value) => !Number.isNaN(value)).length;
  if (points === 0) return null;
  const level = (wanted: number): Float64Array => concat(series.map((one) => columnOf(one, wanted)));
  const middle = concat(series.map(centreOf));
  const scales = concat(series.map(({ time, scale }) => new Float64Array(time.length).fill(scale)));
  const scaled = mase(
    actual.map((value, i) => (Number.isNaN(scales[i]!) ? Number.NaN : value)),
    middle,
    scales,
  );
  const inside = coverage(actual, level(0.1), level(0.9));
  return {
    points,
    mae: mae(actual, middle),
    mase: Number.isNaN(scaled) ? null : scaled,
    coverage80: Number.isNaN(inside) ? null : inside,
    naiveMae: mae(actual, concat(series.map(({ seasonalNaive }) => seasonalNaive))),
  };
}

/** The median; the mean where none was forecast. */
export function centreOf(series: KeptSeries): Float64Array {
  return series.quantiles.includes(0.5) ? columnOf(series, 0.5) : series.mean;
}

/** A quantile, `[h]`; NaN where it was not forecast. */
function columnOf({ quantiles, values, time }: KeptSeries, level: number): Float64Array {
  const q = quantiles.indexOf(level);
  return Float64Array.from(time, (_, k) => (q < 0 ? Number.NaN : values[k * quantiles.length + q]!));
}

function concat(parts: ReadonlyArray<ArrayLike<number>>): Float64Array {
  return Float64Array.from(parts.flatMap((part) => Array.from(part)));
}
