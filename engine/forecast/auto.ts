import { anySignal } from '../base/any-signal.ts';
import type { CatalogueModel, FitTask, Forecaster } from '../models/forecaster.ts';
import { CancelledError } from '../protocol/errors.ts';
import { mostRead } from './averaged.ts';
import { disposeOthers, nothingToBlend, pooledAtHeldOut, poolOf, readAlone, sharesOf, weighted } from './blend.ts';
import { type Candidate, type HoldOut, holdOut, scaledActual, scaledPoints, tryModel } from './hold-out.ts';
import type { Weighted } from './pool.ts';

/** What `auto` may try, and for how long. */
export interface AutoOptions {
  /** In the order in which they are tried: the first one always is, the others while there is time. */
  models: readonly CatalogueModel[];
  budgetSeconds: number;
}

/** Of the time, what is kept for the second fit of what was chosen, where there is one. */
const KEPT_FOR_REFIT = 0.45;

/** A pool is taken although one model was better by this factor: what is best by so little is best by chance, and a pool errs less. */
const TRIFLE = 1.05;

/** One line of what was tried. */
interface Trial {
  name: string;
  /** Mean absolute error over the scales of the series at the held-out origins; null: no forecast. */
  error: number | null;
  /** Why there is none. */
  reason: string;
}

/**
 * Tries the catalogue within a budget and forecasts with what was best at held-out origins: one model, or the pool of several. The first of the
 * models is among what is compared, so where that is seasonal naive the choice is never worse than it there.
 * Errors: CancelledError, and the first model's.
 */
export function auto({ models, budgetSeconds }: AutoOptions): CatalogueModel {
  return {
    name: 'auto',
    about: `the best at held-out origins of what can be tried in ${budgetSeconds} seconds: one model, or a blend`,
    reads: mostRead(models),
    fit: (task) => choose(models, budgetSeconds, task),
  };
}

async function choose(models: readonly CatalogueModel[], budgetSeconds: number, task: FitTask): Promise<Forecaster> {
  const held = holdOut(task);
  const { clock } = task;
  const deadline = clock.now() + 1000 * budgetSeconds * (held.refits ? 1 - KEPT_FOR_REFIT : 1);
  const candidates: Candidate[] = [];
  const trials: Trial[] = [];
  try {
    for (const [n, model] of models.entries()) {
      const left = n === 0 ? Number.POSITIVE_INFINITY : deadline - clock.now();
      const onProgress = (share: number): void => task.onProgress((n + share) / (2 * models.length));
      const { candidate, reason } = await tryWithin(left, model, { ...task, onProgress }, held);
      if (candidate !== null) candidates.push(candidate);
      trials.push({ name: model.name, error: candidate === null ? null : errorOf(held, candidate.held), reason });
    }
    if (candidates.length === 0) throw nothingToBlend('auto', models);
    const { used, error } = best(candidates, held, task);
    disposeOthers(candidates, used);
    return await poolOf(used, held, task, [
      ...describe(trials, error),
      sharesOf(used),
      ...readAlone(
        candidates.map(({ model }) => model),
        task,
      ),
    ]);
  } catch (error) {
    for (const { forecaster } of candidates) forecaster.dispose();
    throw error;
  }
}

/** A model tried for so many milliseconds at most. Error: CancelledError where the task itself was cancelled. */
async function tryWithin(
  milliseconds: number,
  model: CatalogueModel,
  task: FitTask,
  held: HoldOut,
): Promise<{ candidate: Candidate | null; reason: string }> {
  if (milliseconds <= 0) return { candidate: null, reason: 'the time was over' };
  const late = new AbortController();
  const callOff = Number.isFinite(milliseconds) ? task.clock.after(milliseconds, () => late.abort()) : () => {};
  try {
    const candidate = await tryModel(model, { ...task, signal: anySignal(task.signal, late.signal) }, held);
    return { candidate, reason: candidate === null ? 'it cannot be fitted to these series' : '' };
  } catch (error) {
    if (!(error instanceof CancelledError) || task.signal.aborted) throw error;
    return { candidate: null, reason: 'it did not finish in time' };
  } finally {
    callOff();
  }
}

/** The pool of all, unless one candidate is better by more than a trifle, or the first one is better than the pool. */
function best(candidates: readonly Candidate[], held: HoldOut, task: FitTask): { used: Array<Weighted<Candidate>>; error: number } {
  const errors = candidates.map((candidate) => errorOf(held, candidate.held));
  const single = errors.reduce((least, error, i) => (error < errors[least]! ? i : least), 0);
  const alone = { used: [{ member: candidates[single]!, weight: 1 }], error: errors[single]! };
  const members = weighted(candidates, held);
  if (members.length < 2) return alone;
  const error = errorOf(held, pooledAtHeldOut(members, task));
  return error <= Math.min(TRIFLE * alone.error, errors[0]!) ? { used: members, error } : alone;
}

/** Infinite where a held-out point has no forecast, or nothing was held out. */
function errorOf({ folds }: HoldOut, forecast: Candidate['held']): number {
  const actual = scaledActual(folds);
  const points = scaledPoints(folds, forecast);
  let [sum, count] = [0, 0];
  actual.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    sum += Math.abs(value - points[i]!);
    count++;
  });
  const mean = sum / count;
  return Number.isNaN(mean) ? Number.POSITIVE_INFINITY : mean;
}

function describe(trials: readonly Trial[], error: number): string[] {
  const tried = [...trials].sort((a, b) => (a.error ?? Number.POSITIVE_INFINITY) - (b.error ?? Number.POSITIVE_INFINITY));
  const told = tried.map(
    ({ name, error: own, reason }) =>
      `${name} ${own === null || own === Number.POSITIVE_INFINITY ? `(${reason || 'no forecast everywhere'})` : own.toFixed(3)}`,
  );
  return [`Scaled error at held-out origins: ${told.join(', ')}.`, `Chosen: scaled error ${error.toFixed(3)}.`];
}
