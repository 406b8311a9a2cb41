/** Quantiles of Student's t as polynomials in 1 / nu, which an exported file computes too. */
import { twoSidedChance } from '../base/student-t.ts';
import { normalQuantile } from './normal.ts';

/** Of the polynomial, over 1 / nu from 0 to a half: the loss has nu > 2. */
const DEGREE = 16;
const LARGEST_INVERSE = 0.5;

/** The quantile of Student's t at a level in (0, 1), by bisection; 1 / nu is 0 (normal) or at least 1e-6, below which rounding grows. */
export function studentQuantile(level: number, inverseNu: number): number {
  if (level < 0.5) return -studentQuantile(1 - level, inverseNu);
  if (level === 0.5) return 0;
  if (inverseNu === 0) return normalQuantile(level);
  let low = 0;
  let high = 1;
  while (twoSidedChance(high, 1 / inverseNu) > 2 * (1 - level)) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (twoSidedChance(middle, 1 / inverseNu) > 2 * (1 - level)) low = middle;
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
