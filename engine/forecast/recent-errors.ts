import type { CatalogueModel, FitTask, Forecaster, History } from '../models/forecaster.ts';
import { conformalQuantile } from './conformal.ts';

/** Origins in a row, the last ones with a part of their horizon known, by which the width of intervals is judged, a quarter of a horizon apart. */
const MOST_ORIGINS = 12;
const PER_HORIZON = 4;
/** Worth of what the fit knew of its errors, in independent horizons: with as many recent ones, both count alike. */
const PRIOR_HORIZONS = 0.5;
/** Recent errors change a width by this factor at most. */
const LARGEST_CHANGE = 4;

/**
 * The model with intervals that follow its own recent errors: where a history goes on after the rows that the fit learned from, forecasts from origins
 * in between are compared with what came, and the distances of all levels from the median are multiplied so that the 80 % interval would have
 * held there. Conformal inference under distribution shift (Gibbs & Candès 2021) does the same step by step. Points stay; a history that ends where the
 * fit ended, and one without both bounds of the interval, keep their intervals. A forecast reads the task's `context` rows only.
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
          const forecast = await forecaster.forecast(histories.map((history) => readable(history, history.values.length, task)));
          if (forecast.quantiles !== null) await recent.adapt(forecast.quantiles, histories);
          return forecast;
        },
        notes: forecaster.notes ?? [],
        dispose: () => forecaster.dispose(),
      };
    },
  };
}

/** What a forecast from a row on may read of a history. */
function readable(history: History, origin: number, { context }: FitTask): History {
  return { ...history, values: history.values.subarray(context === null ? 0 : Math.max(0, origin - context), origin) };
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
  private readonly bounds: { lower: number; upper: number; median: number };

  constructor(forecaster: Forecaster, task: FitTask, learned: ReadonlyMap<string, number>) {
    this.forecaster = forecaster;
    this.task = task;
    this.learned = learned;
    const { quantiles } = task;
    this.bounds = { lower: quantiles.indexOf(0.1), upper: quantiles.indexOf(0.9), median: quantiles.indexOf(0.5) };
  }

  /** Widens or narrows `quantiles` `[n]`, `[h, Q]` each, in place. */
  async adapt(quantiles: Float64Array[], histories: readonly History[]): Promise<void> {
    const { lower, upper, median } = this.bounds;
    if (lower < 0 || upper < 0 || median < 0) return;
    await this.learn(histories);
    const width = this.task.quantiles.length;
    histories.forEach((history, n) => {
      const factor = this.factorOf(history);
      if (factor === 1) return;
      const levels = quantiles[n]!;
      levels.forEach((level, i) => {
        const middle = levels[i - (i % width) + median]!;
        if (i % width !== median) levels[i] = middle + factor * (level - middle);
      });
    });
  }

  private factorOf(history: History): number {
    const ratios = this.originsOf(history).flatMap((origin) => {
      const interval = this.cacheOf(history).get(keyOf(history, origin));
      return interval === undefined ? [] : ratiosOf(history.values.subarray(origin, origin + this.task.horizon), interval);
    });
    if (ratios.length === 0) return 1;
    // Origins overlap: so many of their horizons lie beside each other.
    const horizons = ratios.length / this.task.horizon / PER_HORIZON;
    const held = Math.min(LARGEST_CHANGE, Math.max(1 / LARGEST_CHANGE, conformalQuantile(ratios, 0.8)));
    return held ** (horizons / (horizons + PRIOR_HORIZONS));
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
    const { quantiles } = await this.forecaster.forecast(due.map(({ history, origin }) => readable(history, origin, this.task)));
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
    const { horizon } = this.task;
    const step = Math.max(1, Math.floor(horizon / PER_HORIZON));
    const first = Math.max(1, this.learned.get(id) ?? 0);
    const last = Math.floor((values.length - 1) / step);
    const count = Math.max(0, Math.min(MOST_ORIGINS, last - Math.ceil(first / step) + 1));
    return Array.from({ length: count }, (_, i) => (last - i) * step);
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

/** How far each value that is known lay from the median, over the distance of the interval's bound on its side. */
function ratiosOf(actual: Float64Array, { lower, median, upper }: Interval): number[] {
  return Array.from(actual).flatMap((value, k) => {
    const middle = median[k]!;
    const ratio = (value - middle) / ((value > middle ? upper : lower)[k]! - middle);
    return Number.isFinite(ratio) ? [ratio] : [];
  });
}
