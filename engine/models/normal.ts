/** What keeps a predicted deviation away from zero: sigma = softplus(s) + 1e-4, as in the core's loss. */
export const SMALLEST_SIGMA = 1e-4;

/** log(1 + exp(x)) without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** 1 / sqrt(2 pi) */
const DENSITY = 0.3989422804014327;
/** Beyond this many deviations lies less than 1e-15 of the distribution. */
const FARTHEST = 8;

/** Phi(z) = 1/2 + phi(z) (z + z^3/3 + z^5/(3 5) + ...), Abramowitz & Stegun 26.2.11. */
function cumulative(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 3; Math.abs(term) > 1e-18 * Math.abs(sum); n += 2) {
    term *= (z * z) / n;
    sum += term;
  }
  return 0.5 + DENSITY * Math.exp(-(z * z) / 2) * sum;
}

/** The quantile z of the standard normal distribution at a level in (0, 1), by bisection; within 1e-9 for levels from 1e-6 to 1 - 1e-6. */
export function normalQuantile(level: number): number {
  let low = -FARTHEST;
  let high = FARTHEST;
  while (high - low > 1e-14) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (cumulative(middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
