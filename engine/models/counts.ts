/** The negative binomial distribution, as the core draws from it (engine/native/src/loss/draw.cc) and as an exported file computes it. */

/** Counts below this come from the exact distribution function. */
export const EXACT_COUNTS = 256;
/** A smaller dispersion is as good as none, and would lose the digits of log(1 + alpha mean) / alpha. */
export const LEAST_ALPHA = 1e-8;
/** Constants of the normal quantile of Abramowitz & Stegun 26.2.23, at most 4.5e-4 off: c0 .. c2 above, 1 and d1 .. d3 below. */
export const ROUGH_NORMAL = { above: [2.515517, 0.802853, 0.010328], below: [1, 1.432788, 0.189269, 0.001308] } as const;

const polynomial = (coefficients: readonly number[], t: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * t + coefficient, 0);

function roughNormalQuantile(level: number): number {
  const t = Math.sqrt(-2 * Math.log(Math.min(level, 1 - level)));
  const z = t - polynomial(ROUGH_NORMAL.above, t) / polynomial(ROUGH_NORMAL.below, t);
  return level < 0.5 ? -z : z;
}

/**
 * The smallest count whose distribution function reaches `level` in (0, 1), of the negative binomial distribution with variance
 * mean + alpha mean^2: by its probabilities below 256; above, the quantile of the gamma distribution of the same mean and variance by
 * Wilson & Hilferty (1931), less a half and rounded up. For levels from 0.01 to 0.99 that is within one count and 0.07 standard deviations where
 * alpha is at most 2, and worse beyond (0.2 at 4).
 */
export function countQuantile(level: number, mean: number, alpha: number): number {
  const dispersion = Math.max(alpha, LEAST_ALPHA);
  const product = dispersion * mean;
  const ratio = mean / (1 + product);
  let probability = Math.exp(-Math.log1p(product) / dispersion);
  let sum = probability;
  for (let k = 1; k < EXACT_COUNTS; k++) {
    if (sum >= level) return k - 1;
    probability *= ((1 + (k - 1) * dispersion) / k) * ratio;
    sum += probability;
  }
  if (sum >= level) return EXACT_COUNTS - 1;
  const root = 1 - 1 / (9 * ratio) + roughNormalQuantile(level) / (3 * Math.sqrt(ratio));
  return Math.max(EXACT_COUNTS, Math.ceil(mean * root ** 3 - 0.5));
}
