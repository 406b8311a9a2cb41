import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createStudyFolder,
  findStudies,
  loadTrials,
  lockStudy,
  openStudy,
  saveStudy,
  saveTrial,
  trialStates,
} from '../../../engine/project/study-folder.ts';
import { storedStudy, storedTrial, storedTrialState, type Study } from '../../../engine/project/study-record.ts';
import { emptySums, type FitState } from '../../../engine/train/state.ts';
import { createManualClock } from '../base/manual-clock.ts';
import { trial } from '../tune/trials.ts';
import { run } from './samples.ts';
import { useTempFolder } from './temp-folder.ts';

const folder = useTempFolder();
const clock = createManualClock();

function study(place: string, more: Partial<Study['summary']> = {}): Study {
  const { dataset } = run(place);
  return {
    dataset,
    summary: {
      id: 'one',
      folder: place,
      name: 'air passengers',
      state: 'running',
      createdAt: '2026-01-05T14:12:10Z',
      datasetId: dataset.id,
      datasetName: dataset.name,
      wishes: { data: { target: 'passengers', horizon: 12, context: undefined }, training: { seed: 3 } },
      space: { data: { context: { choices: [1, 2], of: 'season' } }, training: { rate: { from: 1e-4, to: 1e-2, scale: 'log' } } },
      settings: { budgetSeconds: 60, trials: null, seeds: 3, finalists: 3, metric: 'mase', seed: 1, reduction: 3 },
      rungs: [3, 9],
      origins: 11,
      reference: null,
      isa: 'avx2',
      appVersion: '0.1.0',
      elapsedSeconds: 1.5,
      error: null,
      ...more,
    },
  };
}

const state: FitState = {
  epoch: 2,
  position: 3,
  sums: { ...emptySums(2), loss: 0.1 + 0.2 },
  step: 17,
  halvings: 0,
  waited: 1,
  stopped: false,
  bestEpoch: 1,
  bestValidationLoss: 1 / 3,
  history: [],
  parameters: Float32Array.of(1, Math.fround(0.1)),
  moments: Float32Array.of(1, 2, 3, 4),
  bestParameters: Float32Array.of(5, 6),
  average: Float32Array.of(7, 8),
  seconds: 2,
};

describe('a study on disk', () => {
  it('comes back as it was, interrupted where its process is gone', async () => {
    const place = join(folder(), 'study');
    const lock = await createStudyFolder(place, clock);
    await saveStudy(place, study(place));
    const held = await openStudy(place);
    expect(held.summary).toEqual({
      ...study(place).summary,
      wishes: { data: { target: 'passengers', horizon: 12 }, training: { seed: 3 } },
    });
    await expect(lockStudy(place, clock)).rejects.toMatchObject({ code: 'run-locked', message: /^The study in / });
    await lock.release();
    expect((await openStudy(place)).summary.state).toBe('interrupted');
    await expect(createStudyFolder(place, clock)).rejects.toMatchObject({ code: 'folder-not-empty' });
  });

  it('keeps records and states of trials by number and seed', async () => {
    const place = join(folder(), 'study');
    await createStudyFolder(place, clock);
    const trials = [trial(0, [1]), trial(2, [0.5, 0.25]), trial(2, [], { repeat: 1, goal: 1 })];
    for (const one of [...trials].reverse()) await saveTrial(place, one);
    const warnings: string[] = [];
    expect(await loadTrials(place, warnings)).toEqual(trials);

    const states = trialStates(place, (message) => warnings.push(message));
    expect(await states.load(trials[1]!)).toBeNull();
    await states.save(trials[1]!, state);
    expect(await states.load(trials[1]!)).toEqual(state);
    expect(await states.load(trials[2]!)).toBeNull();
    expect(warnings).toEqual([]);
  });

  it('sets damaged records and states aside and names them; the others stay', async () => {
    const place = join(folder(), 'study');
    await createStudyFolder(place, clock);
    await saveTrial(place, trial(0, [1]));
    await saveTrial(place, trial(1, [2]));
    const warnings: string[] = [];
    const states = trialStates(place, (message) => warnings.push(message));
    await states.save(trial(1, [2]), state);
    writeFileSync(join(place, 'trials', '0000-0.json'), '{"format": "hindcast.trial", "version": 1, "number": -1}');
    const path = join(place, 'trials', '0001-0.state');
    const bytes = readFileSync(path);
    bytes[bytes.length - 40]! ^= 1;
    writeFileSync(path, bytes);
    expect(await loadTrials(place, warnings)).toEqual([trial(1, [2])]);
    expect(await states.load(trial(1, [2]))).toBeNull();
    expect(warnings.join('\n')).toMatch(
      /0000-0\.json is damaged: Expected .* for number but received -1.*kept as[^]*0001-0\.state is damaged: its bytes/,
    );
    expect(readdirSync(join(place, 'trials')).filter((name) => name.includes('damaged'))).toHaveLength(2);
  });

  it('refuses what a newer Hindcast wrote and what is no study', async () => {
    const place = join(folder(), 'study');
    const lock = await createStudyFolder(place, clock);
    await saveStudy(place, study(place));
    await lock.release();
    const path = join(place, 'study.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"version": 2', '"version": 99'));
    await expect(openStudy(place)).rejects.toMatchObject({ code: 'newer-version' });
    await expect(openStudy(folder())).rejects.toMatchObject({ code: 'not-a-study' });
    const { studies, warnings } = await findStudies(folder());
    expect(studies).toEqual([]);
    expect(warnings[0]).toMatch(/newer Hindcast/);
  });

  it('lists the newest first', async () => {
    for (const [name, createdAt] of [
      ['a', '2026-01-01T00:00:00Z'],
      ['b', '2026-03-01T00:00:00Z'],
    ] as const) {
      const place = join(folder(), name);
      await createStudyFolder(place, clock);
      await saveStudy(place, study(place, { id: name, createdAt }));
    }
    mkdirSync(join(folder(), 'other'));
    expect((await findStudies(folder())).studies.map(({ summary }) => summary.id)).toEqual(['b', 'a']);
  });
});

/** Files as each version wrote them; see fixtures.test.ts. */
const fixtures = join(import.meta.dirname, 'fixtures');

describe('a study of every version', () => {
  it.each([
    { type: storedStudy, file: 'study.json' },
    { type: storedTrial, file: 'trials/0002-0.json' },
    { type: storedTrialState, file: 'trials/0002-0.state' },
  ])('$type.format has a fixture and a migration a version', ({ type, file }) => {
    for (let version = 1; version <= type.version; version++)
      expect(existsSync(join(fixtures, `v${version}`, 'studies', 'first', `${file}.fixture`))).toBe(true);
    expect(Object.keys(type.migrations).map(Number)).toEqual(Array.from({ length: type.version - 1 }, (_, i) => i + 1));
  });

  it('version 1 opens as what was saved', async () => {
    mkdirSync(join(folder(), 'trials'));
    for (const file of ['study.json', 'trials/0002-0.json', 'trials/0002-0.state'])
      cpSync(join(fixtures, 'v1', 'studies', 'first', `${file}.fixture`), join(folder(), file));
    const { summary, dataset } = await openStudy(folder());
    const first = study(folder(), { wishes: { data: { target: 'passengers', horizon: 12 }, training: { seed: 3 } } });
    expect(summary).toEqual({ ...first.summary, state: 'interrupted' });
    expect(dataset).toEqual(first.dataset);
    expect(await loadTrials(folder(), [])).toEqual([trial(2, [0.5, 0.25])]);
    expect(await trialStates(folder(), () => {}).load(trial(2, []))).toEqual({ ...state, average: new Float32Array(0) });
  });

  it('version 2, which knows the queue, opens as what was saved', async () => {
    cpSync(join(fixtures, 'v2', 'studies', 'first', 'study.json.fixture'), join(folder(), 'study.json'));
    const wishes = { data: { target: 'passengers', horizon: 12 }, training: { seed: 3 } };
    expect((await openStudy(folder())).summary).toEqual(study(folder(), { wishes, state: 'queued' }).summary);
  });
});
