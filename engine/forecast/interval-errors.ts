import type { FitTask, History, PanelForecast } from '../models/forecaster.ts';
import { forwardTransform, inverseTransform } from '../models/transform.ts';
import { ErrorPool, fewWiden, uncross } from './conformal.ts';
import { errorScale, type Space } from './error-scale.ts';

/** What was learned of a model's errors: offsets `[h, Q]` over the error scale, a space; null where nothing was held out. */
export interface Offsets extends Record<Space, Float64Array | null> {
  /**
   * Horizons that lie beside each other in what was held out, over all series: errors of overlapping forecasts, and of the steps of one, say the same again
   * and again.
   */
  independent: number;
}

/** Errors of held-out forecasts, over the error scale of each series before its origin, in the units of the series and as ratios. */
export class IntervalErrors {
  private readonly pools: Record<Space, ErrorPool>;
  private readonly width: number;
  private readonly horizon: number;
  /** Of each series the rows [from, to) that the forecasts lie in, and how many rows they have in all. */
  private readonly held = new Map<string, { from: number; to: number; rows: number }>();

  constructor(horizon: number, quantiles: readonly number[]) {
    this.pools = { none: new ErrorPool(horizon, quantiles), log: new ErrorPool(horizon, quantiles) };
    this.width = quantiles.length;
    this.horizon = horizon;
  }

  /** One held-out forecast: what was known of the series, what came `[h]`, and the levels that were forecast `[h, Q]`. */
  add({ id, values, season }: History, actual: Float64Array, levels: Float64Array): void {
    const to = values.length + actual.length;
    const known = this.held.get(id) ?? { from: values.length, to, rows: 0 };
    this.held.set(id, { from: Math.min(known.from, values.length), to: Math.max(known.to, to), rows: known.rows + actual.length });
    for (const space of ['none', 'log'] as const) {
      const scale = errorScale(values, season, space);
      actual.forEach((value, k) => {
        const row = levels.subarray(k * this.width, (k + 1) * this.width);
        this.pools[space].add(
          k,
          forwardTransform(space, value),
          row.map((level) => forwardTransform(space, level)),
          scale,
        );
      });
    }
  }

  offsets(): Offsets {
    return { none: this.pools.none.offsets(), log: this.pools.log.offsets(), independent: this.independent() };
  }

  private independent(): number {
    let rows = 0;
    for (const held of this.held.values()) rows += Math.min(held.to - held.from, held.rows);
    return rows / this.horizon;
  }
}

/** Forecasts with the offsets on them, those that go outwards so much further as few errors demand (`fewWiden`), nothing crossing. */
export function widen(
  forecast: PanelForecast,
  histories: readonly History[],
  { quantiles }: FitTask,
  offsets: Offsets,
  wished: Space,
): PanelForecast {
  const width = quantiles.length;
  const median = quantiles.indexOf(0.5);
  const wider = quantiles.map((level) => fewWiden(level, offsets.independent));
  const widened = histories.map(({ values, season }, n) => {
    const levels = levelsOf(forecast, n, width);
    const logs = wished === 'log' && offsets.log !== null && levels.every((level) => level > 0) && errorScale(values, season, 'log') >= 0;
    const space: Space = logs ? 'log' : 'none';
    const offset = offsets[space];
    const scale = errorScale(values, season, space);
    if (offset === null || Number.isNaN(scale)) {
      // A history that never changed needs no error of others: its points are its levels.
      return forecast.quantiles === null && scale !== 0 ? medianOnly(levels, width, median) : levels;
    }
    const lowest = values.some((value) => value < 0) ? Number.NEGATIVE_INFINITY : 0;
    for (let k = 0; k < levels.length / width; k++) {
      const row = levels.subarray(k * width, (k + 1) * width);
      const floor = Math.min(lowest, row[median]!);
      row.forEach((level, q) => {
        const away = inverseTransform(space, forwardTransform(space, level) + scale * offset[k * width + q]!) - level;
        const outwards = away * (q - median) > 0;
        row[q] = Math.max(floor, level + (outwards ? wider[q]! : 1) * away);
      });
      row[median] = forecast.quantiles === null ? forecast.points[n]![k]! : forecast.quantiles[n]![k * width + median]!;
      uncross(row, median);
    }
    return levels;
  });
  return { points: forecast.points, quantiles: widened };
}

/** The quantiles of one history, `[h, Q]`, of its own; of a point model all levels are the point. */
export function levelsOf({ points, quantiles }: PanelForecast, n: number, width: number): Float64Array {
  if (quantiles !== null) return quantiles[n]!.slice();
  return Float64Array.from({ length: points[n]!.length * width }, (_, i) => points[n]![Math.floor(i / width)]!);
}

function medianOnly(levels: Float64Array, width: number, median: number): Float64Array {
  return levels.map((level, i) => (i % width === median ? level : Number.NaN));
}
