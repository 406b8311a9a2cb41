/** Training with differences, from the windows to the exported file. */
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { backtest } from '../../../engine/forecast/backtest.ts';
import { createPredictor } from '../../../engine/forecast/predict.ts';
import { BYPASS } from '../../../engine/models/blueprint.ts';
import { PENALTIES } from '../../../engine/models/ridge/ridge.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { exportModel } from '../../../engine/onnx/export.ts';
import type { DataConfig, TrainingRequest } from '../../../engine/protocol/training.ts';
import { prepare, type Prepared } from '../../../engine/train/prepare.ts';
import { tensorBatch } from '../../../engine/train/tensor-batch.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

/** y_t = y_(t-12) + a drift + a little noise: seasons that wander each by itself. */
function seasonalWalk(length: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const y = new Float64Array(length);
  for (let t = 0; t < length; t++) y[t] = t < 12 ? 50 + 10 * random.normal() : y[t - 12]! + 0.6 + 0.5 * random.normal();
  return y;
}

const walk = seasonalWalk(360, 4);
const data = { target: 'y', horizon: 12, context: 36, season: 12, transform: 'none' as const };
const lagged = { ...data, difference: 12 };

async function maseOf(y: Float64Array, request: Omit<TrainingRequest, 'datasetId'>): Promise<{ model: number; seasonalNaive: number }> {
  const dataset = datasetOf([{ y }]);
  const { trained } = await trainQuietly(dataset, request);
  const predictor = createPredictor(loadNative(), trained, 1);
  try {
    const signal = new AbortController().signal;
    const { evaluation } = await backtest({ dataset, predictor, folds: null, stride: null, window: null, signal, onProgress: () => {} });
    return { model: evaluation.metrics.model.mase!, seasonalNaive: evaluation.metrics.seasonalNaive.mase! };
  } finally {
    predictor.dispose();
  }
}

describe('a seasonal random walk with a drift', () => {
  it('is forecast better by its differences than by its values, and than by seasonal naive', async () => {
    const wishes = { model: { hidden: 8 }, training: { epochs: 30, patience: 30, seed: 3 } };
    const without = await maseOf(walk, { data, ...wishes });
    const withDifference = await maseOf(walk, { data: lagged, ...wishes });
    expect(withDifference.model).toBeLessThan(0.8 * without.model);
    expect(withDifference.model).toBeLessThan(0.8 * withDifference.seasonalNaive);
  });
});

describe('a training with differences', () => {
  const request = { data: lagged, model: { hidden: 6 }, training: { epochs: 4, seed: 3 } };

  it('scales by the deviation of the differences in the training part', async () => {
    const { trained } = await trainQuietly(datasetOf([{ y: walk }]), { ...request, data: { ...lagged, transform: 'log' } });
    const training = walk.subarray(0, 360 - 2 * 54).map(Math.log);
    const changes = Array.from(training.subarray(12), (value, t) => value - training[t]!);
    expect(trained.scalers[0]![0]!.scale).toBeCloseTo(
      Math.sqrt(changes.reduce((sum, change) => sum + change ** 2, 0) / changes.length),
      10,
    );
  });

  it('sees nothing of the test part', async () => {
    const gappy = walk.map((value, t) => (t % 17 === 3 ? Number.NaN : value));
    const { trained } = await trainQuietly(datasetOf([{ y: gappy }]), request);
    for (const poison of [Number.NaN, 1e30, -1e30]) {
      const spoilt = await trainQuietly(datasetOf([{ y: gappy.map((value, t) => (t >= 306 ? poison : value)) }]), request);
      expect(spoilt.trained.scalers).toEqual(trained.scalers);
      expect(spoilt.trained.values).toEqual(trained.values);
      expect(spoilt.trained.offsets).toEqual(trained.offsets);
    }
  });

  it('that stops and goes on ends with the same bytes', async () => {
    const dataset = datasetOf([{ y: walk }]);
    const whole = await trainQuietly(dataset, request);
    const paused = await trainQuietly(dataset, request, { pauseAfter: 2 });
    const resumed = await trainQuietly(dataset, request, { resume: paused.fit.state });
    expect(resumed.trained.values).toEqual(whole.trained.values);
    expect(resumed.trained.offsets).toEqual(whole.trained.offsets);
  });

  it.each([
    ['one step, logarithms', { difference: 1, transform: 'log' as const }],
    ['a season, each window by itself', { difference: 12, scaling: 'window' as const }],
  ])('is exported as it is: %s', async (_, units) => {
    const { trained } = await trainQuietly(datasetOf([{ y: walk }]), { ...request, data: { ...data, ...units } });
    const predictor = createPredictor(loadNative(), trained, 1);
    try {
      const windows = [20, 36, 200].map((end) => ({
        target: walk.subarray(0, end).map((value, t) => (t % 9 === 4 ? Number.NaN : value)),
        covariates: [],
        series: 0,
      }));
      const { verification } = await exportModel(trained, windows, (list) => predictor.predict(list));
      expect(verification.windowsCompared).toBe(3);
    } finally {
      predictor.dispose();
    }
  });
});

/** How far a bypass is from solving X'(Y - X W) = penalty n W over the training windows, relative to X'Y, for the penalty that suits it best. */
function distanceFromRidge(prepared: Prepared, { context, horizon }: DataConfig, bypass: Float32Array): number {
  const windows = prepared.training;
  const { x, y } = tensorBatch(prepared.source, windows, { context });
  const width = x.length / windows.length / context;
  const n = windows.length;
  const input = (b: number, t: number): number => x[(b * context + t) * width]!;
  const left = Float64Array.from(y, (target, at) => {
    const [b, k] = [Math.floor(at / horizon), at % horizon];
    let sum = target;
    for (let t = 0; t < context; t++) sum -= bypass[k * context + t]! * input(b, t);
    return sum;
  });
  const distances = PENALTIES.map((penalty) => {
    let farthest = 0;
    let largest = 0;
    for (let t = 0; t < context; t++) {
      for (let k = 0; k < horizon; k++) {
        let slope = 0;
        let product = 0;
        for (let b = 0; b < n; b++) {
          slope += input(b, t) * left[b * horizon + k]!;
          product += input(b, t) * y[b * horizon + k]!;
        }
        farthest = Math.max(farthest, Math.abs(slope - penalty * n * bypass[k * context + t]!));
        largest = Math.max(largest, Math.abs(product));
      }
    }
    return farthest / largest;
  });
  return Math.min(...distances);
}

describe('a bypass that starts as the ridge of differences', () => {
  it.each([
    ['of one step', { difference: 1 }],
    ['of a part of the horizon', { difference: 4 }],
    ['of more than the horizon', { difference: 12 }],
    ['of more than the horizon, each window by itself', { difference: 12, scaling: 'window' as const }],
    ['of one step, each window by itself', { difference: 1, scaling: 'window' as const }],
  ])('solves the normal equations of the windows that the network sees: %s', async (_, units) => {
    const dataset = datasetOf([{ y: seasonalSeries(300) }]);
    const { trained } = await trainQuietly(dataset, {
      data: { ...data, horizon: 6, context: 20, ...units },
      model: { hidden: 4, skipStart: 'ridge' },
      // So slow that nothing is learned beyond the start.
      training: { epochs: 1, rate: 1e-12, loss: 'mse', quantiles: [0.5] },
    });
    const { shape, offset } = trained.parameters.find(({ name }) => name === `${BYPASS}.weights`)!;
    const bypass = trained.values.slice(offset, offset + shape[0]! * shape[1]!);
    expect(Math.max(...bypass.map(Math.abs))).toBeGreaterThan(0.01);
    const prepared = prepare(dataset, trained.data, { structure: 'stack', seriesEmbedding: 0 });
    expect(distanceFromRidge(prepared, trained.data, bypass)).toBeLessThan(1e-4);
    // The first steps of a context have no differences.
    for (let k = 0; k < 6; k++) for (let t = 0; t < units.difference; t++) expect(bypass[k * 20 + t]).toBe(0);
  });
});
