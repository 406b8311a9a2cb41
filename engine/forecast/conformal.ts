/**
 * Split-conformal intervals by horizon step (Lei et al. 2018), for quantile forecasts conformalised quantile regression with a tail of its own
 * for each level (Romano, Patterson & Candès 2019, theorem 2). The score of a level q above the median is (y - y_q) / scale, below
 * it (y_q - y) / scale; the offset that makes the level hold is the score's quantile at max(q, 1 - q). A point forecast is
 * the case that all levels are the point, and then this is the quantile of signed errors.
 */

import { normalQuantile } from '../models/normal.ts';
import { studentQuantile } from '../models/student-t.ts';

/** Scores at one horizon step from which on the step is calibrated by its own; with fewer, its neighbours join. */
const SCORES_FOR_STEP = 100;

/** Errors of held-out forecasts, over the scale of their series before their origin. */
export class ErrorPool {
  readonly horizon: number;
  private readonly levels: readonly number[];
  /** `[h][Q]`, the scores of each level. */
  private readonly scores: number[][][];
  /** `[h]`, sum of |y - median| / scale. */
  private readonly errors: Float64Array;

  constructor(horizon: number, levels: readonly number[]) {
    this.horizon = horizon;
    this.levels = levels;
    this.scores = Array.from({ length: horizon }, () => levels.map(() => []));
    this.errors = new Float64Array(horizon);
  }

  /** One step of one held-out forecast: `forecast` `[Q]`, all in the same units. Without an actual, a forecast or a scale it says nothing. */
  add(step: number, actual: number, forecast: ArrayLike<number>, scale: number): void {
    const values = this.levels.map((level, q) => ((level > 0.5 ? 1 : -1) * (actual - forecast[q]!)) / scale);
    const middle = Math.abs(actual - forecast[this.levels.indexOf(0.5)]!) / scale;
    if (!(scale > 0) || !Number.isFinite(middle) || !values.every(Number.isFinite)) return;
    this.errors[step]! += middle;
    values.forEach((value, q) => this.scores[step]![q]!.push(value));
  }

  /** Held-out points in all. */
  get size(): number {
    return this.scores.reduce((sum, step) => sum + step[0]!.length, 0);
  }

  /**
   * What is added to a level in units of the scale, `[h, Q]` row-major: 0 at the median, and nowhere so that levels cross that did not. Steps with few
   * scores share those of the steps around them, each brought to the step's own size by the power law of `growth`. Null without a score.
   */
  offsets(): Float64Array | null {
    const { horizon, levels } = this;
    if (this.size === 0) return null;
    const size = this.growth();
    const offsets = new Float64Array(horizon * levels.length);
    for (let step = 0; step < horizon; step++) {
      const [from, to] = this.around(step);
      levels.forEach((level, q) => {
        if (level === 0.5) return;
        const scores: number[] = [];
        for (let k = from; k <= to; k++) for (const score of this.scores[k]![q]!) scores.push((score * size[step]!) / size[k]!);
        offsets[step * levels.length + q] = (level > 0.5 ? 1 : -1) * conformalQuantile(scores, Math.max(level, 1 - level));
      });
    }
    return offsets;
  }

  /** The steps [from, to] around a step that together have enough scores, as many on each side as there are. */
  private around(step: number): [number, number] {
    const countOf = (k: number): number => this.scores[k]?.[0]!.length ?? 0;
    let count = countOf(step);
    let reach = 0;
    while (count < SCORES_FOR_STEP && reach < this.horizon) {
      reach++;
      count += countOf(step - reach) + countOf(step + reach);
    }
    return [Math.max(0, step - reach), Math.min(this.horizon - 1, step + reach)];
  }

  /**
   * How errors grow with the horizon, `[h]` up to a factor: (k + 1)^b, b by least squares of the logarithm of the mean error of the steps, weighted by
   * their number, within [0, 1]: between a forecast of a level that is known and a trend that is not.
   */
  private growth(): Float64Array {
    let [weight, meanX, meanY] = [0, 0, 0];
    const points: Array<[number, number, number]> = [];
    this.errors.forEach((sum, k) => {
      const count = this.scores[k]![0]!.length;
      if (count === 0 || sum === 0) return;
      const point: [number, number, number] = [Math.log(k + 1), Math.log(sum / count), count];
      points.push(point);
      weight += count;
      meanX += (count * (point[0] - meanX)) / weight;
      meanY += (count * (point[1] - meanY)) / weight;
    });
    let [products, squares] = [0, 0];
    for (const [x, y, count] of points) {
      products += count * (x - meanX) * (y - meanY);
      squares += count * (x - meanX) ** 2;
    }
    const exponent = squares === 0 ? 0 : Math.min(1, Math.max(0, products / squares));
    return Float64Array.from({ length: this.horizon }, (_, k) => (k + 1) ** exponent);
  }
}

/**
 * How much further from the median a quantile lies where the size of errors is known from so few independent ones: of n normal errors the next one over
 * their root mean square has Student's distribution with n degrees of freedom, so its quantile stands in for the normal one. The rank of
 * `conformalQuantile` cannot say so beyond the largest score. 1 for the median; at least one error counts.
 */
export function fewWiden(level: number, independent: number): number {
  return level === 0.5 ? 1 : studentQuantile(level, Math.min(1, 1 / independent)) / normalQuantile(level);
}

/** The ceil((n + 1) level)-th smallest of n scores, so that a new one lies at most there with at least that chance; clamped to the largest. */
export function conformalQuantile(scores: readonly number[], level: number): number {
  const sorted = Float64Array.from(scores).sort();
  const rank = Math.ceil((sorted.length + 1) * level - 1e-9) - 1;
  return sorted[Math.min(sorted.length - 1, Math.max(0, rank))]!;
}

/** Puts levels in order around the median, which stays: lower ones at most there, higher ones at least, then sorted. In place, `[Q]`. */
export function uncross(levels: Float64Array, median: number): void {
  const middle = levels[median]!;
  for (let q = 0; q < levels.length; q++) levels[q] = q < median ? Math.min(levels[q]!, middle) : Math.max(levels[q]!, middle);
  levels.sort();
}
