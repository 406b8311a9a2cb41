import type { FitTask, Forecaster, PanelForecast } from '../models/forecaster.ts';
import { ErrorPool, uncross } from './conformal.ts';
import { errorScale } from './error-scale.ts';
import type { Fold } from './hold-out.ts';

/** A member of a linear pool. */
export interface Weighted<T> {
  member: T;
  weight: number;
}

/** Forecasts with quantiles. */
export type PooledForecast = PanelForecast & { quantiles: Float64Array[] };

/**
 * Weighted means of points, and of each level's distance from the median over the members that have quantiles (averaged quantile functions,
 * Vincent 1912). A series that a member cannot forecast is left to the others.
 */
export function poolForecasts(members: ReadonlyArray<Weighted<PanelForecast>>, { horizon, quantiles }: FitTask): PooledForecast {
  const width = quantiles.length;
  const median = quantiles.indexOf(0.5);
  const points: Float64Array[] = [];
  const levels: Float64Array[] = [];
  for (let n = 0; n < members[0]!.member.points.length; n++) {
    const able = members.filter(({ member }) => !member.points[n]!.some(Number.isNaN));
    const point = average(
      able.map(({ member, weight }) => ({ member: member.points[n]!, weight })),
      horizon,
    );
    const spread = average(
      able.flatMap(({ member, weight }) => (member.quantiles === null ? [] : [{ member: member.quantiles[n]!, weight }])),
      horizon * width,
    );
    points.push(point);
    levels.push(
      spread.map((level, i) => {
        const k = Math.floor(i / width);
        const away = level - spread[k * width + median]!;
        return point[k]! + (Number.isNaN(away) ? 0 : away);
      }),
    );
  }
  return { points, quantiles: levels };
}

/** NaN of nothing. */
function average(members: ReadonlyArray<Weighted<Float64Array>>, length: number): Float64Array {
  const total = members.reduce((sum, { weight }) => sum + weight, 0);
  return Float64Array.from({ length }, (_, i) => members.reduce((sum, { member, weight }) => sum + weight * member[i]!, 0) / total);
}

/** What a pool's own errors at held-out origins add to its levels, `[h, Q]` over the scale of a series; null where nothing was held out. */
export function poolOffsets(folds: readonly Fold[], held: PooledForecast, { horizon, quantiles }: FitTask): Float64Array | null {
  const width = quantiles.length;
  const errors = new ErrorPool(horizon, quantiles);
  folds.forEach(({ actual, scale }, n) => {
    actual.forEach((value, k) => errors.add(k, value, held.quantiles[n]!.subarray(k * width, (k + 1) * width), scale));
  });
  return errors.offsets();
}

/** The pool of fitted members, its intervals corrected by `offsets`. It owns the members. */
export function pooledForecaster(
  members: ReadonlyArray<Weighted<Forecaster>>,
  offsets: Float64Array | null,
  task: FitTask,
  notes: readonly string[],
): Forecaster {
  const { quantiles } = task;
  const width = quantiles.length;
  const median = quantiles.indexOf(0.5);
  return {
    forecast: async (histories) => {
      const parts: Array<Weighted<PanelForecast>> = [];
      for (const { member, weight } of members) parts.push({ member: await member.forecast(histories), weight });
      const pooled = poolForecasts(parts, task);
      // Without errors to learn from, and without a member's own levels, how wide an interval would be is not known.
      const known = offsets !== null || parts.some(({ member }) => member.quantiles !== null);
      histories.forEach(({ values, season }, n) => {
        const scale = errorScale(values, season, 'none');
        const lowest = values.some((value) => value < 0) ? Number.NEGATIVE_INFINITY : 0;
        const own = pooled.quantiles[n]!;
        if (!known) own.forEach((_, i) => i % width !== median && (own[i] = Number.NaN));
        if (offsets !== null && !Number.isNaN(scale)) own.forEach((level, i) => (own[i] = Math.max(lowest, level + scale * offsets[i]!)));
        pooled.points[n]!.forEach((point, k) => {
          const row = own.subarray(k * width, (k + 1) * width);
          row[median] = point;
          if (known) uncross(row, median);
        });
      });
      return pooled;
    },
    notes,
    dispose: () => members.forEach(({ member }) => member.dispose()),
  };
}
