/** Adam with decay and clipping in float64; without the noise. */
import type { OptimizerSpec } from '../../../../engine/native/api.ts';

export class ReferenceOptimizer {
  readonly #spec: OptimizerSpec;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  #step = 0;

  constructor(spec: OptimizerSpec, count: number) {
    this.#spec = spec;
    this.#first = new Float64Array(count);
    this.#second = new Float64Array(count);
  }

  /** Moves theta and returns the norms of the gradient before and after clipping. */
  update(theta: Float64Array, gradient: Float64Array, rate: number): { norm: number; clippedNorm: number } {
    const { beta1, beta2, epsilon, clipNorm, clipValue = 0, weightDecay = 0, decoupled = true } = this.#spec;
    const bounded = clipValue > 0 ? gradient.map((g) => Math.min(Math.max(g, -clipValue), clipValue)) : gradient;
    const boundedNorm = Math.hypot(...bounded);
    const scale = clipNorm > 0 && boundedNorm > clipNorm ? clipNorm / boundedNorm : 1;
    this.#step++;
    for (const [k, value] of theta.entries()) {
      const g = bounded[k]! * scale + (decoupled ? 0 : weightDecay * value);
      this.#first[k] = beta1 * this.#first[k]! + (1 - beta1) * g;
      this.#second[k] = beta2 * this.#second[k]! + (1 - beta2) * g * g;
      const first = this.#first[k] / (1 - beta1 ** this.#step);
      const second = this.#second[k] / (1 - beta2 ** this.#step);
      theta[k] = value - (rate * first) / (Math.sqrt(second) + epsilon) - (decoupled ? rate * weightDecay * value : 0);
    }
    return { norm: Math.hypot(...gradient), clippedNorm: boundedNorm * scale };
  }
}
