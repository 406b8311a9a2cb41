import { describe, expect, it } from 'vitest';
import type { TrainingWishes, TuningSpace } from '../../../engine/protocol/tuning.ts';
import { drawTrial, shortestContext } from '../../../engine/tune/draw.ts';

const wishes: TrainingWishes = { data: { target: 'y', horizon: 6 } };
const units = { season: 12, horizon: 6 };
const many = (space: TuningSpace, count = 3000): Array<ReturnType<typeof drawTrial>> =>
  Array.from({ length: count }, (_, n) => drawTrial(space, wishes, units, 1, n + 1));

describe('drawTrial', () => {
  it('depends on seed and number alone, not on the order in which knobs are declared', () => {
    const space: TuningSpace = {
      model: { hidden: { from: 8, to: 64 }, layers: { choices: [1, 2, 3] } },
      training: { rate: { from: 1e-4, to: 1e-2 } },
    };
    const turned: TuningSpace = { training: space.training, model: { layers: { choices: [1, 2, 3] }, hidden: { from: 8, to: 64 } } };
    expect(drawTrial(space, wishes, units, 7, 4)).toEqual(drawTrial(turned, wishes, units, 7, 4));
    expect(drawTrial(space, wishes, units, 7, 4)).not.toEqual(drawTrial(space, wishes, units, 7, 5));
    expect(drawTrial(space, wishes, units, 7, 4)).not.toEqual(drawTrial(space, wishes, units, 8, 4));
  });

  it('leaves the first trial as it was wished', () => {
    expect(drawTrial({ model: { hidden: { choices: [8] } } }, wishes, units, 1, 0)).toEqual({});
  });

  it('draws whole numbers evenly, both ends included', () => {
    const drawn = many({ model: { hidden: { from: 3, to: 6 } } }).map(({ model }) => model!.hidden!);
    for (const value of [3, 4, 5, 6]) {
      // 750 expected, standard deviation 24.
      expect(Math.abs(drawn.filter((hidden) => hidden === value).length - 750)).toBeLessThan(100);
    }
    expect(new Set(drawn).size).toBe(4);
  });

  it('draws a logarithmic range evenly in the logarithm: half lies below the geometric mean', () => {
    const drawn = many({ training: { rate: { from: 1e-4, to: 1e-2, scale: 'log' } } }).map(({ training }) => training!.rate!);
    const below = drawn.filter((rate) => rate < 1e-3).length;
    expect(Math.abs(below - 1500)).toBeLessThan(110);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(1e-4);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(1e-2);
    const linear = many({ training: { rate: { from: 1e-4, to: 1e-2 } } }).filter(({ training }) => training!.rate! < 1e-3).length;
    // (1e-3 - 1e-4) / (1e-2 - 1e-4) = 1/11.
    expect(Math.abs(linear - 3000 / 11)).toBeLessThan(70);
  });

  it('counts a context in steps, seasons or horizons', () => {
    const of = (domain: NonNullable<TuningSpace['data']>['context']): number[] => [
      ...new Set(many({ data: { context: domain } }, 200).map(({ data }) => data!.context!)),
    ];
    expect(of({ choices: [1, 1.5, 2], of: 'season' }).sort((a, b) => a - b)).toEqual([12, 18, 24]);
    expect(of({ choices: [1.25, 2], of: 'horizon' }).sort((a, b) => a - b)).toEqual([8, 12]);
    expect(of({ choices: [10, 20] }).sort((a, b) => a - b)).toEqual([10, 20]);
    const ranged = of({ from: 1, to: 2, of: 'season' });
    expect(ranged.every((steps) => Number.isInteger(steps) && steps >= 12 && steps <= 24)).toBe(true);
    expect(ranged.length).toBeGreaterThan(5);
    expect(shortestContext({ data: { context: { choices: [2, 1.5], of: 'season' } } }, units)).toBe(18);
    expect(shortestContext({ data: { context: { from: 10, to: 90 } } }, units)).toBe(10);
    expect(shortestContext({ model: { hidden: { choices: [8] } } }, units)).toBeNull();
  });

  it('takes a difference in the place of the anchor, and none where the structure or the loss has none', () => {
    const space: TuningSpace = {
      data: { difference: { choices: [0, 12] }, anchor: { choices: [true, false] } },
      model: { structure: { choices: ['stack', 'deepar'] } },
      training: { loss: { choices: ['quantile', 'normal'] } },
    };
    const drawn = many(space, 200);
    for (const { data, model } of drawn) {
      expect('anchor' in data!).toBe(data!.difference === 0);
      if (model!.structure === 'deepar') expect(data!.difference).toBe(0);
    }
    expect(new Set(drawn.map(({ data }) => data!.difference))).toEqual(new Set([0, 12]));
  });

  it('leaves out what the drawn structure, loss or cell does not read', () => {
    const space: TuningSpace = {
      model: {
        structure: { choices: ['stack', 'segments', 'encoder-decoder'] },
        kind: { choices: ['gru', 'lstm'] },
        residual: { choices: [true] },
        teacherForcing: { from: 0, to: 1 },
        resetAfter: { choices: [false] },
        monotone: { choices: [true] },
      },
      training: { loss: { choices: ['quantile', 'normal'] } },
    };
    for (const { model, training } of many(space, 200)) {
      expect('residual' in model!).toBe(model!.structure !== 'segments');
      expect('teacherForcing' in model!).toBe(model!.structure === 'encoder-decoder');
      expect('resetAfter' in model!).toBe(model!.kind === 'gru');
      expect('monotone' in model!).toBe(training!.loss === 'quantile');
    }
  });
});
