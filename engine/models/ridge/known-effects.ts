import { solveSymmetric } from './cholesky.ts';
import { gaplessRuns } from './normal-equations.ts';
import { multiply, type RidgeMap } from './ridge.ts';
import type { RidgeSeries } from './ridge-series.ts';
import { meanAndDeviation } from './window-blocks.ts';

/** Products that one estimate may cost: beyond them, windows are taken evenly from all. */
const MOST_PRODUCTS = 5e7;
const LEAST_WINDOWS = 200;
/** As a share of the mean of the diagonal. */
const PENALTY = 1e-3;

/**
 * What a unit of each column that is known ahead adds to the target at its own step, `[K]`, the same at every step: with L_k the map's forecast of step
 * k, b minimises over windows and steps |(y - L_k y) - b'(z - L_k z)|^2 / scale^2, a ridge of K columns. As L_k leaves constants as they are, so does it
 * ignore the level of z. The steps' part of `beside` is taken from y as well. All 0 where nothing can be told.
 */
export function knownEffects(
  series: () => Iterable<RidgeSeries>,
  map: RidgeMap,
  besideOf: (one: RidgeSeries, origin: number) => Float64Array,
  windows: number,
): Float64Array {
  const { context: C, horizon: h, norm } = map;
  const weights = keepingConstants(map);
  const besideWeights = map.weights.subarray(C * h);
  let gram = new Float64Array();
  let moments = new Float64Array();
  let seen = 0;
  for (const one of series()) {
    const K = one.known.length;
    if (gram.length === 0) [gram, moments] = [new Float64Array(K * K), new Float64Array(K)];
    const left = new Float64Array(h);
    const added = new Float64Array(h);
    const moves = one.known.map(() => new Float64Array(h));
    const stride = strideOf(windows, (1 + K) * C * h);
    for (const { from, run } of gaplessRuns(one.target, C + h)) {
      for (let s = 0; s + C + h <= run.length; s++) {
        if (seen++ % stride !== 0) continue;
        const scale = norm === 'last' ? 1 : meanAndDeviation(run, s, s + C).scale;
        if (scale === 0) continue;
        leaveOver(run, s, weights, C, left);
        added.fill(0);
        multiply(besideWeights, besideOf(one, from + s + C), added);
        for (let k = 0; k < h; k++) left[k] = left[k]! / scale - added[k]!;
        moves.forEach((move, i) => {
          leaveOver(one.known[i]!, from + s, weights, C, move);
          moments[i]! += dot(move, left) / scale;
          for (let j = 0; j <= i; j++) gram[i * K + j]! += dot(move, moves[j]!) / scale ** 2;
        });
      }
    }
  }
  const K = moments.length;
  let trace = 0;
  for (let i = 0; i < K; i++) trace += gram[i * K + i]!;
  return trace > 0 && solveSymmetric(gram, moments, K, 1, (PENALTY * trace) / K) ? moments : new Float64Array(K);
}

function strideOf(windows: number, productsEach: number): number {
  return Math.max(1, Math.ceil(windows / Math.max(LEAST_WINDOWS, MOST_PRODUCTS / productsEach)));
}

/** The map of the context as it is, `[C, h]`: centring is linear, so what W leaves of the centre is spread over what the centre is made of. */
function keepingConstants({ context: C, horizon: h, norm, weights }: RidgeMap): Float64Array {
  const free = weights.slice(0, C * h);
  for (let k = 0; k < h; k++) {
    let sum = 0;
    for (let i = 0; i < C; i++) sum += weights[i * h + k]!;
    if (norm === 'last') free[(C - 1) * h + k]! += 1 - sum;
    else for (let i = 0; i < C; i++) free[i * h + k]! += (1 - sum) / C;
  }
  return free;
}

/** What the map leaves of the h values after the context from `start` on, into `out`. */
function leaveOver(values: Float64Array, start: number, weights: Float64Array, C: number, out: Float64Array): void {
  out.fill(0);
  multiply(weights, values.subarray(start, start + C), out);
  for (let k = 0; k < out.length; k++) out[k] = values[start + C + k]! - out[k]!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
