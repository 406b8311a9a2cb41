import { describe, expect, it } from 'vitest';
import { loadNative } from '../../../engine/native/binding.ts';
import { CancelledError } from '../../../engine/protocol/errors.ts';
import type { TrainingRequest } from '../../../engine/protocol/training.ts';
import { findRate, type RateCurve } from '../../../engine/train/find-rate.ts';
import { prepare } from '../../../engine/train/prepare.ts';
import { smooth, suggestRate } from '../../../engine/train/rate-curve.ts';
import { resolveConfig } from '../../../engine/train/resolve.ts';
import { createNetwork } from '../../../engine/train/train-model.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

const rates = Array.from({ length: 100 }, (_, i) => 1e-6 * 1e6 ** (i / 99));

describe('suggestRate', () => {
  it('finds the steepest descent of a curve that is known', () => {
    // A logistic fall in log10 of the rate, steepest at 1e-3, and a wall from 0.1 on.
    const losses = rates.map((rate) => 1 - 1 / (1 + Math.exp(-6 * (Math.log10(rate) + 3))) + (rate / 0.3) ** 4);
    const suggestion = suggestRate(rates, losses, 0.5);
    expect(Math.abs(Math.log10(suggestion) + 3)).toBeLessThan(0.1);
  });

  it('on a convex quadratic under gradient descent it stays below the stability limit 2 / L, and above a hundredth of it', () => {
    for (const curvature of [0.5, 10, 400]) {
      let weight = 1;
      const losses = rates.map((rate) => {
        const loss = (curvature * weight * weight) / 2;
        weight -= rate * curvature * weight;
        return Math.min(loss, 1e6);
      });
      const suggestion = suggestRate(rates, smooth(losses), 1e-9);
      expect(suggestion).toBeLessThan(2 / curvature);
      expect(suggestion).toBeGreaterThan(0.02 / curvature);
    }
  });

  it('keeps the given rate where the loss never falls', () => {
    expect(
      suggestRate(
        rates,
        rates.map((rate) => 1 + rate),
        0.003,
      ),
    ).toBe(0.003);
  });

  it('smooths without the bias of the start', () => {
    expect(smooth([2, 2, 2])).toEqual([2, 2, 2].map((value) => expect.closeTo(value, 12) as number));
    expect(smooth([1, 2])[1]).toBeCloseTo((0.09 * 1 + 0.1 * 2) / 0.19, 12);
  });
});

describe('findRate', () => {
  const core = loadNative();
  const dataset = datasetOf([{ y: seasonalSeries(300) }]);
  const request: TrainingRequest = { datasetId: 'd', data: { target: 'y', horizon: 6, context: 24 }, model: { hidden: 16 } };
  const config = resolveConfig(dataset, request);
  const prepared = prepare(dataset, config.data, config.model);

  async function search(signal = new AbortController().signal, onProgress: (share: number) => void = () => {}): Promise<RateCurve> {
    const model = createNetwork(core, config, prepared.seriesIds.length);
    try {
      return await findRate({ model, config, prepared, signal, onProgress });
    } finally {
      model.dispose();
    }
  }

  it('suggests a rate with which the network learns better than with a hundredth and with a hundred times it', async () => {
    const { suggestion, rates: tried, losses } = await search();
    expect(tried.length).toBe(losses.length);
    expect(tried.length).toBeGreaterThanOrEqual(30);
    const reached = async (rate: number): Promise<number> => {
      const training = { rate, epochs: 8, patience: 8, schedule: 'constant' as const, clipNorm: 0 };
      const { fit } = await trainQuietly(dataset, { ...request, training });
      return fit.state.bestValidationLoss!;
    };
    const [low, chosen, high] = [
      await reached(suggestion / 100),
      await reached(suggestion),
      await reached(suggestion * 100).catch(() => Infinity),
    ];
    expect(chosen).toBeLessThan(low);
    expect(chosen).toBeLessThan(high);
  });

  it('gives the same twice, and is cancelled between two calls', async () => {
    expect(await search()).toEqual(await search());
    const abort = new AbortController();
    await expect(search(abort.signal, () => abort.abort())).rejects.toBeInstanceOf(CancelledError);
  });
});
