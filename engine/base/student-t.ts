/** The chance that Student's t with so many degrees of freedom lies at least |t| from 0: I_x(f / 2, 1 / 2) at x = f / (f + t^2) (Abramowitz & Stegun 26.7.1, 26.5.27). */
export function twoSidedChance(t: number, freedom: number): number {
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/** The t, above 0, beyond which on either side Student's t lies with this chance, by bisection to the last bit that counts. */
export function twoSidedQuantile(chance: number, freedom: number): number {
  let [low, high] = [0, 1];
  while (twoSidedChance(high, freedom) > chance) high *= 2;
  for (let n = 0; n < 200 && high - low > 1e-12 * high; n++) {
    const middle = (low + high) / 2;
    if (twoSidedChance(middle, freedom) > chance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The regularised incomplete beta function I_x(a, b), 0 <= x <= 1, a and b above 0, by the continued fraction of Abramowitz & Stegun 26.5.8, which
 * converges fast below the mean; above it by I_x(a, b) = 1 - I_{1-x}(b, a).
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a;
  return front / fraction(x, a, b);
}

/** Terms after which the fraction is as good as it gets; some tens are enough below the mean. */
const MOST_TERMS = 10_000;
/** Stands for a zero denominator (Thompson & Barnett 1986). */
const TINY = 1e-300;

/** 1 + d_1 / (1 + d_2 / (1 + ...)), evaluated forwards (modified Lentz method, Thompson & Barnett 1986). */
function fraction(x: number, a: number, b: number): number {
  let value = 1;
  let above = 1;
  let below = 0;
  for (let n = 1; n <= MOST_TERMS; n++) {
    const m = Math.floor(n / 2);
    const term =
      n % 2 === 0 ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)) : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    below = 1 / nonZero(1 + term * below);
    above = nonZero(1 + term / above);
    value *= above * below;
    if (Math.abs(above * below - 1) < 1e-15) break;
  }
  return value;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}

/** From here on Stirling's series with six terms is exact to rounding. */
const LARGE = 12;
/** B_2k / (2 k (2 k - 1)), Abramowitz & Stegun 6.1.41. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360];

/** ln Gamma(x), x > 0; a small x is brought to a large one by Gamma(x + 1) = x Gamma(x). */
export function logGamma(x: number): number {
  let product = 1;
  let large = x;
  for (; large < LARGE; large++) product *= large;
  let series = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) series = series / (large * large) + STIRLING[k]!;
  return (large - 0.5) * Math.log(large) - large + 0.5 * Math.log(2 * Math.PI) + series / large - Math.log(product);
}
