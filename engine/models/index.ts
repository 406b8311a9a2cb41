/** The catalogue of methods without parameters; the recurrent networks that are trained stand in `network.ts`. */
import type { MethodName } from '../protocol/evaluation.ts';
import type { Baseline } from './baseline.ts';
import { drift } from './drift.ts';
import { naive } from './naive.ts';
import { seasonalNaive } from './seasonal-naive.ts';

export const baselines: Record<Exclude<MethodName, 'model' | 'ridge'>, Baseline> = { naive, seasonalNaive, drift };

export { combination, combinedDynamicTheta, combinedEts, combinedLogTheta } from './classical/combination.ts';
export { dynamicTheta } from './classical/dynamic-theta.ts';
export { ets } from './classical/ets.ts';
export { dampedHolt, holt, holtWintersAdditive, holtWintersMultiplicative } from './classical/holt.ts';
export { mstlEts } from './classical/mstl-ets.ts';
export { naive2, naive2M3 } from './classical/naive2.ts';
export { ses } from './classical/ses.ts';
export { theta } from './classical/theta.ts';
