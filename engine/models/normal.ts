import { normalCumulative } from '../base/normal-distribution.ts';

/** What keeps a predicted deviation away from zero: sigma = softplus(s) + 1e-4, as in the core's loss. */
export const SMALLEST_SIGMA = 1e-4;

/** log(1 + exp(x)) without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** Beyond this many deviations lies less than 1e-15 of the distribution. */
const FARTHEST = 8;

/** The quantile z of the standard normal distribution at a level in (0, 1), by bisection; within 1e-9 for levels from 1e-6 to 1 - 1e-6. */
export function normalQuantile(level: number): number {
  let low = -FARTHEST;
  let high = FARTHEST;
  while (high - low > 1e-14) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (normalCumulative(middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
