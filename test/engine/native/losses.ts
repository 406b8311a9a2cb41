import type { LossSpec } from '../../../engine/native/api.ts';
import { QUANTILES } from './models.ts';

/** Every loss: a new one that is missing here does not compile. */
export const LOSSES = {
  mse: { kind: 'mse' },
  mae: { kind: 'mae' },
  huber: { kind: 'huber', delta: 0.4 },
  pinball: QUANTILES,
  normal: { kind: 'normal' },
  studentT: { kind: 'studentT' },
  negativeBinomial: { kind: 'negativeBinomial' },
  crossEntropy: { kind: 'crossEntropy', classes: 4 },
} satisfies Record<LossSpec['kind'], LossSpec>;
