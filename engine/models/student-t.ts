/** Quantiles of Student's t as polynomials in 1 / nu, which an exported file computes too. */
import { normalQuantile } from './normal.ts';

/** Of the polynomial, over 1 / nu from 0 to a half: the loss has nu > 2. */
const DEGREE = 16;
const LARGEST_INVERSE = 0.5;
/** From so many degrees of freedom on, t is normal to within 1e-8. */
const ALMOST_NORMAL = 1e9;
const MOST_TERMS = 2000;

/** log(Gamma(x + 1/2) / Gamma(x)) for x > 0: the asymptotic series from 20 on (Abramowitz & Stegun 6.1.47), and the recurrence below. */
function logHalfStep(x: number): number {
  let product = 1;
  let y = x;
  for (; y < 20; y++) product *= y / (y + 0.5);
  const u = 1 / y;
  const series = 1 - u * (1 / 8 - u * (1 / 128 + u * (5 / 1024 - u * (21 / 32768 + (u * 399) / 262144))));
  return 0.5 * Math.log(y) + Math.log(series) + Math.log(product);
}

/** I_x(a, b) by its continued fraction (Abramowitz & Stegun 26.5.8, evaluated as by Lentz), for x below its mean; `logBeta` is log B(a, b). */
function incompleteBeta(x: number, a: number, b: number, logBeta: number): number {
  let numerator = 1;
  let denominator = 1 / (1 - ((a + b) * x) / (a + 1));
  let value = denominator;
  for (let n = 2; n < MOST_TERMS; n++) {
    const m = n >> 1;
    const term =
      n % 2 === 0 ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)) : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    denominator = 1 / (1 + term * denominator);
    numerator = 1 + term / numerator;
    value *= numerator * denominator;
    if (Math.abs(numerator * denominator - 1) < 1e-16) break;
  }
  return (Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta) / a) * value;
}

/** P(T > t) for t > 0 and nu degrees of freedom (Abramowitz & Stegun 26.7.1). */
function upperTail(t: number, nu: number): number {
  const x = nu / (nu + t * t);
  const logBeta = Math.log(Math.PI) / 2 - logHalfStep(nu / 2);
  if (x < (nu / 2 + 1) / (nu / 2 + 2.5)) return incompleteBeta(x, nu / 2, 0.5, logBeta) / 2;
  return 0.5 - incompleteBeta((t * t) / (nu + t * t), 0.5, nu / 2, logBeta) / 2;
}

/** The quantile of Student's t at a level in (0, 1), by bisection; 1 / nu from 0 (normal) on. */
export function studentQuantile(level: number, inverseNu: number): number {
  if (level < 0.5) return -studentQuantile(1 - level, inverseNu);
  if (level === 0.5) return 0;
  if (inverseNu * ALMOST_NORMAL < 1) return normalQuantile(level);
  let low = 0;
  let high = 1;
  while (upperTail(high, 1 / inverseNu) > 1 - level) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (upperTail(middle, 1 / inverseNu) > 1 - level) low = middle;
    else high = middle;
  }
}

/**
 * Coefficients, ascending, of a polynomial in s = 4 / nu - 1 that is the quantile of Student's t at `level` for every nu >= 2:
 * interpolation at Chebyshev's points. Within 1e-8 for levels from 0.001 to 0.999.
 */
export function studentPolynomial(level: number): Float64Array {
  const points = DEGREE + 1;
  const angle = (k: number): number => (Math.PI * (k + 0.5)) / points;
  const values = Array.from({ length: points }, (_, k) => studentQuantile(level, (LARGEST_INVERSE * (1 + Math.cos(angle(k)))) / 2));
  const coefficients = new Float64Array(points);
  let before = Float64Array.of(1);
  let now = Float64Array.of(0, 1);
  for (let n = 0; n < points; n++) {
    const sum = values.reduce((total, value, k) => total + value * Math.cos(n * angle(k)), 0);
    const weight = ((n === 0 ? 1 : 2) / points) * sum;
    before.forEach((coefficient, power) => (coefficients[power]! += weight * coefficient));
    const next = new Float64Array(now.length + 1);
    now.forEach((coefficient, power) => (next[power + 1]! += 2 * coefficient));
    before.forEach((coefficient, power) => (next[power]! -= coefficient));
    [before, now] = [now, next];
  }
  return coefficients;
}

/** The value of such a polynomial for nu. */
export function studentLevel(polynomial: Float64Array, nu: number): number {
  const s = 4 / nu - 1;
  return polynomial.reduceRight((sum, coefficient) => sum * s + coefficient, 0);
}
