import { describe, expect, it } from 'vitest';
import type { RawWindow } from '../../../engine/models/window.ts';
import { TOLERANCE } from '../../../engine/onnx/verify.ts';
import { againstReference, withForecaster } from './compare.ts';
import { randomModel, randomWindows } from './models.ts';

const model = randomModel({ data: { anchor: true, covariates: ['price'] }, series: ['a', 'b', 'c'], model: { kind: 'gru', skip: true } });
const C = model.data.context;

function window(target: number[], series = 0): RawWindow {
  return { target: Float64Array.from(target), covariates: [Float64Array.from(target, (_, t) => t % 5)], series };
}

async function expectEqual(windows: RawWindow[]): Promise<void> {
  const result = await againstReference(model, windows);
  expect(result.windowsCompared).toBe(windows.length);
  expect(result.relativeDifference, JSON.stringify(result.worst)).toBeLessThanOrEqual(TOLERANCE);
}

describe('windows', () => {
  it.each([1, C - 1, C, C + 50])('context of %i steps', (length) =>
    expectEqual(randomWindows(model, [length, length, length], { gaps: 0 })),
  );

  it('a longer context changes nothing: only the last C steps are read', async () => {
    const [long] = randomWindows(model, [C + 50]);
    const short: RawWindow = {
      target: Array.from(long!.target).slice(50),
      covariates: long!.covariates.map((column) => Array.from(column).slice(50)),
      series: long!.series,
    };
    await withForecaster(model, async (forecaster) => {
      const both = await forecaster.forecast([long!, short]);
      const half = both.mean.length / 2;
      expect(both.mean.slice(0, half)).toEqual(both.mean.slice(half));
    });
  });

  it('gaps at the start, inside, at the end, and all but one', async () => {
    const values = Array.from({ length: C }, (_, t) => 10 + Math.sin(t));
    const gap = (from: number, to: number): number[] => values.map((value, t) => (t >= from && t < to ? NaN : value));
    const cases = [gap(0, 5), gap(8, 12), gap(C - 3, C), gap(1, C), gap(0, C - 1)];
    await expectEqual(cases.flatMap((target) => [window(target), window(target, -1)]));
  });

  it('a constant window of an unknown series takes scale one', () =>
    expectEqual([window(new Array<number>(C).fill(1234.5), -1), window([7], -1)]));

  it('an unknown series of another size is scaled by its own window', () =>
    expectEqual(
      [1e-3, 1, 1e3, 1e5].map((size) =>
        window(
          Array.from({ length: C }, (_, t) => size * (2 + Math.sin(t))),
          -1,
        ),
      ),
    ));

  it('no observed target gives NaN, and leaves its neighbours alone', async () => {
    const empty = window(new Array<number>(C).fill(NaN));
    const full = window(Array.from({ length: C }, (_, t) => 10 + Math.sin(t)));
    await withForecaster(model, async (forecaster) => {
      const { quantiles, mean } = await forecaster.forecast([empty, full, window([])], { batch: 3 });
      const alone = await forecaster.forecast([full]);
      const [h, Q] = [model.data.horizon, model.quantiles.length];
      expect([...mean.slice(0, h), ...mean.slice(2 * h)].every(Number.isNaN)).toBe(true);
      expect([...quantiles.slice(0, h * Q), ...quantiles.slice(2 * h * Q)].every(Number.isNaN)).toBe(true);
      mean.slice(h, 2 * h).forEach((value, i) => expect(value).toBeCloseTo(alone.mean[i]!, 5));
    });
  });

  it('infinite values are gaps; under a logarithm so are those not above zero', async () => {
    const log = randomModel({ data: { transform: 'log', anchor: true } });
    const values = Array.from({ length: C }, (_, t) => 8 + Math.sin(t));
    const hidden = (by: number): RawWindow => ({ target: values.map((value, t) => (t % 7 === 6 ? by : value)), covariates: [], series: 0 });
    await withForecaster(log, async (forecaster) => {
      const { mean } = await forecaster.forecast([hidden(NaN), hidden(0), hidden(-3), hidden(Infinity)]);
      const h = log.data.horizon;
      for (const n of [1, 2, 3]) expect(mean.slice(n * h, (n + 1) * h)).toEqual(mean.slice(0, h));
    });
  });

  it('quantiles ascend in every step', async () => {
    const { quantiles } = await withForecaster(model, (forecaster) =>
      forecaster.forecast(randomWindows(model, new Array<number>(50).fill(C))),
    );
    const Q = model.quantiles.length;
    for (let i = 0; i < quantiles.length; i++) if (i % Q > 0) expect(quantiles[i]).toBeGreaterThanOrEqual(quantiles[i - 1]!);
  });

  it.each([1, 7, 1000])('a batch of %i gives each window what it gets alone, in any order', async (count) => {
    const windows = randomWindows(
      model,
      Array.from({ length: count }, (_, i) => 1 + ((i * 7) % (C + 5))),
    );
    await withForecaster(model, async (forecaster) => {
      const h = model.data.horizon;
      const together = await forecaster.forecast(windows, { batch: count });
      const backwards = await forecaster.forecast([...windows].reverse(), { batch: count });
      for (let n = 0; n < count; n += Math.ceil(count / 20)) {
        const alone = await forecaster.forecast([windows[n]!]);
        for (let i = 0; i < h; i++) {
          expect(together.mean[n * h + i]).toBeCloseTo(alone.mean[i]!, 4);
          expect(backwards.mean[(count - 1 - n) * h + i]).toBeCloseTo(alone.mean[i]!, 4);
        }
      }
    });
  });

  it('refuses a window that does not fit, and says which', async () => {
    await withForecaster(model, async (forecaster) => {
      const fine = window([1, 2]);
      const refused = (bad: RawWindow): Promise<unknown> => forecaster.forecast([fine, bad]);
      await expect(refused({ ...fine, covariates: [] })).rejects.toMatchObject({ code: 'onnx-window', details: { index: 1 } });
      await expect(refused({ ...fine, covariates: [[1]] })).rejects.toMatchObject({ code: 'onnx-window' });
      await expect(refused({ ...fine, series: 3 })).rejects.toMatchObject({ code: 'onnx-window' });
    });
  });
});

describe('streaming', () => {
  it('reads windows as it goes, keeps their order and stops when told', async () => {
    const windows = randomWindows(model, new Array<number>(500).fill(C));
    let read = 0;
    const source = function* (): Generator<RawWindow> {
      for (const one of windows) {
        read++;
        yield one;
      }
    };
    await withForecaster(model, async (forecaster) => {
      const all = await forecaster.forecast(windows, { batch: 64 });
      const stop = new AbortController();
      let expected = 0;
      const job = async (): Promise<void> => {
        for await (const chunk of forecaster.forecastBatch(source(), { signal: stop.signal, batch: 32 })) {
          expect(chunk.start).toBe(expected);
          expect(read).toBe(chunk.start + chunk.count);
          expect(chunk.mean[0]).toBeCloseTo(all.mean[chunk.start * model.data.horizon]!, 4);
          expected += chunk.count;
          if (expected >= 96) stop.abort();
        }
      };
      await expect(job()).rejects.toMatchObject({ code: 'cancelled' });
      expect(expected).toBe(96);
    });
  });
});
