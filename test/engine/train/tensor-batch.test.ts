import { describe, expect, it } from 'vitest';
import { loadNative } from '../../../engine/native/binding.ts';
import { prepare } from '../../../engine/train/prepare.ts';
import { resolveConfig } from '../../../engine/train/resolve.ts';
import { tensorBatch } from '../../../engine/train/tensor-batch.ts';
import { createNetwork } from '../../../engine/train/train-model.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';
import { networkGraph } from '../../../engine/models/network.ts';
import { lossSpec } from '../../../engine/models/loss.ts';

describe('tensorBatch', () => {
  it('lays out context, mask, anchor and targets by hand', () => {
    const gap = Number.NaN;
    const values = Float32Array.of(5, 10, 7, 20, gap, 30, 8, gap, 9, 50);
    const source = { values, channels: 2, starts: Int32Array.of(0, 1), horizon: 1, anchor: 'last' as const, mask: true };
    const { batch, x, y } = tensorBatch(source, Int32Array.of(1, 0), { context: 3 });
    expect(batch).toBe(2);
    // Window 1: rows 1 to 3, its last observed target is 8; window 0: rows 0 to 2, anchored at 7.
    expect([...x]).toEqual([-1, 20, 1, 0, 30, 0, 0, 0, 1, -2, 10, 1, 0, 20, 1, 0, 30, 0]);
    expect([...y]).toEqual([1, 1]);
  });

  it('lays out differences and what is beyond their bases by hand', () => {
    const gap = Number.NaN;
    const values = Float32Array.of(5, 7, 8, gap, 9, 12, gap, 20, 30);
    const source = {
      values,
      channels: 1,
      starts: Int32Array.of(0, 1),
      horizon: 3,
      anchor: 'none' as const,
      difference: 2,
      mask: true,
    };
    const { x, y } = tensorBatch(source, Int32Array.of(0, 1), { context: 5 });
    // Rows 0 to 4, 5 7 8 gap 9: 8 - 5 and 9 - 8. Rows 1 to 5, 7 8 gap 9 12: 9 - 8 alone.
    expect([...x]).toEqual([0, 0, 0, 0, 3, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0]);
    // Bases 7, since row 3 is missing, 9 and 7 again; then 9, 12 and 9.
    expect([...y]).toEqual([5, gap, 13, gap, 8, 21]);
  });

  it('gives it counts over their level as it cuts them itself', async () => {
    const y = seasonalSeries(150).map((value, t) => (t % 17 === 5 ? Number.NaN : Math.round(value / (1 + (t % 3)))));
    const dataset = datasetOf([{ y, x: seasonalSeries(150, 7, 4) }]);
    const config = resolveConfig(dataset, {
      datasetId: 'd',
      data: { target: 'y', horizon: 4, context: 12, covariates: ['x'] },
      model: { hidden: 6, structure: 'deepar' },
      training: { loss: 'negativeBinomial' },
    });
    const prepared = prepare(dataset, config.data, config.model, config.training.loss);
    const graph = networkGraph(config.data, config.model, lossSpec(config.training), 1);
    const model = createNetwork(loadNative(), config, 1);
    model.setSource(prepared.source);
    const windows = prepared.validation.slice(0, 20);
    const { loss } = await model.gradients(tensorBatch(prepared.source, windows, graph));
    expect(loss).toBeCloseTo(await model.evaluate(windows, 20), 5);
    model.dispose();
  });

  it('gives the core the windows that it cuts itself: the loss of a batch is the loss of its windows', async () => {
    const withGaps = seasonalSeries(150).map((value, t) => (t % 17 === 5 ? Number.NaN : value));
    const dataset = datasetOf([
      { y: withGaps, x: seasonalSeries(150, 7, 4) },
      { y: seasonalSeries(120, 12, 9), x: seasonalSeries(120, 5, 3) },
    ]);
    for (const [seriesEmbedding, data] of [
      [0, {}],
      [3, {}],
      [0, { difference: 1 }],
      [3, { difference: 7, scaling: 'window' as const }],
    ] as const) {
      const config = resolveConfig(dataset, {
        datasetId: 'd',
        data: { target: 'y', horizon: 4, context: 12, covariates: ['x'], ...data },
        model: { hidden: 6, seriesEmbedding },
      });
      const prepared = prepare(dataset, config.data, config.model);
      const graph = networkGraph(config.data, config.model, lossSpec(config.training), prepared.seriesIds.length);
      const model = createNetwork(loadNative(), config, prepared.seriesIds.length);
      model.setSource(prepared.source);
      const windows = prepared.validation.slice(0, 20);
      const { loss } = await model.gradients(tensorBatch(prepared.source, windows, graph));
      expect(loss).toBeCloseTo(await model.evaluate(windows, 20), 5);
      model.dispose();
    }
  });
});
