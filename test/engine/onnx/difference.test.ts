/** Differences inside an exported file: equal to the float64 reference and to the native core. */
import { describe, expect, it } from 'vitest';
import { createPredictor } from '../../../engine/forecast/predict.ts';
import type { TrainedModel } from '../../../engine/models/trained.ts';
import type { RawWindow } from '../../../engine/models/window.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { exportModel } from '../../../engine/onnx/export.ts';
import { describeModel } from '../../../engine/onnx/metadata.ts';
import { choosePrecision } from '../../../engine/onnx/precision.ts';
import { TOLERANCE } from '../../../engine/onnx/verify.ts';
import type { Structure } from '../../../engine/protocol/training.ts';
import { againstReference, withForecaster } from './compare.ts';
import { randomModel, randomWindows, type ModelChoice } from './models.ts';

/** One observed step, short windows, whole and long ones. */
const LENGTHS = [1, 2, 5, 11, 12, 13, 40, 12, 12, 12];
const LAGS = [1, 4, 5, 11];

function differenced(difference: number, choice: ModelChoice = {}): TrainedModel {
  return randomModel({ ...choice, data: { context: 12, horizon: 7, difference, ...choice.data }, model: { skip: true, ...choice.model } });
}

/** Reference, file and core agree on windows with few and with many gaps. */
async function expectEqual(model: TrainedModel, words: string): Promise<void> {
  for (const gaps of [0.1, 0.6]) {
    const windows = randomWindows(model, LENGTHS, { gaps });
    const { relativeDifference, windowsCompared, worst } = await againstReference(model, windows);
    expect(relativeDifference, `${words}: ${JSON.stringify(worst)}`).toBeLessThanOrEqual(TOLERANCE);
    expect(windowsCompared).toBeGreaterThan(5);
    const predictor = createPredictor(loadNative(), model, 1);
    try {
      const { verification } = await exportModel(model, windows, (list) => predictor.predict(list));
      expect(verification.relativeDifference, words).toBeLessThanOrEqual(TOLERANCE);
    } finally {
      predictor.dispose();
    }
  }
}

describe.each(LAGS)('a difference of %d steps', (difference) => {
  it.each<[string, ModelChoice]>([
    ['one series', {}],
    ['logarithms', { data: { transform: 'log' } }],
    ['Box-Cox', { data: { transform: 'box-cox', lambda: -0.3 }, target: { centre: 2, scale: 0.1 } }],
    ['a panel with unknown series', { series: ['a', 'b', 'c'] }],
    ['each window by itself', { data: { scaling: 'window' } }],
    ['each window by itself, in logarithms, beside covariates', { data: { scaling: 'window', transform: 'log', covariates: ['price'] } }],
    [
      'a panel beside all there is',
      { series: ['a', 'b'], data: { covariates: ['price'], future: ['plan'], calendar: ['weekday'], sinceObserved: true } },
    ],
    ['a distribution', { loss: 'normal' }],
    ['a point', { loss: 'mse' }],
  ])('%s', async (words, choice) => {
    await expectEqual(differenced(difference, choice), words);
  });

  it.each<Structure>(['encoder-decoder', 'segments'])('%s', async (structure) => {
    await expectEqual(differenced(difference, { model: { structure, segment: 1 } }), structure);
  });
});

it('a level a million times as large as the differences costs neither file nor core their digits', async () => {
  const model = differenced(4, { target: { centre: 1e7, scale: 1 } });
  const wave = (t: number): number => 1e7 + 1e6 * Math.sin((2 * Math.PI * t) / 4) + Math.sin(t * t);
  const windows = [12, 9].map((length): RawWindow => ({
    target: Float64Array.from({ length }, (_, t) => wave(t)),
    covariates: [],
    series: 0,
  }));
  const predictor = createPredictor(loadNative(), model, 1);
  try {
    const { verification } = await exportModel(model, windows, (list) => predictor.predict(list));
    expect(verification.relativeDifference).toBeLessThanOrEqual(TOLERANCE);
    expect(choosePrecision(model)).toBe('float64');
  } finally {
    predictor.dispose();
  }
});

it('a network that says no change forecasts the last season, gaps filled from the one before', async () => {
  const model = differenced(3, { loss: 'mse', data: { context: 7, horizon: 5 } });
  model.values.fill(0);
  model.offsets.fill(0);
  const gap = Number.NaN;
  const forecast = async (target: number[]): Promise<number[]> => {
    const { mean } = await withForecaster(model, (forecaster) =>
      forecaster.forecast([{ target: Float64Array.from(target), covariates: [], series: 0 }]),
    );
    return Array.from(mean, (value) => Math.round(1e6 * value) / 1e6);
  };
  expect(await forecast([9, 1, 2, 3, 4, 5, 6])).toEqual([4, 5, 6, 4, 5]);
  expect(await forecast([9, 1, 2, 3, 4, gap, 6])).toEqual([4, 2, 6, 4, 2]);
  // At the first place nothing was observed at all: the last observed value stands for it.
  expect(await forecast([9, gap, 2, 3, gap, 5, 6])).toEqual([6, 5, 6, 6, 5]);
  expect(await forecast([8])).toEqual([8, 8, 8, 8, 8]);
});

it('the file says which difference it takes', () => {
  expect(describeModel(differenced(4))).toMatchObject({ difference: '4', anchor: 'none' });
  expect(describeModel(randomModel())).toMatchObject({ difference: '0' });
});
