import { logGamma } from './student-t.ts';

const MOST_TERMS = 10_000;
/** Stands for a zero denominator (Thompson & Barnett 1986). */
const TINY = 1e-300;

/** The chance that chi-squared with so many degrees of freedom lies at or above x: Q(f / 2, x / 2) (Abramowitz & Stegun 26.4.19). */
export function chanceAbove(x: number, freedom: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 1;
  const [a, half] = [freedom / 2, x / 2];
  const front = Math.exp(a * Math.log(half) - half - logGamma(a));
  return half < a + 1 ? 1 - front * series(a, half) : front * fraction(a, half);
}

/** sum of x^n / (a (a + 1) ... (a + n)), Abramowitz & Stegun 6.5.29, which converges fast below the mean. */
function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n <= MOST_TERMS && Math.abs(term) > 1e-17 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** 1 / (x + 1 - a - 1 (1 - a) / (x + 3 - a - ...)), Abramowitz & Stegun 6.5.31, by the modified Lentz method. */
function fraction(a: number, x: number): number {
  let denominator = x + 1 - a;
  let above = 1 / TINY;
  let below = 1 / denominator;
  let value = below;
  for (let n = 1; n <= MOST_TERMS; n++) {
    const term = -n * (n - a);
    denominator += 2;
    below = 1 / nonZero(term * below + denominator);
    above = nonZero(denominator + term / above);
    value *= above * below;
    if (Math.abs(above * below - 1) < 1e-15) break;
  }
  return value;
}

function nonZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
