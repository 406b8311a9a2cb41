import { describe, expect, it } from 'vitest';
import { fitMany, oneThread } from '../../../engine/train/fit-many.ts';
import { resolveConfig } from '../../../engine/train/resolve.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

const dataset = datasetOf([{ y: seasonalSeries(140) }]);
const request = (seed: number, threads?: number): Parameters<typeof trainQuietly>[1] => ({
  data: { target: 'y', horizon: 4, context: 16 },
  model: { hidden: 8 },
  training: { epochs: 6, seed, threads },
});

describe('fitMany', () => {
  it('gives the same bytes as training alone', async () => {
    const outcomes = await fitMany(
      [1, 2, 3].map((seed) => () => trainQuietly(dataset, request(seed, 1))),
      2,
    );
    for (const [i, outcome] of outcomes.entries()) {
      if (outcome.status !== 'fulfilled') throw outcome.reason;
      const alone = await trainQuietly(dataset, request(i + 1));
      expect(outcome.value.trained.values).toEqual(alone.trained.values);
      expect(outcome.value.fit.state.history).toEqual(alone.fit.state.history);
    }
  });

  it('never has more at once than there are places, and begins in order', async () => {
    let running = 0;
    let most = 0;
    const began: number[] = [];
    const work = (i: number) => async (): Promise<number> => {
      began.push(i);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5 * (1 + (i % 3))));
      running--;
      return i;
    };
    const outcomes = await fitMany(
      Array.from({ length: 7 }, (_, i) => work(i)),
      3,
    );
    expect(most).toBe(3);
    expect(began).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(outcomes).toEqual([0, 1, 2, 3, 4, 5, 6].map((value) => ({ status: 'fulfilled', value })));
    expect(await fitMany([], 3)).toEqual([]);
  });

  it('loses no other where one fails', async () => {
    const outcomes = await fitMany([async () => 1, () => Promise.reject(new Error('no')), async () => 3], 1);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('puts a configuration on one thread', () => {
    const config = resolveConfig(dataset, { datasetId: 'd', ...request(1, 0) });
    expect(oneThread(config)).toEqual({ ...config, training: { ...config.training, threads: 1 } });
  });
});
