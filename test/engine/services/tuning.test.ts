/** A study over the contract: begun, looked at, stopped, gone on with, and what it refuses. */
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSession } from '../../../cli/session.ts';
import type { StudyDetail, StudyProgress, TuningRequest } from '../../../engine/protocol/tuning.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-tuning-'));
const csv = join(folder, 'data.csv');
writeFileSync(
  csv,
  `date,y\n${Array.from({ length: 160 }, (_, t) => `${1990 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, '0')},${50 + t / 3 + 8 * Math.sin(t / 1.9)}`).join('\n')}\n`,
);
const { client, close } = openSession();
afterAll(close);
let datasetId = '';
beforeAll(async () => {
  await client.call('workspace.open', { path: join(folder, 'workspace') });
  datasetId = (await client.call('data.import', { path: csv, overrides: {} })).id;
});

function request(settings: Partial<TuningRequest['settings']>, rest: Partial<TuningRequest> = {}): TuningRequest {
  return {
    datasetId,
    data: { target: 'y', horizon: 4, context: 12 },
    training: { epochs: 9, patience: 9 },
    space: { model: { hidden: { choices: [2, 4, 8] } }, training: { rate: { from: 1e-5, to: 3e-2, scale: 'log' } } },
    settings: { budgetSeconds: 600, trials: 9, seeds: 2, finalists: 1, ...settings },
    ...rest,
  };
}

/** The study once it is no longer at work. */
async function ended(studyId: string): Promise<StudyDetail> {
  const over = new Promise<void>((resolve) => {
    const stop = client.on('tuning.changed', (news) => {
      if (news.studyId !== studyId || news.state === 'running') return;
      stop();
      resolve();
    });
  });
  if ((await client.call('tuning.get', { studyId })).state === 'running') await over;
  return client.call('tuning.get', { studyId });
}

describe('a study', () => {
  it('ranks its trials, trains the best with further seeds, and offers it as a training', async () => {
    const news: StudyProgress[] = [];
    const stop = client.on('tuning.changed', (progress) => news.push(progress));
    const { studyId } = await client.call('tuning.start', request({}));
    const study = await ended(studyId);
    stop();
    expect(study.error).toBeNull();
    expect(study).toMatchObject({ state: 'done', rungs: [1, 3, 9], datasetName: 'data' });
    expect(study.reference).toBeGreaterThan(0);
    expect(study.trials.filter(({ repeat }) => repeat === 0)).toHaveLength(9);
    const [best] = study.ranking;
    expect(best).toMatchObject({ rung: 2, epochs: 9 });
    expect(best!.scores).toHaveLength(2);
    expect(best!.deviation).toBeGreaterThan(0);
    const untuned = study.ranking.find(({ number }) => number === 0)!;
    expect(untuned.scores).toHaveLength(2);
    const shares = news.map(({ progress }) => progress);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(news.at(-1)!.state).toBe('done');
    expect(study.folder.startsWith(join(folder, 'workspace', 'studies'))).toBe(true);
    expect((await client.call('tuning.list', {})).map(({ id }) => id)).toEqual([studyId]);

    // The winner's wishes are what its trial was: the first seed trains to the same validation loss.
    const { winner } = study;
    expect(winner!.number).toBe(best!.number);
    const { config } = await client.call('training.resolve', { datasetId, ...winner!.wishes });
    expect(config.model.hidden).toBe(best!.choice.model?.hidden ?? config.model.hidden);
    expect(config.training.epochs).toBe(9);
  });

  it('draws the same trials with the same scores for the same seed', async () => {
    const of = async (seed: number): Promise<unknown> => {
      const { studyId } = await client.call('tuning.start', request({ trials: 3, seed, seeds: 1 }));
      const { trials } = await ended(studyId);
      return trials.map(({ number, choice, results }) => ({ number, choice, score: results[0]!.score }));
    };
    const first = await of(1);
    expect(await of(1)).toEqual(first);
    expect(await of(2)).not.toEqual(first);
  });

  it('stopped it can be gone on with, and repeats nothing that it had', async () => {
    const place = join(folder, 'stopped');
    const endless = request({ trials: null }, { folder: place, training: { epochs: 2000, patience: 2000 } });
    const { studyId } = await client.call('tuning.start', endless);
    await new Promise<void>((resolve) => {
      const stop = client.on('tuning.changed', ({ best }) => {
        if (best === null) return;
        stop();
        resolve();
      });
    });
    await expect(client.call('tuning.resume', { folder: place })).rejects.toMatchObject({ code: 'study-active' });
    await expect(client.call('workspace.open', { path: join(folder, 'elsewhere') })).rejects.toMatchObject({ code: 'training-runs' });
    await client.call('tuning.stop', { studyId });
    const before = await client.call('tuning.get', { studyId });
    expect(before.state).toBe('cancelled');
    await expect(client.call('tuning.stop', { studyId })).rejects.toMatchObject({ code: 'study-not-active' });

    // The time it has used counts: with hardly any left it ends at once.
    await client.call('tuning.resume', { folder: place, budgetSeconds: before.elapsedSeconds + 0.2 });
    const after = await ended(studyId);
    expect(after.state).toBe('done');
    expect(after.settings.budgetSeconds).toBeCloseTo(before.elapsedSeconds + 0.2, 9);
    for (const trial of before.trials) {
      const same = after.trials.find(({ number, repeat }) => number === trial.number && repeat === trial.repeat)!;
      expect(same.choice).toEqual(trial.choice);
      expect(same.results.slice(0, trial.results.length)).toEqual(trial.results);
    }
  });

  it('refuses what cannot be, before a folder is made', async () => {
    const place = join(folder, 'refused');
    const start = (more: Partial<TuningRequest>) => client.call('tuning.start', request({}, { folder: place, ...more }));
    await expect(start({ data: { target: 'z', horizon: 4 } })).rejects.toMatchObject({ code: 'unknown-column' });
    await expect(start({ model: { hidden: 8 } })).rejects.toMatchObject({ code: 'bad-space' });
    await expect(start({ space: { model: { hidden: { choices: [0] } } } })).rejects.toMatchObject({
      code: 'invalid-params',
      message: 'Expected a number of at least 1 for space.model.hidden.choices[0] but received 0.',
    });
    await expect(start({ space: { training: { rate: { from: 1, to: 0.1 } } } })).rejects.toMatchObject({
      message: /^Expected either choices, or from and a larger to .* for space\.training\.rate but received an object\.$/,
    });
    expect(readdirSync(folder)).not.toContain('refused');
    await expect(client.call('tuning.resume', { folder })).rejects.toMatchObject({ code: 'not-a-study' });
    await expect(client.call('tuning.get', { studyId: 'nobody' })).rejects.toMatchObject({ code: 'unknown-study' });
  });

  it('tells of a budget in which nothing was reached', async () => {
    const { studyId } = await client.call('tuning.start', request({ budgetSeconds: 0.01 }, { training: { epochs: 5000, patience: 5000 } }));
    const study = await ended(studyId);
    expect(study.state).toBe('failed');
    expect(study.error).toMatchObject({ code: 'budget-too-small', message: /larger budget/ });
    expect(study.winner).toBeNull();
  });
});
