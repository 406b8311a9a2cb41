/** Draws in float64, from the definitions of the distributions. */
import type { GraphNode } from '../../../../engine/native/api.ts';
import { softplus } from './cells.ts';
import { logGamma } from './losses.ts';

export type Distribution = Extract<GraphNode, { op: 'draw' }>['distribution'];

/** The smallest count whose distribution function reaches u: a sum of probabilities, each by gamma functions. */
export function exactCount(u: number, mean: number, alpha: number): number {
  const r = 1 / alpha;
  let sum = 0;
  for (let k = 0; ; k++) {
    const ways = logGamma(r + k) - logGamma(r) - logGamma(k + 1);
    sum += Math.exp(ways - r * Math.log1p(alpha * mean) + k * Math.log((alpha * mean) / (1 + alpha * mean)));
    if (sum >= u) return k;
  }
}

/** A value drawn by `noise` [u, w] from what the network says, or the point forecast where there is no noise. */
export function drawOf(distribution: Distribution, parameters: readonly number[], [u, w]: readonly number[], v: number): number {
  const [first, second, third] = parameters as [number, number, number];
  if (distribution === 'negativeBinomial') {
    const mean = v * softplus(first);
    return (Number.isNaN(u!) ? mean : exactCount(u!, mean, softplus(second) / Math.sqrt(v))) / v;
  }
  if (Number.isNaN(u!)) return first;
  const sigma = softplus(second) + 1e-4;
  const nu = 2 + softplus(third);
  const radius = distribution === 'normal' ? Math.sqrt(-2 * Math.log(u!)) : Math.sqrt(nu * (u! ** (-2 / nu) - 1));
  return first + sigma * radius * Math.cos(2 * Math.PI * w!);
}
