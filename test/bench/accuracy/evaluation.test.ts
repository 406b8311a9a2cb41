import { describe, expect, it } from 'vitest';
import { evaluateLtsf } from '../../../bench/accuracy/evaluate-ltsf.ts';
import { evaluatePanel } from '../../../bench/accuracy/evaluate-panel.ts';
import { forecastPanel } from '../../../bench/accuracy/forecast-panel.ts';
import type { PanelSeries } from '../../../bench/accuracy/panel.ts';
import { publishedOf } from '../../../bench/accuracy/published.ts';
import { benchTask } from '../../../bench/accuracy/task.ts';
import { catalogue } from '../../../engine/forecast/catalogue.ts';
import { globalRidge } from '../../../engine/forecast/ridge-models.ts';
import type { Forecaster } from '../../../engine/models/forecaster.ts';
import { applyRidge, PENALTIES, solveRidge, sumWindows } from '../../../engine/models/ridge/ridge.ts';

const one: PanelSeries = {
  id: 'one',
  period: '',
  season: 1,
  horizon: 2,
  training: Float64Array.of(1, 3, 5),
  test: Float64Array.of(4, 6),
};
const two: PanelSeries = { ...one, id: 'two', horizon: 1, training: Float64Array.of(7, 7, 7), test: Float64Array.of(10) };
const points = (...values: number[][]) => ({ points: values.map((row) => Float64Array.from(row)), quantiles: null });
const naive2 = points([5, 5], [7]);

describe('competitions', () => {
  // sMAPE of series one: 0 and 200 x 2 / 10 = 40; of series two: 200 x 5 / 15. MASE of one: 1 / 2; of two: undefined.
  const forecasts = points([4, 4], [5]);

  it('M4 averages over series, M3 over points; MASE over the series that have one', () => {
    const m4 = evaluatePanel([one, two], forecasts, 'series', naive2);
    expect(m4.smape).toBeCloseTo((20 + 1000 / 15) / 2, 12);
    expect(m4.mase).toBe(0.5);
    expect(evaluatePanel([one, two], forecasts, 'points', naive2).smape).toBeCloseTo((40 + 1000 / 15) / 3, 12);
  });

  it('OWA is 1 for Naive2 itself', () => {
    expect(evaluatePanel([one, two], naive2, 'series', naive2).owa).toBe(1);
  });

  it('quantiles are scored over all points', () => {
    const levels = [0.1, 0.5, 0.9];
    const values = [Float64Array.of(3, 4, 5, 2, 4, 5), Float64Array.of(4, 5, 12)];
    const figures = evaluatePanel([one, two], { ...forecasts, quantiles: { levels, values } }, 'series', naive2);
    expect(figures.coverage80).toBeCloseTo(2 / 3, 12);
    // 2 x pinball: (.2 + 0 + .2) + (.8 + 2 + 1.8) + (1.2 + 5 + .4) over three quantiles, over 4 + 6 + 10.
    expect(figures.wql).toBeCloseTo((0.4 + 4.6 + 6.6) / 3 / 20, 12);
  });
});

describe('long horizons', () => {
  const ramp = Float64Array.from({ length: 30 }, (_, t) => t);

  const forecaster = (forecast: (context: Float64Array) => Float64Array): Forecaster => ({
    forecast: async (histories) => ({ points: histories.map(({ values }) => forecast(values)), quantiles: null }),
    dispose: () => {},
  });
  const test = { season: 1, stride: 1, levels: [0.5] };

  it('uses every window of the test part, one row apart, from the first row on', async () => {
    const seen: number[] = [];
    const last = forecaster((context) => {
      seen.push(context.at(-1)!);
      return new Float64Array(3).fill(context.at(-1)!);
    });
    const split = { training: 10, validation: 10, test: 10 };
    const { figures, windows } = await evaluateLtsf({ ...test, channels: [ramp], split, horizon: 3 }, last);
    expect(windows).toBe(8);
    expect(seen).toEqual([19, 20, 21, 22, 23, 24, 25, 26]);
    expect(figures.mse).toBeCloseTo((1 + 4 + 9) / 3, 12);
    expect(figures.mae).toBeCloseTo(2, 12);
  });

  it.each([
    [96, 2785],
    [192, 2689],
    [336, 2545],
    [720, 2161],
  ])('of ETTh1 at horizon %i has %i windows', async (horizon, expected) => {
    const split = { training: 8640, validation: 2880, test: 2880 };
    const zero = forecaster(() => new Float64Array(horizon));
    const { windows } = await evaluateLtsf({ ...test, channels: [new Float64Array(14400)], split, horizon }, zero);
    expect(windows).toBe(expected);
  });

  it('a ridge is fitted on the training part, and the validation part only chooses its penalty', async () => {
    const wave = Float64Array.from({ length: 300 }, (_, t) => Math.sin(t / 3) + 0.2 * Math.cos(t * t));
    const task = { validationRows: 100, context: 12, horizon: 4, seed: 1 };
    const id = 'wave';
    const context = wave.slice(0, 12);
    // The maps that the training part alone leads to, whatever is chosen among them.
    const sums = sumWindows([wave.subarray(0, 200)], 12, 4, 'last');
    const possible = PENALTIES.map((penalty) => applyRidge(solveRidge(sums, 'last', penalty)!, context));
    for (const poison of [1, -30, 1e15]) {
      const poisoned = wave.map((value, t) => (t < 200 ? value : value * poison));
      const fitted = await globalRidge.fit(benchTask({ ...task, histories: [{ id, season: 1, values: poisoned }] }));
      const { points: forecasts } = await fitted.forecast([{ id, season: 1, values: context }]);
      expect(possible).toContainEqual(forecasts[0]);
    }
  });
});

describe('models of a competition', () => {
  const random = (t: number): number => 100 + 20 * Math.sin((2 * Math.PI * t) / 4) + ((t * 7919) % 13);
  const series = [60, 80, 70].map((length, i) => ({
    id: String(i),
    season: 4,
    horizon: 3,
    training: Float64Array.from({ length }, (_, t) => random(t + i)),
  }));

  it.each(catalogue)('$name forecasts every series', async (model) => {
    const { points: forecasts } = await forecastPanel(model, series, 1);
    expect(forecasts).toHaveLength(3);
    for (const forecast of forecasts) {
      expect(forecast).toHaveLength(3);
      for (const value of forecast) expect(value).toBeGreaterThan(50);
    }
  });
});

describe('published figures', () => {
  it('are found by set, model and setting', () => {
    expect(publishedOf({ set: 'm4-hourly', model: 'theta' })?.owa).toBe(1.006);
    expect(publishedOf({ set: 'etth1', model: 'ridge-global', context: 336, horizon: 192 })?.mse).toBe(0.403);
    expect(publishedOf({ set: 'etth1', model: 'ridge-global', context: 100, horizon: 192 })).toBeUndefined();
  });
});
