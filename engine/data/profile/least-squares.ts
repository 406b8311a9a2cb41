/** A fit of the first k columns: residual sum of squares, and the last coefficient asked for with its standard error. */
export interface Fit {
  squares: number;
  coefficient: number;
  error: number;
}

/**
 * Least squares of `target` on nested sets of columns, from one matrix of products: `fit(k, of)` takes the first k columns and tells
 * coefficient number `of`. Columns are scaled to length 1; by Cholesky, each k from the same factor. NaN where a column is a combination of
 * those before it.
 */
export function nestedFits(columns: readonly Float64Array[], target: Float64Array): (k: number, of: number) => Fit {
  const n = target.length;
  const lengths = columns.map((column) => Math.sqrt(dot(column, column)));
  const size = columns.length;
  const factor = Array.from({ length: size }, () => new Float64Array(size));
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = dot(columns[i]!, columns[j]!) / (lengths[i]! * lengths[j]!);
      for (let k = 0; k < j; k++) sum -= factor[i]![k]! * factor[j]![k]!;
      factor[i]![j] = i === j ? Math.sqrt(sum) : sum / factor[j]![j]!;
    }
  }
  /** L w = X' y: the part of y along each direction, so that each k takes one more square off. */
  const along = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = dot(columns[i]!, target) / lengths[i]!;
    for (let k = 0; k < i; k++) sum -= factor[i]![k]! * along[k]!;
    along[i] = sum / factor[i]![i]!;
  }
  const total = dot(target, target);
  return (k, of) => {
    let squares = total;
    for (let i = 0; i < k; i++) squares -= along[i]! ** 2;
    const coefficients = solveUpper(factor, along, k);
    const unit = new Float64Array(k);
    unit[of] = 1;
    const inverse = solveLower(factor, unit, k);
    const variance = (squares / (n - k)) * dot(inverse, inverse);
    return { squares, coefficient: coefficients[of]! / lengths[of]!, error: Math.sqrt(variance) / lengths[of]! };
  };
}

/** L' x = b for the leading k. */
function solveUpper(factor: readonly Float64Array[], b: Float64Array, k: number): Float64Array {
  const x = new Float64Array(k);
  for (let i = k - 1; i >= 0; i--) {
    let sum = b[i]!;
    for (let j = i + 1; j < k; j++) sum -= factor[j]![i]! * x[j]!;
    x[i] = sum / factor[i]![i]!;
  }
  return x;
}

/** L x = b for the leading k. */
function solveLower(factor: readonly Float64Array[], b: Float64Array, k: number): Float64Array {
  const x = new Float64Array(k);
  for (let i = 0; i < k; i++) {
    let sum = b[i]!;
    for (let j = 0; j < i; j++) sum -= factor[i]![j]! * x[j]!;
    x[i] = sum / factor[i]![i]!;
  }
  return x;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += a[t]! * b[t]!;
  return sum;
}
