import type { FitTask, Forecaster, PanelForecast } from '../models/forecaster.ts';
import type { Fold } from './hold-out.ts';
import { IntervalErrors, type Offsets, widen } from './interval-errors.ts';

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

/** What a pool's own errors at held-out origins add to its levels. */
export function poolOffsets(folds: readonly Fold[], held: PooledForecast, { horizon, quantiles }: FitTask): Offsets {
  const errors = new IntervalErrors(horizon, quantiles);
  folds.forEach(({ history, actual }, n) => errors.add(history, actual, held.quantiles[n]!));
  return errors.offsets();
}

/** The pool of fitted members, its intervals corrected by `offsets`. It owns the members. */
export function pooledForecaster(
  members: ReadonlyArray<Weighted<Forecaster>>,
  offsets: Offsets,
  task: FitTask,
  notes: readonly string[],
): Forecaster {
  return {
    forecast: async (histories) => {
      const parts: Array<Weighted<PanelForecast>> = [];
      for (const { member, weight } of members) parts.push({ member: await member.forecast(histories), weight });
      const pooled = poolForecasts(parts, task);
      // Without a member's own levels, how wide an interval is follows from the pool's errors alone.
      const own = parts.some(({ member }) => member.quantiles !== null);
      return widen({ points: pooled.points, quantiles: own ? pooled.quantiles : null }, histories, task, offsets, 'log');
    },
    notes,
    dispose: () => members.forEach(({ member }) => member.dispose()),
  };
}
