/** Squarings: after so many the norm of the power gives the radius to 2^-40 of its logarithm's scale. */
const SQUARINGS = 40;

/**
 * The largest absolute eigenvalue of a square matrix, `[n, n]` row-major, in float64. Gelfand's formula,
 * rho = lim |A^k|^(1/k) in any norm (here the largest element), with k = 2^40 by repeated squaring; every power is divided by its norm before it is
 * squared, so nothing overflows: with A = m_0 B_0 and B_j^2 = m_(j+1) B_(j+1), log rho = sum of 2^-j log m_j.
 * Complex pairs and defective matrices are no special case. 0 for a nilpotent matrix; NaN where an element is not finite.
 */
export function spectralRadius(matrix: ArrayLike<number>, n: number): number {
  let power = Float64Array.from(matrix);
  let next = new Float64Array(n * n);
  let logarithm = 0;
  for (let j = 0; j <= SQUARINGS; j++) {
    const norm = power.reduce((most, value) => (Number.isNaN(value) ? value : Math.max(most, Math.abs(value))), 0);
    if (Number.isNaN(norm) || norm === Infinity) return Number.NaN;
    if (norm === 0) return 0;
    logarithm += Math.log(norm) / 2 ** j;
    for (let i = 0; i < power.length; i++) power[i]! /= norm;
    square(power, next, n);
    [power, next] = [next, power];
  }
  return Math.exp(logarithm);
}

function square(a: Float64Array, result: Float64Array, n: number): void {
  result.fill(0);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k]!;
      if (factor === 0) continue;
      for (let j = 0; j < n; j++) result[i * n + j]! += factor * a[k * n + j]!;
    }
  }
}
