/** Box-Cox in an exported file: equal to the float64 reference and to the native core over the whole range of exponents. */
import { describe, expect, it } from 'vitest';
import { createPredictor } from '../../../engine/forecast/predict.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { exportModel } from '../../../engine/onnx/export.ts';
import { describeModel, readFacts } from '../../../engine/onnx/metadata.ts';
import { choosePrecision } from '../../../engine/onnx/precision.ts';
import { TOLERANCE } from '../../../engine/onnx/verify.ts';
import type { TrainedModel } from '../../../engine/models/trained.ts';
import { againstReference, withForecaster } from './compare.ts';
import { randomModel, randomWindows, type ModelChoice } from './models.ts';

/** Exponents with a centre and a scale that leave room to the end of what the power reaches. */
const EXPONENTS = [
  { lambda: -1, target: { centre: 0.8, scale: 0.05 } },
  { lambda: -0.3, target: { centre: 2, scale: 0.3 } },
  { lambda: 1e-7, target: { centre: 2, scale: 0.5 } },
  { lambda: 0.05, target: { centre: 3, scale: 0.5 } },
  { lambda: 0.5, target: { centre: 12, scale: 3 } },
  { lambda: 2, target: { centre: 300, scale: 60 } },
] as const;
const LENGTHS = [1, 2, 23, 24, 25, 60, 24, 24];

function boxCox({ lambda, target }: (typeof EXPONENTS)[number], choice: ModelChoice = {}): TrainedModel {
  return randomModel({ ...choice, data: { transform: 'box-cox', lambda, anchor: true, ...choice.data }, target });
}

describe.each(EXPONENTS)('lambda $lambda', (exponent) => {
  it.each<[string, ModelChoice]>([
    ['one series', {}],
    ['a panel', { series: ['a', 'b', 'c'] }],
    ['each window by itself', { data: { scaling: 'window' } }],
    ['the time since the last value', { data: { sinceObserved: true } }],
    ['sample paths', { model: { structure: 'deepar' }, loss: 'normal' }],
  ])('%s: reference, file and core are equal', async (_, choice) => {
    const model = boxCox(exponent, choice);
    const windows = randomWindows(model, LENGTHS);
    // Neither has a power.
    windows[2]!.target = Float64Array.from(windows[2]!.target, (value, t) => (t % 7 === 0 ? 0 : t % 7 === 1 ? -value : value));
    const { relativeDifference, windowsCompared, worst } = await againstReference(model, windows);
    expect(relativeDifference, JSON.stringify(worst)).toBeLessThanOrEqual(TOLERANCE);
    expect(windowsCompared).toBeGreaterThan(5);
    const predictor = createPredictor(loadNative(), model, 1);
    try {
      const { verification } = await exportModel(model, windows, (list) => predictor.predict(list));
      expect(verification.relativeDifference).toBeLessThanOrEqual(TOLERANCE);
    } finally {
      predictor.dispose();
    }
  });

  it('forecasts beyond what the power reaches are finite, ordered and equal', async () => {
    const model = boxCox(exponent);
    const far = exponent.lambda < 0 ? [-0.5, 0, 60] : [-60, 0, 0.5];
    model.offsets.forEach((_, i) => {
      model.offsets[i] = far[i % 3]!;
    });
    const windows = randomWindows(model, LENGTHS, { gaps: 0 });
    const { relativeDifference, worst } = await againstReference(model, windows);
    expect(relativeDifference, JSON.stringify(worst)).toBeLessThanOrEqual(TOLERANCE);
    const { quantiles } = await withForecaster(model, (forecaster) => forecaster.forecast(windows));
    quantiles.forEach((level, i) => {
      expect(level).toBeGreaterThanOrEqual(i % 3 === 0 ? 0 : quantiles[i - 1]!);
      expect(level).toBeLessThan(Infinity);
    });
  });
});

it('the file computes in float32 where that holds the power, and never with an exponent below 0', () => {
  const types = EXPONENTS.map((exponent) => choosePrecision(boxCox(exponent)));
  expect(types).toEqual(['float64', 'float64', 'float32', 'float32', 'float32', 'float32']);
  expect(choosePrecision(boxCox({ lambda: 0.05, target: { centre: 3, scale: 0.05 } } as unknown as (typeof EXPONENTS)[number]))).toBe(
    'float64',
  );
});

it('the file says which power it takes', () => {
  const said = describeModel(boxCox(EXPONENTS[1]));
  expect(said).toMatchObject({ transform: 'box-cox', lambda: '-0.3' });
  expect(readFacts(new Map(Object.entries(said))).transform).toBe('box-cox');
  expect(describeModel(randomModel())).not.toHaveProperty('lambda');
});
