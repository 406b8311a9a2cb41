/** The catalogue of models: baselines that forecast from a history, and the recurrent networks that are trained. */
import type { MethodName } from '../protocol/training.ts';
import type { Baseline } from './baseline.ts';
import { drift } from './drift.ts';
import { naive } from './naive.ts';
import { seasonalNaive } from './seasonal-naive.ts';

export const baselines: Record<Exclude<MethodName, 'model'>, Baseline> = { naive, seasonalNaive, drift };

export { channelCount, lossSpec, recurrentGraph } from './recurrent.ts';
export { meanWeights, type Scaler, type TrainedModel } from './trained.ts';
export { fitScaler, type RawWindow, type WindowForecasts } from './window.ts';
