import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../engine/base/clock.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import type { Trial, TuningSettings } from '../../../engine/protocol/tuning.ts';
import { decodeState, encodeState } from '../../../engine/train/checkpoint.ts';
import type { FitState } from '../../../engine/train/state.ts';
import { planStudy, validationOf } from '../../../engine/tune/plan.ts';
import { trainTrial, type TrialWork } from '../../../engine/tune/trial.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

const dataset = datasetOf([{ y: seasonalSeries(140) }]);
const signal = new AbortController().signal;

function workOf(settings: Partial<TuningSettings> = {}): { work: TrialWork; states: Map<string, FitState> } {
  const plan = planStudy(dataset, {
    datasetId: 'd',
    data: { target: 'y', horizon: 4, context: 16 },
    training: { epochs: 9, patience: 9 },
    space: { model: { hidden: { choices: [8] } } },
    settings: { budgetSeconds: 10, ...settings },
  });
  const core = loadNative();
  const states = new Map<string, FitState>();
  const key = ({ number, repeat }: Trial): string => `${number}.${repeat}`;
  const work: TrialWork = {
    core,
    dataset,
    plan,
    validation: validationOf(dataset, plan),
    // As a disk would, each time as a value of its own.
    states: {
      load: async (trial) => structuredClone(states.get(key(trial)) ?? null),
      save: async (trial, state) => void states.set(key(trial), structuredClone(decodeState(encodeState(state)))),
    },
    isa: core.info().active,
    appVersion: 'test',
    clock: systemClock,
  };
  return { work, states };
}

const fresh = (more: Partial<Trial> = {}): Trial => ({
  number: 1,
  repeat: 0,
  choice: { model: { hidden: 8 } },
  goal: 0,
  results: [],
  failure: null,
  ...more,
});

describe('a trial', () => {
  it('going from rung to rung ends as one that is trained at once, and no epoch is trained twice', async () => {
    const { work, states } = workOf();
    expect(work.plan.rungs).toEqual([1, 3, 9]);
    const scores = [];
    for (const goal of [0, 1, 2]) scores.push(await trainTrial(work, fresh({ goal }), signal));
    const direct = workOf();
    const once = await trainTrial(direct.work, fresh({ goal: 2 }), signal);
    expect(scores[2]).toMatchObject({ rung: 2, epochs: 9, score: (once as { score: number }).score });
    expect(scores[0]).not.toMatchObject({ score: (once as { score: number }).score });
    const state = states.get('1.0')!;
    expect(state.bestParameters).toEqual(direct.states.get('1.0')!.bestParameters);
    expect(state.history.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);

    // The same as the run that `hindcast train` makes of the same wishes.
    const { fit } = await trainQuietly(dataset, {
      ...work.plan.wishes,
      model: { hidden: 8 },
      training: { epochs: 9, patience: 9, threads: 1 },
    });
    expect(state.bestParameters).toEqual(fit.state.bestParameters);
  });

  it('another repeat is another seed', async () => {
    const { work } = workOf();
    const [first, second] = [await trainTrial(work, fresh(), signal), await trainTrial(work, fresh({ repeat: 1 }), signal)];
    expect((first as { score: number }).score).not.toBe((second as { score: number }).score);
  });

  it('that cannot be built or that diverges is a failure with its reason; a disk that is full is none', async () => {
    const { work } = workOf();
    const deep = fresh({ choice: { model: { dilated: true, layers: 12 } } });
    expect(await trainTrial(work, deep, signal)).toMatchObject({ code: 'bad-config', message: /dilations stay within the context/ });
    const wild = fresh({ number: 2, choice: { training: { rate: 1e30, clipNorm: 0, loss: 'mse' } }, goal: 2 });
    expect(await trainTrial(work, wild, signal)).toMatchObject({ code: 'diverged' });
    const full = new ExpectedError('disk-full', 'Could not save the state: the disk is full. Free some space.');
    const states = { load: async () => null, save: () => Promise.reject(full) };
    await expect(trainTrial({ ...work, states }, fresh(), signal)).rejects.toBe(full);
  });

  it('cancelled it keeps where it stands', async () => {
    const { work, states } = workOf();
    await expect(trainTrial(work, fresh({ goal: 2 }), AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);
    expect(states.get('1.0')!.epoch).toBeGreaterThan(0);
  });
});

describe('the plan', () => {
  it('takes a space by the data, without the knobs that were decided', () => {
    const plan = planStudy(dataset, {
      datasetId: 'd',
      data: { target: 'y', horizon: 4, season: 12 },
      model: { kind: 'gru' },
      settings: { budgetSeconds: 5 },
    });
    expect(Object.keys(plan.space.model!).sort()).toEqual(['dropout', 'hidden', 'layers', 'skipStart']);
    expect(plan.space.data!.context).toEqual({ choices: [1, 1.5, 2, 3], of: 'season' });
    expect(plan.settings).toEqual({ budgetSeconds: 5, trials: null, seeds: 3, finalists: 3, metric: 'mase', seed: 1, reduction: 3 });
  });

  it('refuses a knob that is decided and declared, and an empty space', () => {
    const request = { datasetId: 'd', data: { target: 'y', horizon: 4 }, settings: { budgetSeconds: 5 } };
    const both = { ...request, model: { hidden: 8 }, space: { model: { hidden: { choices: [8, 16] } } } };
    expect(() => planStudy(dataset, both)).toThrow(/hidden either in the space or as a wish.*both/);
    expect(() => planStudy(dataset, { ...request, space: {} })).toThrow(/at least one knob/);
  });
});
