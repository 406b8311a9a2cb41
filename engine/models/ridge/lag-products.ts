import type { NormalEquations } from './normal-equations.ts';

/**
 * Adds all windows of a gapless run, each less its last value, in O((C + h) (n + C)) instead of O(n C (C + h)): with
 * P[i][j] the sum over the windows s of v[s+i] v[s+j], P[i+1][j+1] = P[i][j] - v[i] v[j] + v[W+i] v[W+j] (W windows), so that
 * only the first row needs a pass over the run. The anchor a is column C-1: the sum of (v_i - a)(v_j - a) is
 * P[i][j] - P[i][a] - P[j][a] + P[a][a]. The run is centred first, which changes no difference and spares digits.
 */
export function addAnchoredRun(equations: NormalEquations, run: Float64Array): void {
  const { context: C, horizon: h, inputs, targets } = equations;
  const width = C + h;
  const W = run.length - width + 1;
  if (W < 1) return;
  const mean = run.reduce((sum, value) => sum + value, 0) / run.length;
  const v = run.map((value) => value - mean);
  const products = laggedProducts(v, C, width, W);
  const last = C - 1;
  const square = products[last * width + last]!;
  const withLast = (j: number): number => (j <= last ? products[j * width + last]! : products[last * width + j]!);
  for (let i = 0; i < C; i++) {
    const shared = square - withLast(i);
    for (let j = 0; j <= i; j++) inputs[i * C + j]! += products[j * width + i]! - withLast(j) + shared;
    for (let k = 0; k < h; k++) targets[i * h + k]! += products[i * width + C + k]! - withLast(C + k) + shared;
  }
  for (let k = C; k < width; k++) {
    let sum = 0;
    for (let s = 0; s < W; s++) sum += (v[s + k]! - v[s + last]!) ** 2;
    equations.squares += sum;
  }
  equations.windows += W;
}

/** P[i][j] of `v` for i < C and i <= j < width, `[C, width]` row-major; the rest stays 0. */
function laggedProducts(v: Float64Array, C: number, width: number, W: number): Float64Array {
  const products = new Float64Array(C * width);
  for (let j = 0; j < width; j++) {
    let sum = 0;
    for (let s = 0; s < W; s++) sum += v[s]! * v[s + j]!;
    products[j] = sum;
  }
  for (let i = 1; i < C; i++) {
    const leaving = v[i - 1]!;
    const entering = v[W + i - 1]!;
    for (let j = i; j < width; j++) {
      products[i * width + j] = products[(i - 1) * width + j - 1]! - leaving * v[j - 1]! + entering * v[W + j - 1]!;
    }
  }
  return products;
}
