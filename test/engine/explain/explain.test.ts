import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { occlusionSaliency } from '../../../engine/explain/occlusion.ts';
import { permutationImportance } from '../../../engine/explain/permutation.ts';
import { overSteps, pinballByStep } from '../../../engine/explain/step-loss.ts';
import { whatIf } from '../../../engine/explain/what-if.ts';
import { rawWindow } from '../../../engine/forecast/raw-window.ts';
import { testOrigins } from '../../../engine/forecast/origins.ts';
import { createPredictor, type Predictor } from '../../../engine/forecast/predict.ts';
import type { TrainedModel } from '../../../engine/models/trained.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import { datasetOf } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

const signal = new AbortController().signal;

/** The target is three times what the driver was one step before, and some noise; the other column is noise alone. */
function driven() {
  const random = createRandom(3);
  const length = 600;
  const driver = Float64Array.from({ length }, () => random.normal());
  const noise = Float64Array.from({ length }, () => random.normal());
  const y = Float64Array.from({ length }, (_, t) => (t === 0 ? 0 : 3 * driver[t - 1]!) + 0.2 * random.normal());
  return datasetOf([{ y, driver, noise }], 1);
}

describe('covariates of a model that has learned what drives its target', () => {
  const dataset = driven();
  let predictor: Predictor;
  beforeAll(async () => {
    const { trained } = await trainQuietly(dataset, {
      data: { target: 'y', horizon: 2, context: 8, covariates: ['driver', 'noise'], transform: 'none', anchor: false, season: 1 },
      model: { hidden: 16 },
      training: { epochs: 60, patience: 60 },
    });
    predictor = createPredictor(loadNative(), trained, 1);
  });
  const importance = (seed: number) => {
    const { origins } = testOrigins(dataset, predictor.model.data, null, 1);
    const windows = origins.map((origin) => rawWindow(dataset, predictor, origin));
    const targets = origins.map(({ known }) => dataset.numeric[0]!.values.subarray(known, known + 2));
    return permutationImportance({
      predictor,
      windows,
      targets,
      series: origins.map(({ series }) => series),
      repeats: 20,
      seed,
      signal,
      onProgress: () => {},
    });
  };

  it('importance ranks the driver first, far from nothing, and the noise within two deviations of it', async () => {
    const { covariates, lossByStep } = await importance(1);
    expect(covariates.map(({ column }) => column)).toEqual(['driver', 'noise']);
    const [driver, noise] = covariates;
    expect(driver!.mean).toBeGreaterThan(5 * driver!.deviation);
    // Step 1 rests on the driver; what moves step 2 is not known yet.
    expect(driver!.byStep[0]).toBeGreaterThan(2 * lossByStep[0]!);
    expect(Math.abs(driver!.byStep[1]!)).toBeLessThan(0.1 * driver!.byStep[0]!);
    expect(driver!.mean).toBeCloseTo((driver!.byStep[0]! + driver!.byStep[1]!) / 2, 12);
    expect(Math.abs(noise!.mean)).toBeLessThan(2 * noise!.deviation);
    expect(Math.abs(noise!.mean)).toBeLessThan(0.05 * driver!.mean);
  });

  it('depends on its seed alone', async () => {
    expect(await importance(1)).toEqual(await importance(1));
    expect(await importance(2)).not.toEqual(await importance(1));
  });

  it('what-if moves the forecast where the driver goes, and hardly where the noise does', async () => {
    const window = rawWindow(dataset, predictor, { series: 0, known: 600 });
    const last = window.covariates[0]![7]!;
    const up = await whatIf(predictor, window, [{ column: 'driver', kind: 'set', value: last + 1, last: 1 }]);
    const down = await whatIf(predictor, window, [{ column: 'driver', kind: 'add', value: -1, last: 1 }]);
    const other = await whatIf(predictor, window, [{ column: 'noise', kind: 'add', value: 1, last: 1 }]);
    // The planted slope is 3.
    expect(Math.abs(up.moves[0]! - 3)).toBeLessThan(1);
    expect(Math.abs(down.moves[0]! + 3)).toBeLessThan(1);
    expect(Math.abs(other.moves[0]!)).toBeLessThan(0.2 * up.moves[0]!);
    const median = predictor.model.quantiles.indexOf(0.5);
    expect(up.changed[median]! - up.unchanged[median]!).toBe(up.moves[0]);
    // Times one is no change.
    expect((await whatIf(predictor, window, [{ column: 'driver', kind: 'multiply', value: 1 }])).moves[0]).toBe(0);
    await expect(whatIf(predictor, window, [{ column: 'prize', kind: 'add', value: 1 }])).rejects.toMatchObject({
      code: 'unknown-covariate',
      message: 'The model has no covariate "prize": it reads driver, noise.',
    });
    await expect(whatIf(predictor, window, [{ column: 'y', kind: 'add', value: 1 }])).rejects.toMatchObject({
      code: 'unknown-covariate',
      message: '"y" is the target; what can be changed are the columns beside it: driver, noise.',
    });
    await expect(whatIf(predictor, window, [{ column: 'driver', kind: 'add', value: 1, last: 9 }])).rejects.toMatchObject({
      code: 'bad-change',
      message: 'Expected at most 8 values of "driver" to change, all that the model reads, but received 9.',
    });
  });

  it('saliency finds the driver of the last step', async () => {
    const window = rawWindow(dataset, predictor, { series: 0, known: 600 });
    const { segments, columns } = await occlusionSaliency(predictor, window, 2, 'gap');
    expect(segments).toEqual([
      { from: 8, to: 6 },
      { from: 6, to: 4 },
      { from: 4, to: 2 },
      { from: 2, to: 0 },
    ]);
    const byStep = columns.find(({ column }) => column === 'driver')!.moves.map(Math.abs);
    const moves = byStep.filter((_, i) => i % 2 === 0);
    expect(moves[3]).toBeGreaterThan(2 * Math.max(...moves.subarray(0, 3)));
  });

  it('refuses a single window and answers a cancel', async () => {
    const window = rawWindow(dataset, predictor, { series: 0, known: 590 });
    const request = { predictor, windows: [window], targets: [[1, 1]], series: [0], repeats: 2, seed: 1, signal, onProgress: () => {} };
    await expect(permutationImportance(request)).rejects.toBeInstanceOf(ExpectedError);
    const cancelled = {
      ...request,
      windows: [window, window],
      targets: [
        [1, 1],
        [1, 1],
      ],
      series: [0, 0],
      signal: AbortSignal.abort(),
    };
    await expect(permutationImportance(cancelled)).rejects.toBeInstanceOf(CancelledError);
  });
});

describe('occlusion of a model that is known', () => {
  /** Forecasts two steps: the mean of the last seven observed targets, and the value 10 steps before the end. */
  const known = {
    model: {
      data: { target: 'y', covariates: [], future: [], categorical: [], horizon: 2, context: 21 },
      quantiles: [0.1, 0.5, 0.9],
    } as unknown as TrainedModel,
    predict: async (windows) => ({
      quantiles: Float64Array.from(
        windows.flatMap(({ target }) => {
          const values = Array.from(target);
          const seen = values.slice(-7).filter((value) => !Number.isNaN(value));
          const mean = seen.length === 0 ? 0 : seen.reduce((sum, value) => sum + value, 0) / seen.length;
          return [mean - 1, mean, mean + 1, values.at(-10)! - 1, values.at(-10)!, values.at(-10)! + 1];
        }),
      ),
      mean: new Float64Array(),
    }),
  } as Predictor;
  const target = Float64Array.from({ length: 30 }, (_, t) => t * t);

  it('lies where the forecast comes from, in the units of the target', async () => {
    const { segments, columns } = await occlusionSaliency(known, { target, covariates: [], series: 0 }, 7, 'gap');
    expect(segments).toEqual([
      { from: 21, to: 14 },
      { from: 14, to: 7 },
      { from: 7, to: 0 },
    ]);
    const mean = [23, 24, 25, 26, 27, 28, 29].reduce((sum, t) => sum + t * t, 0) / 7;
    const { moves } = columns[0]!;
    expect(moves[0]).toBe(0);
    expect(moves[1]).toBe(0);
    expect(moves[2]).toBe(0);
    expect(moves[3]).toBeNaN();
    expect(moves[4]).toBe(-mean);
    expect(moves[5]).toBe(0);
  });

  it('a stretch replaced by its mean keeps its level: by hand', async () => {
    const { columns } = await occlusionSaliency(known, { target, covariates: [], series: 0 }, 7, 'mean');
    const stretch = [16, 17, 18, 19, 20, 21, 22].reduce((sum, t) => sum + t * t, 0) / 7;
    expect(columns[0]!.moves[3]).toBeCloseTo(stretch - 400, 9);
    expect(columns[0]!.moves[4]).toBeCloseTo(0, 9);
  });

  it('the oldest stretch may be shorter, and never reaches beyond what the model reads', async () => {
    const { segments } = await occlusionSaliency(known, { target, covariates: [], series: 0 }, 12, 'gap');
    expect(segments).toEqual([
      { from: 21, to: 12 },
      { from: 12, to: 0 },
    ]);
    const short = await occlusionSaliency(known, { target: target.subarray(0, 15), covariates: [], series: 0 }, 7, 'gap');
    expect(short.segments[0]).toEqual({ from: 15, to: 14 });
  });
});

describe('occlusion of a model that has learned how a week follows from the one before', () => {
  it('concentrates on the last seven steps, the only ones that matter', async () => {
    const random = createRandom(5);
    const y = new Float64Array(2000);
    for (let t = 0; t < y.length; t++) y[t] = (t < 7 ? 0 : 0.9 * y[t - 7]!) + random.normal();
    const dataset = datasetOf([{ y }], 7);
    const { trained } = await trainQuietly(dataset, {
      data: { target: 'y', horizon: 7, context: 28, transform: 'none', season: 7, anchor: false },
      model: { hidden: 8 },
      training: { epochs: 30, patience: 30, loss: 'mse' },
    });
    const predictor = createPredictor(loadNative(), trained, 1);
    const { segments, columns } = await occlusionSaliency(predictor, rawWindow(dataset, predictor, { series: 0, known: 2000 }), 7, 'gap');
    const weight = segments.map((_, i) => columns[0]!.moves.subarray(7 * i, 7 * i + 7).reduce((sum, move) => sum + Math.abs(move), 0));
    expect(weight).toHaveLength(4);
    expect(weight[3]).toBeGreaterThan(3 * Math.max(...weight.slice(0, 3)));
    predictor.dispose();
  });
});

describe('pinball by step', () => {
  it('by hand, with a gap', () => {
    // Two windows, two steps, quantiles 0.1 and 0.5.
    const actual = Float64Array.of(1, 2, 3, Number.NaN);
    const quantiles = Float64Array.of(0, 2, 2, 4, 3, 3, 0, 0);
    // Window 1: 0.1 x 1 and 0.5 x 1: 0.3; 0 and 0.5 x 2: 0.5. Window 2: 0; not observed.
    expect(Array.from(pinballByStep(actual, quantiles, [0.1, 0.5], 2))).toEqual([0.3 / 2, 0.5]);
    expect(overSteps(Float64Array.of(1, Number.NaN, 3))).toBe(2);
  });
});
