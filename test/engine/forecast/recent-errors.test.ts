import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { followingErrors } from '../../../engine/forecast/recent-errors.ts';
import type { CatalogueModel, FitTask, History } from '../../../engine/models/forecaster.ts';
import { quietTask } from './panels.ts';

const HORIZON = 8;
const FITTED = 200;
/** Quantiles of the standard normal at the levels of the task. */
const LEVELS_OF_NOISE = [-1.2816, -0.6745, 0, 0.6745, 1.2816];

/** The median is 0 and the interval as wide as noise of deviation 1 wants it (levels 0.1, 0.25, 0.5, 0.75, 0.9). */
const fixed: CatalogueModel = {
  name: 'fixed',
  about: '',
  reads: 'target',
  fit: async () => ({
    forecast: async (histories) => ({
      points: histories.map(() => new Float64Array(HORIZON)),
      quantiles: histories.map(() => Float64Array.from(Array.from({ length: HORIZON }, () => LEVELS_OF_NOISE).flat())),
    }),
    dispose: () => {},
  }),
};

function noise(length: number, spread: number, seed = 1): Float64Array {
  const random = createRandom(seed);
  return Float64Array.from({ length }, () => spread * random.normal());
}

const historyOf = (values: Float64Array): History => ({ id: 'one', season: 1, values });
const taskOf = (values: Float64Array): FitTask => ({ ...quietTask, histories: [historyOf(values)], horizon: HORIZON });

async function widthAfter(values: Float64Array, known: number): Promise<number> {
  const fitted = await followingErrors(fixed).fit(taskOf(values.subarray(0, FITTED)));
  const { quantiles } = await fitted.forecast([historyOf(values.subarray(0, known))]);
  return quantiles![0]![4]! - quantiles![0]![0]!;
}

describe('intervals that follow recent errors', () => {
  it('stay where the history ends with the fit', async () => {
    expect(await widthAfter(noise(400, 3), FITTED)).toBeCloseTo(2 * 1.2816, 10);
  });

  it.each([0.4, 1, 2.5])('come near to what errors of %f times the size want', async (spread) => {
    const width = await widthAfter(noise(600, spread), 600);
    expect(width / (2 * 1.2816)).toBeGreaterThan(0.75 * spread);
    expect(width / (2 * 1.2816)).toBeLessThan(1.3 * spread);
  });

  it('hold after a change where those of the fit would not', async () => {
    const values = Float64Array.from([...noise(FITTED, 1), ...noise(800, 2, 5)]);
    const fitted = await followingErrors(fixed).fit(taskOf(values.subarray(0, FITTED)));
    let [inside, points] = [0, 0];
    for (let origin = 300; origin + HORIZON <= values.length; origin += HORIZON) {
      const { quantiles } = await fitted.forecast([historyOf(values.subarray(0, origin))]);
      values.subarray(origin, origin + HORIZON).forEach((value, k) => {
        inside += value >= quantiles![0]![k * 5]! && value <= quantiles![0]![k * 5 + 4]! ? 1 : 0;
        points++;
      });
    }
    expect(inside / points).toBeGreaterThan(0.74);
    expect(inside / points).toBeLessThan(0.86);
  });

  it('read nothing after the origin, whatever was forecast before', async () => {
    const values = noise(600, 2);
    const fitted = await followingErrors(fixed).fit(taskOf(values.subarray(0, FITTED)));
    await fitted.forecast([historyOf(values)]);
    const again = (await fitted.forecast([historyOf(values.subarray(0, 400))])).quantiles![0]!;
    const poisoned = values.map((value, t) => (t < 400 ? value : 1e30));
    const fresh = await followingErrors(fixed).fit(taskOf(poisoned.subarray(0, FITTED)));
    expect((await fresh.forecast([historyOf(poisoned.subarray(0, 400))])).quantiles![0]).toEqual(again);
  });

  it('are wider in the quarter of the horizon where it errs more', async () => {
    // The last value, with an interval as wide at every step: of a random walk it errs by the root of the step.
    const lastValue: CatalogueModel = {
      ...fixed,
      fit: async () => ({
        forecast: async (histories) => ({
          points: histories.map(({ values }) => new Float64Array(HORIZON).fill(values.at(-1)!)),
          quantiles: histories.map(({ values }) =>
            Float64Array.from(Array.from({ length: HORIZON }, () => LEVELS_OF_NOISE.map((level) => values.at(-1)! + level)).flat()),
          ),
        }),
        dispose: () => {},
      }),
    };
    const walks = Array.from({ length: 60 }, (_, n): History => {
      let level = 0;
      return { ...historyOf(noise(400, 1, n + 1).map((step) => (level += step))), id: `walk ${n}` };
    });
    const known = walks.map((walk) => ({ ...walk, values: walk.values.subarray(0, FITTED) }));
    const fitted = await followingErrors(lastValue).fit({ ...taskOf(walks[0]!.values), histories: known });
    const { quantiles } = await fitted.forecast(walks);
    const widthAt = (step: number): number => quantiles!.reduce((sum, row) => sum + row[step * 5 + 4]! - row[step * 5]!, 0);
    expect(widthAt(HORIZON - 1) / widthAt(0)).toBeGreaterThan(1.3);
    expect(widthAt(HORIZON - 1) / widthAt(0)).toBeLessThan(Math.sqrt(HORIZON));
  });
});
