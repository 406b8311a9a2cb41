import type { CatalogueModel, FitTask, Forecaster } from '../models/forecaster.ts';
import { hasBeside } from '../models/history.ts';
import { ExpectedError } from '../protocol/errors.ts';
import { blendWeights, type MemberErrors, squaredWeights } from './blend-weights.ts';
import { type Candidate, finish, type HoldOut, holdOut, scaledActual, scaledPoints, tryModel } from './hold-out.ts';
import { pooledForecaster, poolForecasts, poolOffsets, type Weighted } from './pool.ts';

/**
 * A linear pool of several models, weighted by their absolute errors at held-out origins (`blend-weights.ts`), with conformal intervals by
 * horizon step from the pool's own errors there (`conformal.ts`). A member that cannot be fitted or that cannot forecast everywhere
 * is left out. Where the held-out rows are more than a tenth of a typical history, the members that remain are fitted again to all rows.
 * Errors: CancelledError; `nothing-to-blend` where no member can be used.
 */
export function blend(name: string, about: string, membersOf: (task: FitTask) => readonly CatalogueModel[]): CatalogueModel {
  return { name, about, reads: 'all', fit: (task) => fitBlend(name, task, membersOf(task), blendWeights) };
}

/**
 * A model, and so much of an addition as their squared errors at held-out origins speak for (`squaredWeights`): for two that are fitted by squared errors.
 * Else as `blend`.
 */
export function added(name: string, about: string, model: CatalogueModel, addition: CatalogueModel): CatalogueModel {
  return { name, about, reads: 'all', fit: (task) => fitBlend(name, task, [model, addition], squaredWeights) };
}

/**
 * A model that does not learn from the rows that it is told to keep (`FitTask.validationRows`), with intervals from its own errors there. Points
 * are its own. Errors: CancelledError and the model's.
 */
export function heldOutIntervals(model: CatalogueModel): CatalogueModel {
  return {
    ...model,
    fit: async (task) => {
      const held = holdOut(task);
      const candidate = await tryModel(model, task, held);
      // What cannot be fitted says why.
      return candidate === null ? model.fit(task) : poolOf([{ member: candidate, weight: 1 }], held, task);
    },
  };
}

async function fitBlend(
  name: string,
  task: FitTask,
  models: readonly CatalogueModel[],
  weigh: (errors: MemberErrors) => Float64Array,
): Promise<Forecaster> {
  const held = holdOut(task);
  const candidates: Candidate[] = [];
  try {
    for (const [n, model] of models.entries()) {
      const onProgress = (share: number): void => task.onProgress((n + share) / (models.length * (held.refits ? 2 : 1)));
      const candidate = await tryModel(model, { ...task, onProgress }, held);
      if (candidate !== null) candidates.push(candidate);
    }
    const used = weighted(candidates, held, weigh);
    if (used.length === 0) throw nothingToBlend(name, models);
    disposeOthers(candidates, used);
    return await poolOf(used, held, task, [
      sharesOf(used),
      ...readAlone(
        used.map(({ member }) => member.model),
        task,
      ),
    ]);
  } catch (error) {
    candidates.forEach(({ forecaster }) => forecaster.dispose());
    throw error;
  }
}

/** Error `nothing-to-blend`: none of the models could forecast a held-out part. */
export function nothingToBlend(name: string, models: readonly CatalogueModel[]): ExpectedError {
  return new ExpectedError(
    'nothing-to-blend',
    `Expected series with a held-out part that one of ${models.map((model) => model.name).join(', ')} can forecast for ${name}, but there is ` +
      'none. Use longer series or a shorter horizon.',
  );
}

/** Frees the candidates that are not used. */
export function disposeOthers(candidates: readonly Candidate[], used: ReadonlyArray<Weighted<Candidate>>): void {
  const kept = new Set(used.map(({ member }) => member));
  for (const candidate of candidates) if (!kept.has(candidate)) candidate.forecaster.dispose();
}

/** The candidates that have a weight. */
export function weighted(
  candidates: readonly Candidate[],
  { folds, independent }: HoldOut,
  weigh: (errors: MemberErrors) => Float64Array = blendWeights,
): Array<Weighted<Candidate>> {
  const forecasts = candidates.map(({ held }) => scaledPoints(folds, held));
  const weights = weigh({ actual: scaledActual(folds), forecasts, independent });
  return candidates.flatMap((member, i) => (weights[i]! > 0 ? [{ member, weight: weights[i]! }] : []));
}

/** The pool of weighted candidates, fitted to all rows and calibrated by what they forecast at the held-out origins. */
export async function poolOf(
  used: ReadonlyArray<Weighted<Candidate>>,
  held: HoldOut,
  task: FitTask,
  notes: readonly string[] = [],
): Promise<Forecaster> {
  const forecasts = used.map(({ member, weight }) => ({ member: member.held, weight }));
  const offsets = poolOffsets(held.folds, poolForecasts(forecasts, task), task);
  const members: Array<Weighted<Forecaster>> = [];
  for (const [n, { member, weight }] of used.entries()) {
    const onProgress = (share: number): void => task.onProgress(0.5 + (n + share) / (2 * used.length));
    members.push({ member: await finish(member, { ...task, onProgress }, held), weight });
  }
  return pooledForecaster(members, offsets, task, notes);
}

/** A sentence on which of the models cannot read the columns of the task; none where there is nothing to read. */
export function readAlone(models: readonly CatalogueModel[], { columns }: FitTask): string[] {
  if (columns === undefined || !hasBeside(columns)) return [];
  const alone = models.filter(({ reads }) => reads === 'target').map(({ name }) => name);
  return alone.length === 0 ? [] : [`Without the covariates, from the target alone: ${alone.join(', ')}.`];
}

/** The weights in words. */
export function sharesOf(used: ReadonlyArray<Weighted<Candidate>>): string {
  const shares = [...used]
    .sort((a, b) => b.weight - a.weight)
    .map(({ member, weight }) => `${Math.round(100 * weight)} % ${member.model.name}`);
  return `Forecasts are ${shares.join(', ')}.`;
}
