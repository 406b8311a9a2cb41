import type { CatalogueModel, FitTask, Forecaster } from '../models/forecaster.ts';
import { hasBeside } from '../models/history.ts';
import { ExpectedError } from '../protocol/errors.ts';
import { blendWeights, type MemberErrors, seriesFactors, squaredWeights } from './blend-weights.ts';
import { type Centre, interquartileMean, weightedMean } from './centre.ts';
import { type Candidate, finish, type HoldOut, holdOut, scaledActual, scaledPoints, seriesOf, tryModel } from './hold-out.ts';
import { type PooledForecast, pooledForecaster, poolForecasts, poolOffsets, type Weighted } from './pool.ts';

/** How members become one forecast. */
interface Pooling {
  /** Weights of the members in all series. */
  weigh: (errors: MemberErrors) => Float64Array;
  /** Whether a member counts more in series where its held-out errors are small. */
  bySeries: boolean;
  centre: Centre;
}

/** For members of many kinds, of which one or another is far off now and then. */
const ROBUST: Pooling = { weigh: blendWeights, bySeries: true, centre: interquartileMean };
/** For two that are fitted by squared errors, such as a network and its linear skip. */
const LINEAR: Pooling = { weigh: squaredWeights, bySeries: false, centre: weightedMean };

/**
 * A pool of several models, weighted by their absolute errors at held-out origins (`blend-weights.ts`) in all series and in each, of which the
 * interquartile mean is taken (`centre.ts`), with conformal intervals by horizon step from the pool's own errors there (`conformal.ts`). A member that cannot be fitted or that cannot forecast everywhere
 * is left out. Where the held-out rows are more than a tenth of a typical history, the members that remain are fitted again to all rows.
 * Errors: CancelledError; `nothing-to-blend` where no member can be used.
 */
export function blend(name: string, about: string, membersOf: (task: FitTask) => readonly CatalogueModel[]): CatalogueModel {
  return { name, about, reads: 'all', fit: (task) => fitBlend(name, task, membersOf(task), ROBUST) };
}

/**
 * A model, and so much of an addition as their squared errors at held-out origins speak for (`squaredWeights`): for two that are fitted by squared errors.
 * Else as `blend`.
 */
export function added(name: string, about: string, model: CatalogueModel, addition: CatalogueModel): CatalogueModel {
  return { name, about, reads: 'all', fit: (task) => fitBlend(name, task, [model, addition], LINEAR) };
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
      return candidate === null ? model.fit(task) : poolOf([{ member: candidate, weight: 1 }], held, task, [], LINEAR);
    },
  };
}

async function fitBlend(name: string, task: FitTask, models: readonly CatalogueModel[], pooling: Pooling): Promise<Forecaster> {
  const held = holdOut(task);
  const candidates: Candidate[] = [];
  try {
    for (const [n, model] of models.entries()) {
      const onProgress = (share: number): void => task.onProgress((n + share) / (models.length * (held.refits ? 2 : 1)));
      const candidate = await tryModel(model, { ...task, onProgress }, held);
      if (candidate !== null) candidates.push(candidate);
    }
    const used = weighted(candidates, held, pooling);
    if (used.length === 0) throw nothingToBlend(name, models);
    disposeOthers(candidates, used);
    const alone = readAlone(
      used.map(({ member }) => member.model),
      task,
    );
    return await poolOf(used, held, task, [sharesOf(used), ...alone], pooling);
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
  { weigh, bySeries }: Pooling = ROBUST,
): Array<Weighted<Candidate>> {
  const errors = { actual: scaledActual(folds), forecasts: candidates.map(({ held }) => scaledPoints(folds, held)) };
  const weights = weigh({ ...errors, independent });
  const factors = bySeries ? seriesFactors(errors, seriesOf(folds)) : [];
  return candidates.flatMap((member, i) =>
    weights[i]! > 0 ? [{ member, weight: weights[i]!, ...(bySeries ? { bySeries: factors[i]! } : {}) }] : [],
  );
}

/** What weighted candidates forecast at the held-out origins. Weights by series are left out: found by the same few errors, they make these look small. */
export function pooledAtHeldOut(used: ReadonlyArray<Weighted<Candidate>>, task: FitTask, { centre }: Pooling = ROBUST): PooledForecast {
  return poolForecasts(
    used.map(({ member, weight }) => ({ member: member.held, weight })),
    task,
    centre,
  );
}

/** The pool of weighted candidates, fitted to all rows and calibrated by what they forecast at the held-out origins. */
export async function poolOf(
  used: ReadonlyArray<Weighted<Candidate>>,
  held: HoldOut,
  task: FitTask,
  notes: readonly string[] = [],
  pooling: Pooling = ROBUST,
): Promise<Forecaster> {
  const offsets = poolOffsets(held.folds, pooledAtHeldOut(used, task, pooling), task);
  const members: Array<Weighted<Forecaster>> = [];
  for (const [n, candidate] of used.entries()) {
    const onProgress = (share: number): void => task.onProgress(0.5 + (n + share) / (2 * used.length));
    members.push({ ...candidate, member: await finish(candidate.member, { ...task, onProgress }, held) });
  }
  return pooledForecaster(members, offsets, task, pooling.centre, notes);
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
