import { describe, expect, it } from 'vitest';
import { createPredictor } from '../../../engine/forecast/predict.ts';
import { applyRidge, PENALTIES, type RidgeMap, solveRidge, sumWindows } from '../../../engine/models/ridge/ridge.ts';
import { fitScaler } from '../../../engine/models/window.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { exportModel } from '../../../engine/onnx/export.ts';
import type { DataConfig } from '../../../engine/protocol/training.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

const CONTEXT = 24;
const HORIZON = 6;
const values = seasonalSeries(300);
const dataset = datasetOf([{ y: values }]);
/** So slow that nothing is learned beyond the start. */
const still = { epochs: 1, rate: 1e-12, loss: 'mse' as const, quantiles: [0.5] };

async function started(data: Partial<DataConfig>) {
  const request = {
    data: { target: 'y', horizon: HORIZON, context: CONTEXT, transform: 'none' as const, ...data },
    model: { hidden: 4, skipStart: 'ridge' as const },
    training: still,
  };
  const { trained } = await trainQuietly(dataset, request);
  // Calibration would move a point by the median of its errors.
  return { ...trained, offsets: new Float32Array(HORIZON) };
}

/** Forecasts of the maps that the training part alone leads to, whatever penalty is chosen among them. */
function possible(maps: Array<RidgeMap | null>, history: Float64Array): number[][] {
  return maps.map((map) => Array.from(applyRidge(map!, history)));
}

function expectOneOf(forecasts: number[][], forecast: Float64Array): void {
  const distances = forecasts.map((other) => Math.max(...other.map((value, k) => Math.abs(value - forecast[k]!))));
  expect(Math.min(...distances)).toBeLessThan(1e-3);
}

describe('a bypass that starts as the ridge', () => {
  const trainingRows = 300 - 2 * 45;
  const training = values.subarray(0, trainingRows);
  const recent = values.subarray(100, 100 + CONTEXT);

  it.each([
    ['from the last value', { anchor: true, scaling: 'series' }, 'last'],
    ['from the last value, without the anchor', { anchor: false, scaling: 'series' }, 'last'],
    ['around the mean of each window', { anchor: false, scaling: 'window' }, 'scaled'],
  ] as const)('forecasts as that ridge before anything is learned: %s', async (_, data, norm) => {
    const trained = await started(data);
    const predictor = createPredictor(loadNative(), trained, 1);
    const { quantiles } = await predictor.predict([{ target: recent, covariates: [], series: 0 }]);
    predictor.dispose();
    const { centre, scale } = fitScaler(training, 0, training.length, 'none');
    const scaled = training.map((value) => (value - centre) / scale);
    const sums = sumWindows([scaled], CONTEXT, HORIZON, norm);
    const maps = PENALTIES.map((penalty) => solveRidge(sums, norm, penalty));
    expectOneOf(
      possible(
        maps,
        recent.map((value) => (value - centre) / scale),
      ).map((forecast) => forecast.map((value) => value * scale + centre)),
      quantiles,
    );
  });

  it.each([true, false])('a model that scales each window exports to a file that agrees, anchor %s', async (anchor) => {
    const trained = await started({ scaling: 'window', anchor });
    const predictor = createPredictor(loadNative(), trained, 1);
    const windows = [CONTEXT, 10, 60].map((length) => ({ target: values.subarray(0, length), covariates: [], series: 0 }));
    const flat = { target: new Float64Array(CONTEXT).fill(7), covariates: [], series: 0 };
    const { verification } = await exportModel(trained, [...windows, flat], (list) => predictor.predict(list));
    predictor.dispose();
    expect(verification.windowsCompared).toBe(4);
  });

  it('learns the same from a series and from it in other units, where each window is scaled by itself', async () => {
    const trained = await started({ scaling: 'window', anchor: false });
    const predictor = createPredictor(loadNative(), trained, 1);
    const forecast = async (target: Float64Array) => (await predictor.predict([{ target, covariates: [], series: 0 }])).quantiles;
    const own = await forecast(recent);
    const other = await forecast(recent.map((value) => 1000 * value + 5));
    predictor.dispose();
    other.forEach((value, k) => expect(value).toBeCloseTo(1000 * own[k]! + 5, 1));
  });
});
