import { CancelledError } from '../protocol/errors.ts';
import type { NativeModel } from '../native/api.ts';
import type { RunConfig } from '../protocol/training.ts';
import { explainMemory } from './memory.ts';
import { epochOrder } from './order.ts';
import type { Prepared } from './prepare.ts';
import { smooth, suggestRate } from './rate-curve.ts';

/** The rates between which the search goes; every network of sane scaling learns and breaks somewhere in between. */
const LOWEST = 1e-6;
const HIGHEST = 1;
const MOST_STEPS = 100;
/** A small data set is gone through so often at most, but in no fewer steps than a curve needs. */
const MOST_EPOCHS = 20;
const LEAST_STEPS = 40;
/** The search ends where the smoothed loss is so many times the lowest. */
const RUNAWAY = 4;
/** Steps in one call of the core, so that a cancel is answered soon. */
const STEPS_PER_CALL = 4;

export interface FindRateRequest {
  /** A fresh network, which is worth nothing afterwards. */
  model: NativeModel;
  config: RunConfig;
  prepared: Prepared;
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

export interface RateCurve {
  suggestion: number;
  rates: number[];
  /** Smoothed training loss at each rate. */
  losses: number[];
  divergedAt: number | null;
}

/**
 * The learning-rate range test (Smith 2017, section 3.3): one step each at rates that rise by a constant factor, on the batches of the run's
 * own order, until the loss runs away. Errors: CancelledError, `out-of-memory`.
 */
export async function findRate({ model, config, prepared, signal, onProgress }: FindRateRequest): Promise<RateCurve> {
  const { batch, seed } = config.training;
  model.setSource(prepared.source);
  const perEpoch = Math.ceil(prepared.training.length / batch);
  const steps = Math.min(MOST_STEPS, Math.max(LEAST_STEPS, MOST_EPOCHS * perEpoch));
  const all = Float64Array.from({ length: steps }, (_, i) => LOWEST * (HIGHEST / LOWEST) ** (i / (steps - 1)));
  const raw: number[] = [];
  let smoothed: number[] = [];
  let divergedAt: number | null = null;
  const stop = (): void => model.cancel();
  signal.addEventListener('abort', stop);
  try {
    while (raw.length < steps && divergedAt === null) {
      if (signal.aborted) throw new CancelledError('The search for a learning rate was cancelled.');
      const epoch = Math.floor(raw.length / perEpoch);
      const position = raw.length - epoch * perEpoch;
      const count = Math.min(STEPS_PER_CALL, steps - raw.length, perEpoch - position);
      const order = epochOrder(prepared.training, seed, epoch + 1).subarray(position * batch, (position + count) * batch);
      const result = await model.trainSteps({ order, batch, rates: all.subarray(raw.length, raw.length + count) });
      raw.push(...result.losses.subarray(0, result.steps));
      smoothed = smooth(raw);
      const runaway = smoothed.findIndex((loss, i) => loss > RUNAWAY * Math.min(...smoothed.slice(0, i + 1)));
      if (runaway >= 0) divergedAt = all[runaway]!;
      else if (result.notFinite !== null) divergedAt = all[raw.length]!;
      onProgress(raw.length / steps);
    }
  } catch (error) {
    throw explainMemory(error, config);
  } finally {
    signal.removeEventListener('abort', stop);
  }
  const rates = Array.from(all.subarray(0, raw.length));
  return { suggestion: suggestRate(rates, smoothed, config.training.rate), rates, losses: smoothed, divergedAt };
}
