import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { auto } from '../../../engine/forecast/auto.ts';
import { blend } from '../../../engine/forecast/blend.ts';
import { blendWeights, squaredWeights } from '../../../engine/forecast/blend-weights.ts';
import { heldOut } from '../../../engine/forecast/held-out-origins.ts';
import type { CatalogueModel, FitTask, History } from '../../../engine/models/forecaster.ts';
import { fromBaseline } from '../../../engine/models/from-baseline.ts';
import { naive } from '../../../engine/models/naive.ts';
import { seasonalNaive } from '../../../engine/models/seasonal-naive.ts';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import { createManualClock } from '../base/manual-clock.ts';
import { quietTask } from './panels.ts';

const HORIZON = 8;

/** A season of 4 with noise, and no trend: seasonal naive is better than naive. */
function seasonal(count: number, length = 80): History[] {
  return Array.from({ length: count }, (_, i) => {
    const random = createRandom(7, i);
    return {
      id: `s${i}`,
      season: 4,
      values: Float64Array.from({ length }, (_, t) => 50 + 10 * Math.sin((Math.PI * t) / 2) + random.normal()),
    };
  });
}

const taskOf = (histories: History[]): FitTask => ({ ...quietTask, histories, horizon: HORIZON });
const plain = fromBaseline('naive', '', naive);
const bySeason = fromBaseline('seasonalNaive', '', seasonalNaive);
const refusing: CatalogueModel = {
  name: 'refusing',
  about: '',
  reads: 'target',
  fit: () => Promise.reject(new ExpectedError('series-too-short', 'too short')),
};

describe('weights of two members by squared errors', () => {
  const random = createRandom(3);
  const actual = Float64Array.from({ length: 4000 }, () => random.normal());
  const off = (spread: number): Float64Array => actual.map((value) => value + spread * random.normal());

  it('are in inverse proportion to the variances of independent errors', () => {
    // Bates & Granger (1969): the share of the second is s1^2 / (s1^2 + s2^2).
    const weights = squaredWeights({ actual, forecasts: [off(1), off(2)], independent: 1e9 });
    expect(weights[1]).toBeCloseTo(0.2, 1);
    expect(weights[0]! + weights[1]!).toBeCloseTo(1, 12);
  });

  it('leave out what makes the other one worse, but for as much as few held-out horizons leave open', () => {
    const first = off(1);
    const worse = first.map((value, i) => value + 0.5 * (value - actual[i]!));
    expect(squaredWeights({ actual, forecasts: [first, worse], independent: 1e9 })[1]).toBeCloseTo(0, 6);
    expect(squaredWeights({ actual, forecasts: [first, worse], independent: 30 })[1]).toBeCloseTo(0.125, 6);
  });

  it('are of what can be used', () => {
    const gap = off(1);
    gap[3] = Number.NaN;
    expect(squaredWeights({ actual, forecasts: [off(1), gap], independent: 5 })).toEqual(Float64Array.of(1, 0));
    expect(squaredWeights({ actual, forecasts: [gap], independent: 5 })).toEqual(Float64Array.of(0));
    expect(squaredWeights({ actual, forecasts: [off(1)], independent: 5 })).toEqual(Float64Array.of(1));
  });
});

describe('weights of a pool', () => {
  const actual = Float64Array.from({ length: 400 }, (_, i) => Math.sin(i));
  const shifted = (by: number): Float64Array => actual.map((value) => value + by);

  it('are those whose errors cancel', () => {
    const weights = blendWeights({ actual, forecasts: [shifted(1), shifted(-1)], independent: 1e9 });
    expect(weights[0]).toBeCloseTo(0.5, 3);
    const uneven = blendWeights({ actual, forecasts: [shifted(1), shifted(-0.8)], independent: 1e9 });
    expect(uneven[0]! * 1 - uneven[1]! * 0.8).toBeCloseTo(0, 1);
  });

  it('leave out what is hopeless or has gaps, and sum to one', () => {
    const gap = shifted(0);
    gap[3] = Number.NaN;
    const weights = blendWeights({ actual, forecasts: [shifted(1), shifted(9), gap, shifted(1.5)], independent: 1e9 });
    expect([weights[1], weights[2]]).toEqual([0, 0]);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect(blendWeights({ actual, forecasts: [gap], independent: 1e9 })).toEqual(Float64Array.of(0));
  });

  it('are those of the errors alone where hardly anything was held out', () => {
    const weights = blendWeights({ actual, forecasts: [shifted(1), shifted(-1.2)], independent: 0 });
    expect(weights[0]! / weights[1]!).toBeCloseTo(1.2 ** 6, 10);
  });

  it('do not count what was not observed', () => {
    const missing = actual.map((value, i) => (i % 2 === 0 ? Number.NaN : value));
    expect(blendWeights({ actual: missing, forecasts: [shifted(1), shifted(-1)], independent: 1e9 })[0]).toBeCloseTo(0.5, 3);
  });
});

describe('held-out origins', () => {
  it('lie in the rows for validation where the task says how many', () => {
    const task = { ...taskOf(seasonal(2, 200)), validationRows: 60 };
    const { rows, origins } = heldOut(task);
    expect(rows).toBe(60);
    for (const own of origins) {
      expect(Math.min(...own)).toBeGreaterThanOrEqual(140);
      expect(Math.max(...own)).toBe(192);
    }
  });

  it('are one a series in a large panel, several in a small one, none in a series without room', () => {
    expect(heldOut(taskOf(seasonal(400))).origins[0]).toEqual([72]);
    expect(heldOut(taskOf(seasonal(1, 100))).origins[0]!.length).toBeGreaterThan(5);
    expect(heldOut(taskOf(seasonal(1, HORIZON))).origins[0]).toEqual([]);
  });
});

describe('a blend', () => {
  it('trusts what forecasts held-out rows well, leaves out what cannot be fitted, and has intervals that hold', async () => {
    const histories = seasonal(60);
    const known = histories.map((history) => ({ ...history, values: history.values.slice(0, -HORIZON) }));
    const fitted = await blend('both', '', () => [refusing, plain, bySeason]).fit(taskOf(known));
    expect(fitted.notes?.[0]).toMatch(/100 % seasonalNaive/);
    const { points, quantiles } = await fitted.forecast(known);
    expect(points[0]).toEqual(seasonalNaive(known[0]!.values, HORIZON, 4));
    let inside = 0;
    histories.forEach(({ values }, n) => {
      values.subarray(-HORIZON).forEach((value, k) => {
        if (value >= quantiles![n]![k * 5]! && value <= quantiles![n]![k * 5 + 4]!) inside++;
      });
    });
    expect(inside / (60 * HORIZON)).toBeGreaterThan(0.74);
    expect(inside / (60 * HORIZON)).toBeLessThan(0.86);
  });

  it('of nothing that can be fitted says so', async () => {
    await expect(blend('none', '', () => [refusing]).fit(taskOf(seasonal(3)))).rejects.toMatchObject({ code: 'nothing-to-blend' });
  });
});

describe('auto', () => {
  /** Perfect where it is tried, but its fit lasts until it is cancelled. */
  const slow = (clock: ReturnType<typeof createManualClock>): CatalogueModel => ({
    name: 'slow',
    about: '',
    reads: 'target',
    fit: ({ signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new CancelledError()));
        clock.advance(5000);
      }),
  });

  it('takes the best at held-out origins, never one that is worse there than the first', async () => {
    const fitted = await auto({ models: [bySeason, plain, refusing], budgetSeconds: 10 }).fit(taskOf(seasonal(20)));
    expect(fitted.notes?.join(' ')).toMatch(/seasonalNaive .*naive .*refusing \(it cannot be fitted/);
    const walk = (await fitted.forecast(seasonal(1))).points[0]!;
    expect(walk).toEqual(seasonalNaive(seasonal(1)[0]!.values, HORIZON, 4));
  });

  it('stops what does not finish in time, and tries nothing after it', async () => {
    const clock = createManualClock();
    const fitted = await auto({ models: [bySeason, slow(clock), plain], budgetSeconds: 4 }).fit({ ...taskOf(seasonal(20)), clock });
    expect(fitted.notes?.[0]).toMatch(/slow \(it did not finish in time\), naive \(the time was over\)/);
  });

  it('is cancelled with its task', async () => {
    const abort = new AbortController();
    abort.abort();
    await expect(auto({ models: [bySeason], budgetSeconds: 4 }).fit({ ...taskOf(seasonal(3)), signal: abort.signal })).rejects.toThrow(
      CancelledError,
    );
  });
});
