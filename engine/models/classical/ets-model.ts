/**
 * The state space models of exponential smoothing (Hyndman, Koehler, Ord & Snyder 2008, chapter 2): error additive or
 * multiplicative, trend none, additive or damped, season none, additive or multiplicative. The component form serves both kinds of
 * error; these differ in their likelihood alone.
 */
export interface EtsForm {
  error: 'A' | 'M';
  trend: 'N' | 'A' | 'Ad';
  season: 'N' | 'A' | 'M';
}

/** Smoothing parameters, 0 where the form has none (phi: 1). beta and gamma are those of the error correction form. */
export interface EtsParameters {
  alpha: number;
  beta: number;
  gamma: number;
  phi: number;
}

/** States before a step: `seasonal[t mod m]` belongs to step t. */
export interface EtsStates {
  level: number;
  slope: number;
  seasonal: Float64Array;
}

export interface EtsPass {
  /** States after the last step. */
  states: EtsStates;
  /** Sum of squared errors: relative to the fitted value where the error is multiplicative. */
  squares: number;
  /** Sum of log |fitted|, where the error is multiplicative; else 0. */
  logFitted: number;
  /** Observed steps. */
  count: number;
}

/**
 * One pass over the history. A gap is a step without an error: the level follows its trend, the season stays.
 * `squares` becomes infinite where a fitted value of a multiplicative form is not positive.
 */
export function etsPass(form: EtsForm, parameters: EtsParameters, start: EtsStates, values: ArrayLike<number>): EtsPass {
  const { alpha, beta, gamma, phi } = parameters;
  const trended = form.trend !== 'N';
  const additive = form.season === 'A';
  const multiplicative = form.season === 'M';
  const relative = form.error === 'M';
  const seasonal = start.seasonal.slice();
  const m = seasonal.length;
  const share = trended && alpha > 0 ? beta / alpha : 0;
  let { level, slope } = start;
  let squares = 0;
  let logFitted = 0;
  /** Of fitted values whose logarithm is not yet in the sum: one logarithm serves many steps. */
  let product = 1;
  let count = 0;
  let phase = 0;
  for (let t = 0; t < values.length; t++) {
    const step = phi * slope;
    const base = level + step;
    const season = m > 0 ? seasonal[phase]! : 0;
    const fitted = additive ? base + season : multiplicative ? base * season : base;
    const value = values[t]!;
    if (Number.isNaN(value)) {
      level = base;
      slope = step;
    } else {
      if ((relative || multiplicative) && !(fitted > 0 && base > 0)) squares = Number.POSITIVE_INFINITY;
      const error = relative ? (value - fitted) / fitted : value - fitted;
      squares += error * error;
      if (relative) {
        product *= Math.abs(fitted);
        if (!(product > 1e-150 && product < 1e150)) {
          logFitted += Math.log(product);
          product = 1;
        }
      }
      count++;
      const adjusted = additive ? value - season : multiplicative ? value / season : value;
      const before = level;
      level = base + alpha * (adjusted - base);
      if (trended) slope = step + share * (level - before - step);
      if (additive) seasonal[phase] = season + gamma * (value - base - season);
      else if (multiplicative) seasonal[phase] = season + gamma * (value / base - season);
    }
    phase++;
    if (phase >= m) phase = 0;
  }
  logFitted += Math.log(product);
  return { states: { level, slope, seasonal }, squares: Number.isNaN(squares) ? Number.POSITIVE_INFINITY : squares, logFitted, count };
}

/** Point forecasts from the states after `length` steps. */
export function etsForecast(form: EtsForm, phi: number, states: EtsStates, length: number, horizon: number): Float64Array {
  const { seasonal } = states;
  let damping = 0;
  let power = 1;
  return Float64Array.from({ length: horizon }, (_, k) => {
    power *= phi;
    damping += power;
    const base = form.trend === 'N' ? states.level : states.level + damping * states.slope;
    const season = seasonal[(length + k) % Math.max(1, seasonal.length)]!;
    return form.season === 'A' ? base + season : form.season === 'M' ? base * season : base;
  });
}
