import type { EtsForm, EtsParameters, EtsStates } from './ets-model.ts';
import { LEAST, MOST } from './smooth-level.ts';

/** Bounds of phi: below, the trend is gone within a few steps; above, it is not damped. */
const PHI = { least: 0.8, most: 0.98 };

/**
 * What a search for one form varies, as numbers without bounds and of about one: the logits of alpha, beta / alpha, gamma / (1 - alpha)
 * and phi inside of their bounds, then first states as distances from `first` in typical steps. `[shares + states]`
 */
export class SearchSpace {
  readonly scale: number;
  private readonly form: EtsForm;
  private readonly first: EtsStates;
  private readonly trended: boolean;
  private readonly searched: number;

  /** `refined`: the first seasonal states are varied too, with their sum kept. */
  constructor(form: EtsForm, first: EtsStates, scale: number, refined: boolean) {
    this.form = form;
    this.first = first;
    this.scale = scale;
    this.trended = form.trend !== 'N';
    this.searched = refined ? Math.max(0, first.seasonal.length - 1) : 0;
  }

  /** The first states, and these parameters moved inside of their bounds. */
  pointAt({ alpha, beta, gamma, phi }: EtsParameters): Float64Array {
    const shares = [logit(alpha, LEAST, MOST)];
    if (this.trended) shares.push(logit(beta / alpha, LEAST, MOST));
    if (this.first.seasonal.length > 0) shares.push(logit(gamma / (1 - alpha), LEAST, MOST));
    if (this.form.trend === 'Ad') shares.push(logit(phi, PHI.least, PHI.most));
    const point = new Float64Array(shares.length + 1 + (this.trended ? 1 : 0) + this.searched);
    point.set(shares);
    return point;
  }

  unpack(point: Float64Array): { parameters: EtsParameters; start: EtsStates } {
    const { first, scale, trended, searched } = this;
    const m = first.seasonal.length;
    let i = 0;
    const alpha = logistic(point[i++]!, LEAST, MOST);
    const beta = trended ? alpha * logistic(point[i++]!, LEAST, MOST) : 0;
    const gamma = m > 0 ? (1 - alpha) * logistic(point[i++]!, LEAST, MOST) : 0;
    const phi = this.form.trend === 'Ad' ? logistic(point[i++]!, PHI.least, PHI.most) : 1;
    const level = first.level + scale * point[i++]!;
    const slope = trended ? first.slope + 0.2 * scale * point[i++]! : 0;
    if (searched === 0) return { parameters: { alpha, beta, gamma, phi }, start: { level, slope, seasonal: first.seasonal } };
    const unit = this.form.season === 'M' ? scale / Math.abs(first.level) : scale;
    const seasonal = first.seasonal.slice();
    for (let phase = 0; phase < searched; phase++) {
      const moved = unit * point[i++]!;
      seasonal[phase]! += moved;
      seasonal[m - 1]! -= moved;
    }
    return { parameters: { alpha, beta, gamma, phi }, start: { level, slope, seasonal } };
  }
}

function logistic(z: number, least: number, most: number): number {
  return least + (most - least) / (1 + Math.exp(-z));
}

/** The inverse of `logistic`, at most 7 from 0, where the slope is small but not gone. */
function logit(value: number, least: number, most: number): number {
  const share = (value - least) / (most - least);
  return Math.min(7, Math.max(-7, Math.log(share / (1 - share))));
}
