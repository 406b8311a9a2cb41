import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../engine/base/clock.ts';
import { decodeSections, encodeSections } from '../../../engine/base/sections.ts';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import type { NativeCore } from '../../../engine/native/api.ts';
import type { TrainingRequest } from '../../../engine/protocol/training.ts';
import { decodeState, encodeState } from '../../../engine/train/checkpoint.ts';
import { epochOrder } from '../../../engine/train/order.ts';
import type { FitState } from '../../../engine/train/state.ts';
import { datasetOf, seasonalSeries } from '../../helpers/dataset.ts';
import { trainQuietly } from '../../helpers/fit.ts';

const dataset = datasetOf([{ y: seasonalSeries(160) }]);
const request: Omit<TrainingRequest, 'datasetId'> = {
  data: { target: 'y', horizon: 6, context: 24 },
  model: { kind: 'gru', hidden: 16, dropout: 0.1, layers: 2 },
  training: { epochs: 12, batch: 16, patience: 12, schedule: 'plateau' },
};

/** A clock that leaps, so that a checkpoint is due after every call. */
function leapingClock(): Clock {
  let time = 0;
  return { now: () => (time += 6000), date: () => '2020-01-01T00:00:00Z', after: () => () => {} };
}

/** A state as it comes back from disk. */
function throughDisk(state: FitState): FitState {
  return decodeState(decodeSections(encodeSections('test', encodeState(state)), 'test', 'checkpoint'));
}

describe('fit', () => {
  it('learns: the best validation loss is well below the first', async () => {
    const { fit } = await trainQuietly(dataset, { ...request, training: { ...request.training, epochs: 60, patience: 60 } });
    const first = fit.state.history[0]!.validationLoss;
    expect(fit.state.bestValidationLoss!).toBeLessThan(0.5 * first);
    expect(fit.state.history[fit.state.bestEpoch - 1]!.validationLoss).toBe(fit.state.bestValidationLoss);
  });

  it('gives the same bytes twice, and others for another seed', async () => {
    const [one, two, other] = [
      await trainQuietly(dataset, request),
      await trainQuietly(dataset, request),
      await trainQuietly(dataset, { ...request, training: { ...request.training, seed: 2 } }),
    ];
    expect(two.trained.values).toEqual(one.trained.values);
    expect(two.fit.state.history).toEqual(one.fit.state.history);
    expect(other.trained.values).not.toEqual(one.trained.values);
  });

  it('resumed from any checkpoint it ends as the uninterrupted run does', async () => {
    const checkpoints: FitState[] = [];
    const whole = await trainQuietly(dataset, request, {
      clock: leapingClock(),
      onCheckpoint: async (state) => {
        checkpoints.push(throughDisk(state));
      },
    });
    expect(checkpoints.length).toBeGreaterThan(20);
    expect(checkpoints.some(({ position }) => position > 0 && position < 6)).toBe(true);
    for (const resume of [checkpoints[0]!, checkpoints[7]!, checkpoints.at(-1)!]) {
      const rest = await trainQuietly(dataset, request, { resume });
      expect(rest.trained.values).toEqual(whole.trained.values);
      expect(rest.fit.state.moments).toEqual(whole.fit.state.moments);
      expect(rest.fit.state.history).toEqual(whole.fit.state.history);
    }
  });

  it.each<[string, Omit<TrainingRequest, 'datasetId'>]>([
    [
      'AdamW, noise, clipping by value, steps after a warm-up',
      {
        data: request.data,
        model: { kind: 'lstm', hidden: 8, dropout: 0.2, layerNorm: true, residual: true, layers: 2 },
        training: { epochs: 8, batch: 16, optimizer: 'adamw', gradientNoise: 0.01, clipValue: 0.05, schedule: 'step', warmup: 0.2 },
      },
    ],
    [
      'an encoder-decoder with scheduled teacher forcing, under L2 and a plateau after a warm-up',
      {
        data: request.data,
        model: { structure: 'encoder-decoder', hidden: 8, teacherForcing: 0.5 },
        training: { epochs: 8, batch: 16, weightDecay: 0.01, schedule: 'plateau', patience: 3, warmup: 0.3, loss: 'normal' },
      },
    ],
    [
      'averaged weights',
      { data: request.data, model: { hidden: 8 }, training: { epochs: 8, batch: 16, averaging: 3, schedule: 'constant' } },
    ],
  ])('resumed with %s it ends as the uninterrupted run does, history and all', async (_name, wishes) => {
    const checkpoints: FitState[] = [];
    const whole = await trainQuietly(dataset, wishes, {
      clock: leapingClock(),
      onCheckpoint: async (state) => {
        checkpoints.push(throughDisk(state));
      },
    });
    for (const resume of [checkpoints[2]!, checkpoints[Math.floor(checkpoints.length / 2)]!, checkpoints.at(-2)!]) {
      const rest = await trainQuietly(dataset, wishes, { resume });
      expect(rest.trained.values).toEqual(whole.trained.values);
      expect(rest.fit.state.history).toEqual(whole.fit.state.history);
    }
    const { history } = whole.fit.state;
    expect(history.every(({ layerNorms }) => layerNorms.length > 1 && layerNorms.every(({ norm }) => norm >= 0))).toBe(true);
    for (const { gradientNorm, layerNorms } of history) {
      // Means of norms: at least each layer's, at most their sum.
      for (const { norm } of layerNorms) expect(gradientNorm).toBeGreaterThanOrEqual(norm * (1 - 1e-6));
      expect(gradientNorm).toBeLessThanOrEqual(layerNorms.reduce((sum, { norm }) => sum + norm, 0) * (1 + 1e-6));
    }
  });

  it('averages weights over epochs, validates and keeps the average, and goes on from its own', async () => {
    const wishes = { ...request, training: { epochs: 5, batch: 16, patience: 5, schedule: 'constant' as const } };
    const ends: Float32Array[] = [];
    const core = loadNative();
    const spy: NativeCore = {
      ...core,
      createModel: (...options) => {
        const model = core.createModel(...options);
        const evaluate = model.evaluate.bind(model);
        model.evaluate = async (...rest) => {
          ends.push(model.getParameters());
          return evaluate(...rest);
        };
        return model;
      },
    };
    await trainQuietly(dataset, wishes, { core: spy });
    const plain = ends.slice(0, 5);
    const { fit, trained } = await trainQuietly(dataset, { ...wishes, training: { ...wishes.training, averaging: 2 } });
    let average = plain[0]!.map(Number);
    const averages = [average];
    // The second is the mean of two; from then on the newest counts half.
    for (const weights of plain.slice(1)) averages.push((average = average.map((value, i) => (value + weights[i]!) / 2)));
    const best = averages[fit.state.bestEpoch - 1]!;
    trained.values.forEach((value, i) => expect(value).toBeCloseTo(best[i]!, 5));
    expect(fit.state.parameters).toEqual(plain.at(-1));
  });

  it('keeps the last weights where asked, and knows which epoch was best all the same', async () => {
    const wishes = { ...request, training: { epochs: 30, batch: 16, patience: 30, rate: 0.02, schedule: 'constant' as const } };
    const best = await trainQuietly(dataset, wishes);
    const last = await trainQuietly(dataset, { ...wishes, training: { ...wishes.training, keep: 'last' } });
    expect(best.fit.state.bestEpoch).toBeLessThan(30);
    expect(last.fit.state.history).toEqual(best.fit.state.history);
    expect(last.fit.state.bestEpoch).toBe(best.fit.state.bestEpoch);
    expect(last.trained.values).toEqual(last.fit.state.parameters);
    expect(last.trained.values).not.toEqual(best.trained.values);
  });

  it('clipping by value shows in the norms, and in the share of clipped steps', async () => {
    const clipped = await trainQuietly(dataset, { ...request, training: { epochs: 2, clipValue: 1e-4, clipNorm: 0 } });
    for (const { gradientNorm, clippedNorm, clippedShare } of clipped.fit.state.history) {
      expect(clippedNorm).toBeLessThan(gradientNorm);
      expect(clippedShare).toBe(1);
    }
    const free = await trainQuietly(dataset, { ...request, training: { epochs: 2, clipNorm: 0 } });
    for (const { gradientNorm, clippedNorm, clippedShare } of free.fit.state.history) {
      expect(clippedNorm).toBe(gradientNorm);
      expect(clippedShare).toBe(0);
    }
  });

  it('cancelled it leaves a checkpoint and says so', async () => {
    const abort = new AbortController();
    let kept: FitState | null = null;
    const running = trainQuietly(
      dataset,
      { ...request, training: { ...request.training, epochs: 5000, patience: 5000 } },
      {
        signal: abort.signal,
        onProgress: ({ epoch }) => (epoch > 2 ? abort.abort() : undefined),
        onCheckpoint: async (state) => {
          kept = throughDisk(state);
        },
      },
    );
    await expect(running).rejects.toBeInstanceOf(CancelledError);
    expect(kept!.epoch).toBeGreaterThan(2);
  });

  it('stopped it keeps the best weights so far', async () => {
    let stop = false;
    const { fit, trained } = await trainQuietly(
      dataset,
      { ...request, training: { ...request.training, epochs: 5000, patience: 5000 } },
      {
        stopRequested: () => stop,
        onProgress: ({ epoch }) => {
          stop = epoch > 3;
        },
      },
    );
    expect(fit.reason).toBe('stopped');
    expect(trained.values).toEqual(fit.state.bestParameters);
    expect(fit.state.bestEpoch).toBeGreaterThan(0);
  });

  it('resumed from its end it trains nothing more, however it ended', async () => {
    for (const training of [{ patience: 3, rate: 0.05, epochs: 500 }, { epochs: 2 }]) {
      const whole = await trainQuietly(dataset, { ...request, training: { ...request.training, ...training } });
      const again = await trainQuietly(
        dataset,
        { ...request, training: { ...request.training, ...training } },
        { resume: throughDisk(whole.fit.state) },
      );
      expect(again.trained.values).toEqual(whole.trained.values);
      expect(again.fit.state.step).toBe(whole.fit.state.step);
      expect(again.fit.reason).toBe(whole.fit.reason);
    }
    let calls = 0;
    const stopped = await trainQuietly(dataset, request, { stopRequested: () => ++calls > 2 });
    const again = await trainQuietly(dataset, request, { resume: throughDisk(stopped.fit.state) });
    expect(again.fit.reason).toBe('stopped');
    expect(again.trained.values).toEqual(stopped.trained.values);
  });

  it('stops after `patience` epochs without improvement', async () => {
    const { fit } = await trainQuietly(dataset, { ...request, training: { ...request.training, epochs: 500, patience: 3, rate: 0.05 } });
    expect(fit.reason).toBe('patience');
    expect(fit.state.history.length).toBe(fit.state.bestEpoch + 3);
  });

  it('a rate that explodes is refused with step, epoch and advice', async () => {
    const error: unknown = await trainQuietly(dataset, {
      ...request,
      training: { ...request.training, loss: 'mse', rate: 1e30, clipNorm: 0, epochs: 50 },
    }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ExpectedError);
    expect((error as ExpectedError).code).toBe('diverged');
    expect((error as ExpectedError).message).toMatch(/step \d+ \(epoch \d+\).*Halve the learning rate \(now 1e\+30\)/);
  });

  it('reports progress that never runs back and every epoch once', async () => {
    const shares: number[] = [];
    const epochs: number[] = [];
    await trainQuietly(dataset, request, {
      onProgress: ({ progress, completed }) => {
        shares.push(progress);
        epochs.push(...completed.map(({ epoch }) => epoch));
      },
    });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(epochs).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  });
});

describe('order', () => {
  it('an epoch order is a permutation that depends on seed and epoch alone', () => {
    const windows = Int32Array.from({ length: 50 }, (_, i) => i * 3);
    const order = epochOrder(windows, 1, 4);
    expect([...order].sort((a, b) => a - b)).toEqual([...windows]);
    expect(order).toEqual(epochOrder(windows, 1, 4));
    expect(order).not.toEqual(epochOrder(windows, 1, 5));
    expect(order).not.toEqual(epochOrder(windows, 2, 4));
  });
});
