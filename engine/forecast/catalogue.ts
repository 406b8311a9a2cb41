import {
  baselines,
  combination,
  combinedDynamicTheta,
  combinedEts,
  combinedLogTheta,
  dampedHolt,
  dynamicTheta,
  ets,
  holt,
  holtWintersAdditive,
  holtWintersMultiplicative,
  mstlEts,
  naive2,
  ses,
  theta,
} from '../models/index.ts';
import { LONGEST_CLASSICAL } from '../models/classical/combination.ts';
import type { CatalogueModel, FitTask } from '../models/forecaster.ts';
import { fromBaseline } from '../models/from-baseline.ts';
import { auto } from './auto.ts';
import { averaged } from './averaged.ts';
import { added, blend, heldOutIntervals } from './blend.ts';
import { calibrated } from './calibrate.ts';
import { esRnn } from './es-rnn-model.ts';
import { networkModel } from './network-model.ts';
import { followingErrors } from './recent-errors.ts';
import { isSegmented, networkConfig } from './network-presets.ts';
import { globalRidge, localRidgeModel } from './ridge-models.ts';
import { segrnn } from './segrnn.ts';
import { taskSize } from './task-size.ts';

const classical: CatalogueModel[] = [
  fromBaseline('naive', 'the last value', baselines.naive),
  fromBaseline('seasonalNaive', 'the value of one season before', baselines.seasonalNaive),
  fromBaseline('drift', 'the line through the first and the last value', baselines.drift),
  fromBaseline('naive2', 'the last value, seasonally adjusted', naive2),
  fromBaseline('ses', 'simple exponential smoothing', ses),
  fromBaseline('holt', 'exponential smoothing with a trend', holt),
  fromBaseline('dampedHolt', 'exponential smoothing with a damped trend', dampedHolt),
  fromBaseline('holtWintersAdditive', 'exponential smoothing with a trend and an additive season', holtWintersAdditive),
  fromBaseline('holtWintersMultiplicative', 'exponential smoothing with a trend and a multiplicative season', holtWintersMultiplicative),
  fromBaseline('ets', 'exponential smoothing in state space form, chosen by AICc', ets),
  fromBaseline('theta', 'the Theta method', theta),
  fromBaseline('dynamicTheta', 'the Theta method, its line and weight fitted step by step', dynamicTheta),
  fromBaseline('mstlEts', 'exponential smoothing of what several seasons leave, such as day and week', mstlEts),
  fromBaseline('combination', 'the mean of exponential smoothing and two forms of Theta', combination),
];

const ridges: CatalogueModel[] = [
  localRidgeModel,
  globalRidge,
  averaged('ridge-blend', 'the mean of ridge-local and ridge-global', [localRidgeModel, globalRidge]),
];

/** SegRNN with a linear skip that is fitted by itself: their errors differ, so that together they err less than either. */
const segrnnSkip = added(
  'segrnn-skip',
  'the ridge for all series and SegRNN beside it, as much of it as held-out parts speak for',
  globalRidge,
  segrnn,
);

/** Optimiser steps of a network that goes through the horizon step by step, each of which costs as much as another network. */
const PATH_STEPS = 800;

const networks: CatalogueModel[] = [
  ...(['gru', 'lstm', 'rnn'] as const).map((kind) =>
    networkModel(kind, `${kind.toUpperCase()} with a direct quantile head beside a linear bypass`, (task) =>
      networkConfig(task, { model: { kind } }),
    ),
  ),
  networkModel('encoder-decoder', 'a GRU that reads the context and one that writes the horizon step by step', (task) =>
    networkConfig(task, { model: { structure: 'encoder-decoder' } }),
  ),
  networkModel('deepar', 'one recurrent network that forecasts a distribution a step and draws sample paths (DeepAR)', (task) =>
    networkConfig(task, { model: { structure: 'deepar', skipStart: 'zero' }, training: { loss: 'normal' }, steps: PATH_STEPS }),
  ),
  segrnn,
  esRnn,
];

/** The network that a long context and horizon want: segments beside a linear bypass that starts as the ridge. */
const longHorizon = networkModel('long-horizon', 'GRU over segments beside a linear bypass that starts as the ridge', (task) =>
  networkConfig(task, { model: isSegmented(task) ? { structure: 'segments', hidden: 128 } : {} }),
);

/** The methods of the combination by themselves. */
const combinedMethods: CatalogueModel[] = [
  fromBaseline('ets', 'exponential smoothing in state space form, chosen by AICc', combinedEts),
  fromBaseline('dynamicTheta', 'the Theta method, its line and weight fitted step by step', combinedDynamicTheta),
  fromBaseline('logTheta', 'the Theta method of the logarithms', combinedLogTheta),
];

/** What `accurate` weighs. Windows of a stated context are many, and a method that is fitted to each of them takes too long. */
function accurateMembers(task: FitTask): CatalogueModel[] {
  const methods = (...names: string[]): CatalogueModel[] => classical.filter(({ name }) => names.includes(name));
  if (task.context !== null) return [...methods('seasonalNaive'), globalRidge, segrnnSkip];
  const simple = methods('seasonalNaive', 'dampedHolt');
  const linear = [localRidgeModel, globalRidge];
  // MSTL takes most of the time, and methods that follow it err alike.
  if (taskSize(task).season > LONGEST_CLASSICAL) return [...simple, ...methods('combination', 'mstlEts'), ...linear, longHorizon];
  return [...simple, ...combinedMethods, ...linear, longHorizon];
}

const accurate = blend('accurate', 'several methods and networks, weighted by what they forecast on held-out parts', accurateMembers);

/** All but blends, as they forecast by themselves. */
const single: readonly CatalogueModel[] = [...classical, ...ridges, ...networks, longHorizon];

/** The models that `auto` tries, in this order: what costs little first. */
const TRIED = [
  'seasonalNaive',
  'naive',
  'drift',
  'theta',
  'ridge-global',
  'ridge-local',
  'dampedHolt',
  'dynamicTheta',
  'combination',
  'mstlEts',
  'long-horizon',
  'lstm',
];

/** The best that can be found within so many seconds; seasonal naive is among it. */
export function autoModel(budgetSeconds: number): CatalogueModel {
  return followingErrors(auto({ budgetSeconds, models: TRIED.map((name) => single.find((model) => model.name === name)!) }));
}

/** Of `auto` in the catalogue; commands state their own. */
const BUDGET_SECONDS = 60;

/** Every model by what it is called, simple ones first, with intervals from its own errors at held-out origins, which follow its recent ones. */
export const catalogue: readonly CatalogueModel[] = [
  ...[...classical, ...ridges].map((model) => followingErrors(calibrated(model))),
  ...[...networks, longHorizon].map((model) => followingErrors(heldOutIntervals(model))),
  followingErrors(segrnnSkip),
  followingErrors(accurate),
  autoModel(BUDGET_SECONDS),
];

/** The model of that name; undefined where there is none. */
export function findModel(name: string): CatalogueModel | undefined {
  return catalogue.find((model) => model.name === name);
}

const trained: ReadonlySet<string> = new Set([...networks, longHorizon, accurate, autoModel(BUDGET_SECONDS)].map(({ name }) => name));

/** Whether a model trains networks, which takes its time and the cores; other methods answer at once. */
export function trainsNetworks(name: string): boolean {
  return trained.has(name);
}
