import { etsPass, type EtsForm, type EtsParameters, type EtsStates } from './ets-model.ts';
import { startStates } from './ets-start.ts';
import { nelderMead } from './nelder-mead.ts';
import { LEAST, MOST } from './smooth-level.ts';

/** Bounds of phi: below, the trend is gone within a few steps; above, it is not damped. */
const PHI = { least: 0.8, most: 0.98 };
const FIRST_ALPHAS = [0.05, 0.2, 0.5, 0.9];
/** -2 log likelihood: differences below this change no choice and no forecast that matters. */
const TOLERANCE = 1e-4;

export interface EtsFit {
  form: EtsForm;
  parameters: EtsParameters;
  /** Before the first and after the last step. */
  start: EtsStates;
  states: EtsStates;
  aicc: number;
}

/** Parameters that AICc counts: smoothing parameters, free first states, and the variance of the errors. */
export function countParameters({ trend, season }: EtsForm, m: number): number {
  return 3 + (trend === 'N' ? 0 : 2) + (trend === 'Ad' ? 1 : 0) + (season === 'N' ? 0 : m);
}

/**
 * Maximum likelihood by a simplex search over smoothing parameters, first level and slope; with `from`, an earlier fit of the same form,
 * over the first seasonal states too. `values` has at least two different observed values. Null where the form cannot be
 * fitted: too few values, or no first states.
 */
export function fitEts(form: EtsForm, values: Float64Array, season: number, from: EtsFit | null = null): EtsFit | null {
  const first = from?.start ?? startStates(form, values, season);
  if (first === null) return null;
  const trended = form.trend !== 'N';
  const m = first.seasonal.length;
  const searched = from === null ? 0 : Math.max(0, m - 1);
  const scale = typicalStep(values);
  const seasonScale = form.season === 'M' ? 0.02 : scale / 2;

  /** A point: alpha, beta / alpha, gamma / (1 - alpha), phi, then states as distances from the first ones. */
  const unpack = (point: ArrayLike<number>): { parameters: EtsParameters; start: EtsStates } => {
    let i = 0;
    const share = (): number => Math.min(MOST, Math.max(LEAST, point[i++]!));
    const alpha = share();
    const beta = trended ? alpha * share() : 0;
    const gamma = m > 0 ? (1 - alpha) * share() : 0;
    const phi = form.trend === 'Ad' ? PHI.least + (PHI.most - PHI.least) * Math.min(1, Math.max(0, point[i++]!)) : 1;
    const level = first.level + scale * point[i++]!;
    const slope = trended ? first.slope + 0.2 * scale * point[i++]! : 0;
    if (searched === 0) return { parameters: { alpha, beta, gamma, phi }, start: { level, slope, seasonal: first.seasonal } };
    const seasonal = first.seasonal.slice();
    for (let phase = 0; phase < searched; phase++) {
      const moved = seasonScale * point[i++]!;
      seasonal[phase]! += moved;
      seasonal[m - 1]! -= moved;
    }
    return { parameters: { alpha, beta, gamma, phi }, start: { level, slope, seasonal } };
  };
  const floor = 1e-20 * scale * scale;
  const minusTwoLogLikelihood = (point: ArrayLike<number>): number => {
    const { parameters, start } = unpack(point);
    const { squares, logFitted, count } = etsPass(form, parameters, start, values);
    return count * Math.log(Math.max(squares, floor)) + 2 * logFitted;
  };

  const shares = 1 + (trended ? 1 : 0) + (m > 0 ? 1 : 0) + (form.trend === 'Ad' ? 1 : 0);
  const states = 1 + (trended ? 1 : 0) + searched;
  const beginAt = ({ alpha, beta, gamma, phi }: EtsParameters): Float64Array => {
    const damping = (phi - PHI.least) / (PHI.most - PHI.least);
    const of = [
      alpha,
      ...(trended ? [beta / alpha] : []),
      ...(m > 0 ? [gamma / (1 - alpha)] : []),
      ...(form.trend === 'Ad' ? [damping] : []),
    ];
    return Float64Array.from([...of, ...new Array<number>(states).fill(0)]);
  };
  const begin = (alpha: number): Float64Array => {
    const point = new Float64Array(shares + states);
    point[0] = alpha;
    point.fill(0.05, 1, shares);
    if (form.trend === 'Ad') point[shares - 1] = 0.9;
    return point;
  };
  const start = (from === null ? FIRST_ALPHAS.map(begin) : [beginAt(from.parameters)]).reduce((a, b) =>
    minusTwoLogLikelihood(b) < minusTwoLogLikelihood(a) ? b : a,
  );
  const steps = start.map((value, i) => (i >= shares ? 1 : value < 0.5 ? 0.15 : -0.15));
  const d = start.length;
  const search = { steps, maxEvaluations: 120 * d, tolerance: TOLERANCE };
  const found = nelderMead(minusTwoLogLikelihood, { ...search, start });
  // A second simplex about the first one's answer frees a search that has collapsed.
  const { point, value } = nelderMead(minusTwoLogLikelihood, { ...search, start: found.point, steps: steps.map((step) => step / 3) });
  if (!Number.isFinite(value)) return null;

  const { parameters, start: begun } = unpack(point);
  const pass = etsPass(form, parameters, begun, values);
  const k = countParameters(form, m);
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
