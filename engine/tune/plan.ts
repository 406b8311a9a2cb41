import type { Dataset } from '../data/dataset.ts';
import { knownPart } from '../data/index.ts';
import { splitSeries } from '../data/split.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { RunConfig } from '../protocol/training.ts';
import type { TrainingWishes, TrialChoice, TuningRequest, TuningSettings, TuningSpace } from '../protocol/tuning.ts';
import { prepare } from '../train/prepare.ts';
import { resolveConfig } from '../train/resolve.ts';
import { defaultSpace } from './default-space.ts';
import { shortestContext } from './draw.ts';
import { rungEpochs } from './rungs.ts';
import { type ValidationSet, validationSet } from './validation.ts';

/** Of three trials one goes on (Li et al. 2020 use 3 and 4); three seeds are the fewest that show a spread. */
const DEFAULTS: Omit<TuningSettings, 'budgetSeconds'> = { trials: null, seeds: 3, finalists: 3, metric: 'mase', seed: 1, reduction: 3 };

/** All that decides which trials a study draws and how it compares them. */
export interface StudyPlan {
  wishes: TrainingWishes;
  space: TuningSpace;
  settings: TuningSettings;
  /** Epochs of each rung, ascending. */
  rungs: number[];
}

/**
 * The plan of a new study: what the request leaves open follows from the data. Errors: those of `resolveConfig` and `prepare` for the untuned
 * configuration; `bad-space` where a knob is both decided and declared, or nothing is left to tune.
 */
export function planStudy(dataset: Dataset, request: TuningRequest): StudyPlan {
  const { data, model, training } = request;
  const wishes: TrainingWishes = { data, ...(model ? { model } : {}), ...(training ? { training } : {}) };
  const base = resolveConfig(dataset, { datasetId: request.datasetId, ...wishes });
  const settings = { ...DEFAULTS, ...withoutOpen(request.settings) };
  const space = request.space ?? defaultSpace(base, sizeOf(dataset, base), wishes);
  requireSpace(space, wishes);
  return { wishes, space, settings, rungs: rungEpochs(base.training.epochs, settings.reduction) };
}

/** The complete configuration of the untuned trial. */
export function baseConfig(dataset: Dataset, wishes: TrainingWishes): RunConfig {
  return resolveConfig(dataset, { datasetId: '', ...wishes });
}

/** The points on which the trials of a plan are scored: the same for all, and whenever it is asked. Errors: those of `validationSet`. */
export function validationOf(dataset: Dataset, { wishes, space, settings }: StudyPlan): ValidationSet {
  const { data } = baseConfig(dataset, wishes);
  const shortest = Math.min(data.context, shortestContext(space, data) ?? data.context);
  return validationSet(dataset, data, shortest, settings.metric, settings.seed);
}

/** A trial as a training: the wishes, overridden by what was drawn, with the epochs that all trials have. */
export function wishesOf({ wishes, rungs }: Pick<StudyPlan, 'wishes' | 'rungs'>, choice: TrialChoice): TrainingWishes {
  return {
    data: { ...wishes.data, ...choice.data } as TrainingWishes['data'],
    model: { ...wishes.model, ...choice.model },
    training: { ...wishes.training, ...choice.training, epochs: rungs.at(-1)! },
  };
}

function sizeOf(dataset: Dataset, { data, model }: RunConfig): { windows: number; trainingRows: number } {
  const ends = knownPart(dataset, data).series.map(({ length }) => splitSeries(length, data)?.trainingEnd ?? 0);
  return { windows: prepare(dataset, data, model).training.length, trainingRows: ends.reduce((most, end) => Math.max(most, end), 0) };
}

function requireSpace(space: TuningSpace, wishes: TrainingWishes): void {
  let knobs = 0;
  for (const part of ['data', 'model', 'training'] as const) {
    for (const [name, domain] of Object.entries(space[part] ?? {})) {
      if (domain === undefined) continue;
      knobs++;
      if ((wishes[part] as Record<string, unknown> | undefined)?.[name] === undefined) continue;
      throw new ExpectedError(
        'bad-space',
        `Expected ${name} either in the space or as a wish of its own but received both. Leave it out of one of them.`,
        { field: `${part}.${name}` },
      );
    }
  }
  if (knobs > 0) return;
  throw new ExpectedError(
    'bad-space',
    'Expected at least one knob in the space but received none. Declare one, or leave fewer wishes decided.',
  );
}

function withoutOpen(settings: TuningRequest['settings']): Partial<TuningSettings> & Pick<TuningSettings, 'budgetSeconds'> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as Partial<TuningSettings> &
    Pick<TuningSettings, 'budgetSeconds'>;
}
