import { expect, test } from 'vitest';
import type { RankedTrial } from '../../../engine/protocol/tuning.ts';
import { validators } from '../../../engine/protocol/validators.ts';
import { readSearch } from '../../../renderer/contrib/training/search-settings.ts';
import { canGoOn, studyRows, trialWishes } from '../../../renderer/contrib/tuning/study-rows.ts';
import { readBudget } from '../../../renderer/contrib/tuning/tuning.contribution.ts';

const ranked = (number: number, mean: number, choice: RankedTrial['choice']): RankedTrial => ({
  number,
  choice,
  rung: 2,
  epochs: 9,
  scores: [mean - 0.1, mean + 0.1],
  failed: 0,
  mean,
  deviation: 0.1,
});

test('trials are told by what was drawn, and by how far they are below seasonal naive', () => {
  const ranking = [ranked(4, 0.6, { model: { hidden: 64, skip: false }, training: { rate: 0.00123456 } }), ranked(0, 0.9, {})];
  const [best, untuned] = studyRows({ ranking, reference: 0.8 });
  expect(best).toMatchObject({ rank: 1, number: 4, seeds: 2, deviation: 0.1 });
  expect(best?.skill).toBeCloseTo(0.25, 12);
  expect(best?.knobs).toEqual([
    { name: 'hidden', value: '64' },
    { name: 'skip', value: 'false' },
    { name: 'rate', value: '0.001235' },
  ]);
  expect(untuned?.skill).toBeCloseTo(-0.125, 12);
  expect(untuned?.knobs).toEqual([]);
  expect(studyRows({ ranking, reference: null })[0]?.skill).toBeNull();
});

test('a trial becomes a training with the whole of its epochs', () => {
  const wishes = { data: { target: 'y', horizon: 4 }, training: { seed: 3 } };
  expect(trialWishes({ wishes, rungs: [1, 3, 9] }, { data: { context: 12 }, training: { rate: 0.1 } })).toEqual({
    data: { target: 'y', horizon: 4, context: 12 },
    model: {},
    training: { seed: 3, rate: 0.1, epochs: 9 },
  });
});

test('a search can be gone on with unless it failed or is at work', () => {
  const states = ['queued', 'running', 'paused', 'done', 'cancelled', 'failed', 'interrupted'] as const;
  expect(states.filter(canGoOn)).toEqual(['queued', 'paused', 'done', 'cancelled', 'interrupted']);
  expect(['60', '0', '', '-3', 'x', '0.5'].map(readBudget)).toEqual([60, null, null, null, null, 0.5]);
});

test('what a search is asked for is what the engine takes', () => {
  const { settings, errors } = readSearch({ budgetSeconds: '30', trials: '', finalists: '2', seeds: '3' });
  expect(errors).toEqual({});
  expect(settings).toEqual({ budgetSeconds: 30, trials: null, finalists: 2, seeds: 3 });
  expect(validators['tuning.start'].safeParse({ datasetId: 'a', data: { target: 'y', horizon: 4 }, settings }).success).toBe(true);
  expect(readSearch({ budgetSeconds: '0', trials: '2.5', finalists: 'two', seeds: '3' }).errors).toEqual({ finalists: 'Enter a number.' });
  expect(readSearch({ budgetSeconds: '0', trials: '2.5', finalists: '2', seeds: '3' }).errors).toEqual({
    budgetSeconds: 'Allowed: more than 0. Received: 0.',
    trials: 'Allowed: a whole number. Received: 2.5.',
  });
});
