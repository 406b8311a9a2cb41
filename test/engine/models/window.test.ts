import { describe, expect, it } from 'vitest';
import { meanWeights, type TrainedModel } from '../../../engine/models/trained.ts';
import { DATA_DEFAULTS } from '../../../engine/protocol/defaults.ts';
import type { DataConfig } from '../../../engine/protocol/training.ts';
import { finishForecasts, fitScaler, scaleWindow } from '../../../engine/models/window.ts';

const gap = Number.NaN;

function model(part: { transform?: DataConfig['transform']; lambda?: number; quantiles?: number[]; horizon?: number }): TrainedModel {
  const quantiles = part.quantiles ?? [0.1, 0.5, 0.9];
  const horizon = part.horizon ?? 1;
  return {
    loss: { kind: 'pinball', quantiles },
    data: { context: 3, horizon, transform: part.transform ?? 'none', covariates: [], ...DATA_DEFAULTS, lambda: part.lambda ?? 1 },
    quantiles,
    offsets: new Float32Array(horizon * quantiles.length),
    seriesIds: ['a'],
    scalers: [[{ centre: 10, scale: 2 }]],
  } as unknown as TrainedModel;
}

describe('fitScaler', () => {
  it('takes mean and population deviation of the observed values of the range alone', () => {
    expect(fitScaler([1e9, 2, gap, 4, 1e9], 1, 4, 'none')).toEqual({ centre: 3, scale: 1 });
    expect(fitScaler([0, 4, 8], 0, 3, 'none').scale).toBeCloseTo(Math.sqrt(32 / 3), 12);
  });

  it('does not take small units for a flat series', () => {
    expect(fitScaler([1e-12, 3e-12], 0, 2, 'none').scale).toBeCloseTo(1e-12, 20);
    expect(fitScaler([1e9, 1e9 + 10], 0, 2, 'none').scale).toBeCloseTo(5, 6);
  });

  it('gives a flat or empty range the scale 1', () => {
    expect(fitScaler([7, 7], 0, 2, 'none')).toEqual({ centre: 7, scale: 1 });
    expect(fitScaler([gap], 0, 1, 'none')).toEqual({ centre: 0, scale: 1 });
  });
});

describe('scaleWindow', () => {
  it('reads the last C steps and pads a short window with gaps in front', () => {
    const out = new Float32Array(3);
    scaleWindow(model({}), { target: [99, 12, 14, 8], covariates: [], series: 0 }, out, 0);
    expect([...out]).toEqual([1, 2, -1]);
    scaleWindow(model({}), { target: [14], covariates: [], series: 0 }, out, 0);
    expect([...out]).toEqual([gap, gap, 2]);
  });

  it('scales a series never seen by its own window', () => {
    const out = new Float32Array(3);
    const panel = { ...model({}), seriesIds: ['a', 'b'] };
    const scaler = scaleWindow(panel, { target: [1000, 0, 4, 8], covariates: [], series: -1 }, out, 0);
    expect(scaler.centre).toBe(4);
    expect(out[1]).toBe(0);
  });

  it('takes what has no logarithm for a gap', () => {
    const out = new Float32Array(3);
    scaleWindow(model({ transform: 'log' }), { target: [0, -1, Math.E ** 12], covariates: [], series: 0 }, out, 0);
    expect([...out]).toEqual([gap, gap, 1]);
  });
});

describe('finishForecasts', () => {
  it('weighs the mean of powers in the units of the target', () => {
    // sqrt(y) = z / 2 + 1: the levels 4, 6 and 8 are 9, 16 and 25.
    const made = model({ transform: 'box-cox', lambda: 0.5 });
    const { quantiles, mean } = finishForecasts(made, Float32Array.of(-1, 0, 1), [{ centre: 6, scale: 2 }], meanWeights(made.quantiles));
    expect([...quantiles]).toEqual([9, 16, 25]);
    expect(mean[0]).toBeCloseTo(0.3 * 9 + 0.4 * 16 + 0.3 * 25, 12);
  });

  it('keeps the median where quantiles cross, undoes the scale, and weighs the mean', () => {
    const made = model({});
    const { quantiles, mean } = finishForecasts(
      made,
      Float32Array.from([1, -1, 0]),
      [{ centre: 10, scale: 2 }],
      meanWeights(made.quantiles),
    );
    expect([...quantiles]).toEqual([8, 8, 10]);
    expect(mean[0]).toBeCloseTo(0.7 * 8 + 0.3 * 10, 12);
  });

  it('mean weights sum to one and follow the area under the quantile function', () => {
    expect(meanWeights([0.1, 0.5, 0.9]).reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 12);
    expect([...meanWeights([0.1, 0.5, 0.9])].map((weight) => Number(weight.toFixed(9)))).toEqual([0.3, 0.4, 0.3]);
  });
});
