/**
 * Solves (A + penalty I) X = B in place by the Cholesky factor A = L L' (Golub & Van Loan, Matrix Computations, 4.2), float64.
 * `a` is symmetric `[n, n]` row-major, only its lower half is read and it is overwritten by L; `b` is `[n, m]` and becomes X.
 * False where A + penalty I is not positive definite to rounding.
 */
export function solveSymmetric(a: Float64Array, b: Float64Array, n: number, m: number, penalty: number): boolean {
  if (!factorise(a, n, penalty)) return false;
  // L Z = B, then L' X = Z, both a row of right-hand sides at a time.
  for (let i = 0; i < n; i++) {
    const row = b.subarray(i * m, (i + 1) * m);
    for (let k = 0; k < i; k++) subtract(row, a[i * n + k]!, b, k * m);
    divide(row, a[i * n + i]!);
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = b.subarray(i * m, (i + 1) * m);
    divide(row, a[i * n + i]!);
    for (let k = 0; k < i; k++) subtract(b.subarray(k * m, (k + 1) * m), a[i * n + k]!, b, i * m);
  }
  return true;
}

/** The lower half of `a` becomes L, a row at a time: every inner product runs over two rows, which lie together in memory. */
function factorise(a: Float64Array, n: number, penalty: number): boolean {
  for (let i = 0; i < n; i++) {
    const at = i * n;
    for (let j = 0; j <= i; j++) {
      const from = j * n;
      let sum = a[at + j]! + (i === j ? penalty : 0);
      for (let k = 0; k < j; k++) sum -= a[at + k]! * a[from + k]!;
      if (i !== j) a[at + j] = sum / a[from + j]!;
      else if (sum > 0) a[at + i] = Math.sqrt(sum);
      else return false;
    }
  }
  return true;
}

function subtract(row: Float64Array, factor: number, from: Float64Array, offset: number): void {
  for (let c = 0; c < row.length; c++) row[c]! -= factor * from[offset + c]!;
}

function divide(row: Float64Array, by: number): void {
  for (let c = 0; c < row.length; c++) row[c]! /= by;
}
