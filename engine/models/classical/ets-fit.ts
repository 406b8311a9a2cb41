import { etsPass, type EtsForm, type EtsParameters, type EtsStates } from './ets-model.ts';
import { startStates } from './ets-start.ts';
import { SearchSpace } from './ets-space.ts';
import { quasiNewton } from './quasi-newton.ts';

const FIRST_ALPHAS = [0.05, 0.2, 0.5, 0.9];
/** Gain in -2 log likelihood at which a search ends: the forecasts of M3 and M4 hourly are no better with a hundredth of it. */
const TOLERANCE = 1e-2;

export interface EtsFit {
  form: EtsForm;
  parameters: EtsParameters;
  /** Before the first and after the last step. */
  start: EtsStates;
  states: EtsStates;
  aicc: number;
}

interface FitOptions {
  /** Where the search begins: a fit of a form with the same parameters. Null: at the best of a few values of alpha. */
  from?: EtsFit | null;
  /** Over the first seasonal states too, from those of `from`, which is a fit of the same form. */
  refined?: boolean;
}

/** Parameters that AICc counts: smoothing parameters, free first states, and the variance of the errors. */
export function countParameters({ trend, season }: EtsForm, m: number): number {
  return 3 + (trend === 'N' ? 0 : 2) + (trend === 'Ad' ? 1 : 0) + (season === 'N' ? 0 : m);
}

/**
 * Maximum likelihood over smoothing parameters, first level and slope. `values` has at least two different observed values. Null where
 * the form cannot be fitted: too few values, or no first states.
 */
export function fitEts(
  form: EtsForm,
  values: Float64Array,
  season: number,
  { from = null, refined = false }: FitOptions = {},
): EtsFit | null {
  const first = refined && from !== null ? from.start : startStates(form, values, season);
  if (first === null) return null;
  const space = new SearchSpace(form, first, typicalStep(values), refined);
  // Errors that are relative have no unit: their typical step is a share of the level.
  const unit = form.error === 'M' ? space.scale / Math.abs(first.level) : space.scale;
  const floor = 1e-20 * unit ** 2;
  const minusTwoLogLikelihood = (point: Float64Array): number => {
    const { parameters, start } = space.unpack(point);
    const { squares, logFitted, count } = etsPass(form, parameters, start, values);
    return count * Math.log(Math.max(squares, floor)) + 2 * logFitted;
  };
  const starts = from === null ? FIRST_ALPHAS.map((alpha) => space.pointAt(firstParameters(alpha))) : [space.pointAt(from.parameters)];
  const start = starts.reduce((a, b) => (minusTwoLogLikelihood(b) < minusTwoLogLikelihood(a) ? b : a));
  const { point, value } = quasiNewton(minusTwoLogLikelihood, start, TOLERANCE);
  if (!Number.isFinite(value)) return null;
  const { parameters, start: begun } = space.unpack(point);
  const pass = etsPass(form, parameters, begun, values);
  const k = countParameters(form, first.seasonal.length);
  const spare = pass.count - k - 1;
  if (spare <= 0) return null;
  return { form, parameters, start: begun, states: pass.states, aicc: value + 2 * k + (2 * k * (k + 1)) / spare };
}

/** Mean absolute step between observed neighbours: the unit in which first states are searched. */
function typicalStep(values: Float64Array): number {
  let before = Number.NaN;
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isNaN(before)) {
      sum += Math.abs(value - before);
      count++;
    }
    before = value;
  }
  return sum / count;
}

/** Where a search begins without an earlier fit; those that a form lacks are not read. */
function firstParameters(alpha: number): EtsParameters {
  return { alpha, beta: 0.05 * alpha, gamma: 0.05 * (1 - alpha), phi: 0.96 };
}
