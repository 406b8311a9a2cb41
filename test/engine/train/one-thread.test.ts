import { expect, it } from 'vitest';
import { oneThread } from '../../../engine/train/one-thread.ts';
import { resolveConfig } from '../../../engine/train/resolve.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

const dataset = datasetOf([{ y: seasonalSeries(140) }]);
const request = (seed: number, threads?: number): Parameters<typeof trainQuietly>[1] => ({
  data: { target: 'y', horizon: 4, context: 16 },
  model: { hidden: 8 },
  training: { epochs: 6, seed, threads },
});

it('puts a configuration on one thread', () => {
  const config = resolveConfig(dataset, { datasetId: 'd', ...request(1, 0) });
  expect(oneThread(config)).toEqual({ ...config, training: { ...config.training, threads: 1 } });
});

it('gives the same bytes side by side as all threads do alone', async () => {
  const together = await Promise.all([1, 2, 3].map((seed) => trainQuietly(dataset, request(seed, 1))));
  for (const [i, { trained, fit }] of together.entries()) {
    const alone = await trainQuietly(dataset, request(i + 1));
    expect(trained.values).toEqual(alone.trained.values);
    expect(fit.state.history).toEqual(alone.fit.state.history);
  }
});
