import type { CatalogueModel, FitTask, Forecaster, History } from '../models/forecaster.ts';
import { historyUntil } from '../models/history.ts';
import { conformalQuantile } from './conformal.ts';

/** Origins in a row, the last ones with a part of their horizon known, by which the width of intervals is judged, an eighth of a horizon apart. */
const MOST_ORIGINS = 12;
const PER_HORIZON = 8;
/** Worth of what the fit knew of its errors, in independent horizons: with as many recent ones, both count alike. */
const PRIOR_HORIZONS = 0.25;
/** Parts of the horizon, each with a width of its own: near and far steps need not err more or less at once. */
const PARTS = 4;
/** Worth of what the whole horizon says of a part, in independent parts. */
const PRIOR_PARTS = 0.5;
/** Of the interval by which widths are judged. */
const LEVEL = 0.8;
/** Recent errors change a width by this factor at most. */
const LARGEST_CHANGE = 4;

/**
 * The model with intervals that follow its own recent errors: where a history goes on after the rows that the fit learned from, forecasts from origins
 * in between are compared with what came, and the distances of all levels from the median are multiplied so that the 80 % interval would have
 * held there, in each quarter of the horizon. Conformal inference under distribution shift (Gibbs & Candès 2021) does the same step by step. Points
 * stay; a history that ends where the fit ended, and one without both bounds of the interval, keep their intervals.
 */
export function followingErrors(model: CatalogueModel): CatalogueModel {
  return {
    ...model,
    fit: async (task) => {
      const forecaster = await model.fit(task);
      const learned = new Map(task.histories.map(({ id, values }) => [id, values.length - (task.validationRows ?? 0)]));
      const recent = new RecentErrors(forecaster, task, learned);
      return {
        forecast: async (histories) => {
          const forecast = await forecaster.forecast(histories);
          if (forecast.quantiles !== null) await recent.adapt(forecast.quantiles, histories);
          return forecast;
        },
        notes: forecaster.notes ?? [],
        dispose: () => forecaster.dispose(),
      };
    },
  };
}

/** The 80 % interval from one origin, `[h]` each. */
interface Interval {
  lower: Float64Array;
  median: Float64Array;
  upper: Float64Array;
}

class RecentErrors {
  private readonly forecaster: Forecaster;
  private readonly task: FitTask;
  /** Rows by id that the fit learned from. */
  private readonly learned: ReadonlyMap<string, number>;
  /** Intervals by origin, of histories that share their memory: one that only grew is not forecast again. */
  private readonly known = new WeakMap<ArrayBufferLike, Map<string, Interval>>();
  /** Rows from one origin to the next. */
  private readonly stride: number;
  private readonly bounds: { lower: number; upper: number; median: number };

  constructor(forecaster: Forecaster, task: FitTask, learned: ReadonlyMap<string, number>) {
    this.forecaster = forecaster;
    this.task = task;
    this.learned = learned;
    const { quantiles, horizon } = task;
    this.stride = Math.max(1, Math.floor(horizon / PER_HORIZON));
    this.bounds = { lower: quantiles.indexOf(0.1), upper: quantiles.indexOf(0.9), median: quantiles.indexOf(0.5) };
  }

  /** Widens or narrows `quantiles` `[n]`, `[h, Q]` each, in place. */
  async adapt(quantiles: Float64Array[], histories: readonly History[]): Promise<void> {
    const { lower, upper, median } = this.bounds;
    if (lower < 0 || upper < 0 || median < 0) return;
    await this.learn(histories);
    const width = this.task.quantiles.length;
    histories.forEach((history, n) => {
      const factors = this.factorsOf(history);
      if (factors === null) return;
      const levels = quantiles[n]!;
      levels.forEach((level, i) => {
        const middle = levels[i - (i % width) + median]!;
        if (i % width !== median) levels[i] = middle + factors[this.partOf(Math.floor(i / width))]! * (level - middle);
      });
    });
  }

  /** `[PARTS]`; null where nothing came since the fit. Origins overlap: so many of their horizons lie beside each other. */
  private factorsOf(history: History): number[] | null {
    const parts: number[][] = Array.from({ length: PARTS }, () => []);
    for (const origin of this.originsOf(history)) {
      const interval = this.cacheOf(history).get(keyOf(history, origin));
      if (interval !== undefined)
        addRatios(history.values.subarray(origin, origin + this.task.horizon), interval, (k) => parts[this.partOf(k)]!);
    }
    const all = parts.flat();
    if (all.length === 0) return null;
    const overlapping = this.task.horizon * (this.task.horizon / this.stride);
    const whole = shrunk(all, 1, all.length / overlapping, PRIOR_HORIZONS);
    return parts.map((own) => shrunk(own, whole, (own.length * PARTS) / overlapping, PRIOR_PARTS));
  }

  private partOf(step: number): number {
    return Math.floor((step * PARTS) / this.task.horizon);
  }

  /** Forecasts the recent origins of the histories that are not known yet. */
  private async learn(histories: readonly History[]): Promise<void> {
    const missing = new Map<string, { history: History; origin: number }>();
    for (const history of histories) {
      for (const origin of this.originsOf(history)) {
        if (!this.cacheOf(history).has(keyOf(history, origin))) missing.set(`${history.id} ${keyOf(history, origin)}`, { history, origin });
      }
    }
    const due = [...missing.values()];
    if (due.length === 0) return;
    const { quantiles } = await this.forecaster.forecast(
      due.map(({ history, origin }) => historyUntil(history, origin, this.task.horizon)),
    );
    due.forEach(({ history, origin }, n) => {
      if (quantiles !== null) this.cacheOf(history).set(keyOf(history, origin), this.intervalOf(quantiles[n]!));
    });
  }

  private intervalOf(levels: Float64Array): Interval {
    const { lower, upper, median } = this.bounds;
    const { horizon, quantiles } = this.task;
    const level = (q: number): Float64Array => Float64Array.from({ length: horizon }, (_, k) => levels[k * quantiles.length + q]!);
    return { lower: level(lower), median: level(median), upper: level(upper) };
  }

  /** Origins after the rows that were learned from, with something known after them; on a grid, so that histories that grow share them. */
  private originsOf({ id, values }: History): number[] {
    const first = Math.max(1, this.learned.get(id) ?? 0);
    const last = Math.floor((values.length - 1) / this.stride);
    const count = Math.max(0, Math.min(MOST_ORIGINS, last - Math.ceil(first / this.stride) + 1));
    return Array.from({ length: count }, (_, i) => (last - i) * this.stride);
  }

  private cacheOf({ values }: History): Map<string, Interval> {
    let cache = this.known.get(values.buffer);
    if (cache === undefined) this.known.set(values.buffer, (cache = new Map<string, Interval>()));
    return cache;
  }
}

function keyOf({ values }: History, origin: number): string {
  return `${values.byteOffset} ${origin}`;
}

/** How far each value that is known lay from the median, over the distance of the interval's bound on its side; `listOf` a step. */
function addRatios(actual: Float64Array, { lower, median, upper }: Interval, listOf: (step: number) => number[]): void {
  actual.forEach((value, k) => {
    const middle = median[k]!;
    const ratio = (value - middle) / ((value > middle ? upper : lower)[k]! - middle);
    if (Number.isFinite(ratio)) listOf(k).push(ratio);
  });
}

/** The factor that would have held, `count` independent horizons strong, drawn towards `prior`, which is worth `worth` of them. */
function shrunk(ratios: readonly number[], prior: number, count: number, worth: number): number {
  if (ratios.length === 0) return prior;
  const held = Math.min(LARGEST_CHANGE, Math.max(1 / LARGEST_CHANGE, conformalQuantile(ratios, LEVEL)));
  const weight = count / (count + worth);
  return held ** weight * prior ** (1 - weight);
}
