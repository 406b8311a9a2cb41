import type { Baseline } from '../../engine/models/baseline.ts';
import { baselines, naive2, ses, theta } from '../../engine/models/index.ts';

/** Methods that need nothing but a history. */
export const catalogue: Record<string, Baseline> = { ...baselines, naive2, ses, theta };
