import type { Baseline } from '../../engine/models/baseline.ts';
import {
  baselines,
  dampedHolt,
  ets,
  holt,
  holtWintersAdditive,
  holtWintersMultiplicative,
  naive2,
  ses,
  theta,
} from '../../engine/models/index.ts';

/** Methods that need nothing but a history. */
export const catalogue: Record<string, Baseline> = {
  ...baselines,
  naive2,
  ses,
  holt,
  dampedHolt,
  holtWintersAdditive,
  holtWintersMultiplicative,
  ets,
  theta,
};
