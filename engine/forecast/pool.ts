import type { FitTask, Forecaster, PanelForecast } from '../models/forecaster.ts';
import { type Centre, weightedMean } from './centre.ts';
import type { Fold } from './hold-out.ts';
import { IntervalErrors, type Offsets, widen } from './interval-errors.ts';

/** A member of a pool. */
export interface Weighted<T> {
  member: T;
  weight: number;
  /** What the weight is multiplied by in a series, by its id; 1 in series that it does not name. */
  bySeries?: ReadonlyMap<string, number>;
}

/** Forecasts with quantiles. */
export type PooledForecast = PanelForecast & { quantiles: Float64Array[] };

/**
 * Centres of the members' points, by default their weighted means, and of each level's distance from the median weighted means over the members that
 * have quantiles (averaged quantile functions, Vincent 1912). A series that a member cannot forecast is left to the others. `ids` are those of the series
 * where weights differ by series.
 */
export function poolForecasts(
  members: ReadonlyArray<Weighted<PanelForecast>>,
  { horizon, quantiles }: FitTask,
  centre: Centre = weightedMean,
  ids: readonly string[] = [],
): PooledForecast {
  const width = quantiles.length;
  const median = quantiles.indexOf(0.5);
  const points: Float64Array[] = [];
  const levels: Float64Array[] = [];
  for (let n = 0; n < members[0]!.member.points.length; n++) {
    const able = members
      .filter(({ member }) => !member.points[n]!.some(Number.isNaN))
      .map(({ member, weight, bySeries }) => ({ member, weight: weight * (bySeries?.get(ids[n]!) ?? 1) }));
    const point = centreOf(
      able.map(({ member, weight }) => ({ member: member.points[n]!, weight })),
      horizon,
      centre,
    );
    const spread = centreOf(
      able.flatMap(({ member, weight }) => (member.quantiles === null ? [] : [{ member: member.quantiles[n]!, weight }])),
      horizon * width,
      weightedMean,
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

/** One alone is left as it is, to the last bit. NaN of nothing. */
function centreOf(members: ReadonlyArray<Weighted<Float64Array>>, length: number, centre: Centre): Float64Array {
  if (members.length === 1) return members[0]!.member.slice();
  const weights = members.map(({ weight }) => weight);
  return Float64Array.from({ length }, (_, i) =>
    centre(
      members.map(({ member }) => member[i]!),
      weights,
    ),
  );
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
  centre: Centre,
  notes: readonly string[],
): Forecaster {
  return {
    forecast: async (histories) => {
      const parts: Array<Weighted<PanelForecast>> = [];
      for (const member of members) parts.push({ ...member, member: await member.member.forecast(histories) });
      const ids = histories.map(({ id }) => id);
      const pooled = poolForecasts(parts, task, centre, ids);
      // Without a member's own levels, how wide an interval is follows from the pool's errors alone.
      const own = parts.some(({ member }) => member.quantiles !== null);
      return widen({ points: pooled.points, quantiles: own ? pooled.quantiles : null }, histories, task, offsets, 'log');
    },
    notes,
    dispose: () => members.forEach(({ member }) => member.dispose()),
  };
}
