import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { auto } from '../../../engine/forecast/auto.ts';
import { blend } from '../../../engine/forecast/blend.ts';
import { blendWeights, seriesFactors, squaredWeights } from '../../../engine/forecast/blend-weights.ts';
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

describe('what the weights of members are multiplied by in a series', () => {
  const actual = Float64Array.of(10, 10, 10, 10, Number.NaN, 10);
  const ids = ['near', 'near', 'far', 'far', 'far', 'near'];

  it('falls with the error there over the error everywhere', () => {
    // Errors 1, 1, 1 and 3, 3: the mean of all is 9 / 5; what was not observed counts nowhere.
    const [factors] = seriesFactors({ actual, forecasts: [Float64Array.of(9, 11, 13, 7, 0, 9)] }, ids);
    expect(factors!.get('near')).toBeCloseTo(1.25 / (5 / 9 + 0.25), 12);
    expect(factors!.get('far')).toBeCloseTo(1.25 / (15 / 9 + 0.25), 12);
    expect(factors!.get('unseen')).toBeUndefined();
  });

  it('is 1 where a member errs alike everywhere, or not at all', () => {
    const [alike, perfect] = seriesFactors({ actual, forecasts: [actual.map((value) => value + 2), actual] }, ids);
    expect([...alike!.values(), ...perfect!.values()]).toEqual([1, 1, 1, 1]);
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

  it('trusts a member more where it is right', async () => {
    // Values go up and down by 1; one member is off by 1 in the first half of the series and by 3 in the other, and one the other way round, below.
    const histories = Array.from({ length: 40 }, (_, i) => ({
      id: `${i < 20 ? 'first' : 'second'} ${i}`,
      season: 1,
      values: Float64Array.from({ length: 80 }, (_value, t) => 100 + (t % 2)),
    }));
    const off = (name: string, first: number, second: number): CatalogueModel => ({
      ...plain,
      name,
      fit: async () => ({
        forecast: async (asked) => ({
          points: asked.map(({ id, values }) =>
            Float64Array.from({ length: HORIZON }, (_, k) => 100 + ((values.length + k) % 2) + (id.includes('first') ? first : second)),
          ),
          quantiles: null,
        }),
        dispose: () => {},
      }),
    });
    const fitted = await blend('both', '', () => [off('above', 1, 3), off('below', -3, -1)]).fit(taskOf(histories));
    const { points } = await fitted.forecast([histories[0]!, histories[39]!, { ...histories[0]!, id: 'first, but new' }]);
    // Weights of 1.25 / .75 and 1.25 / 1.75, that is .7 and .3: the middle half has .45 of the one and .05 of the other.
    expect(points[0]![0]).toBeCloseTo(100 + (0.45 * 1 + 0.05 * -3) / 0.5, 9);
    expect(points[1]![0]).toBeCloseTo(100 + (0.45 * -1 + 0.05 * 3) / 0.5, 9);
    // A series that was not there at the fit has the weights of all.
    expect(points[2]![0]).toBeCloseTo(100 - 1, 9);
  });

  it('is not led astray by a member that is far off in one series', async () => {
    const astray: CatalogueModel = {
      ...plain,
      name: 'astray',
      fit: async () => ({
        forecast: async (histories) => ({
          points: histories.map(({ id, values }) => new Float64Array(HORIZON).fill(id === 'new' ? 1e9 : values.at(-1)!)),
          quantiles: null,
        }),
        dispose: () => {},
      }),
    };
    const walks = seasonal(30).map((history, i) => ({ ...history, season: 1, values: history.values.map((_, t) => 100 + i + (t % 2)) }));
    const fitted = await blend('three', '', () => [plain, astray, { ...plain, name: 'third' }, { ...plain, name: 'fourth' }]).fit(
      taskOf(walks),
    );
    const { points } = await fitted.forecast([{ ...walks[0]!, id: 'new' }]);
    expect(points[0]).toEqual(naive(walks[0]!.values, HORIZON, 1));
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
