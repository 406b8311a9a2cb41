import type { NormalEquations } from './normal-equations.ts';

/** Windows laid out at a time: together they stay in the second-level cache. */
const BLOCK = 96;
/** Up to this share of |mean| a mean absolute deviation is rounding: the window counts as flat. */
const FLAT = 1e-12;

/** Centre and scale of a window: mean and mean absolute deviation of its observed values; scale 0 where flat or empty. */
export function meanAndDeviation(values: ArrayLike<number>, from: number, to: number): { centre: number; scale: number } {
  let count = 0;
  let centre = 0;
  for (let t = from; t < to; t++) {
    if (Number.isNaN(values[t]!)) continue;
    count++;
    centre += (values[t]! - centre) / count;
  }
  let scale = 0;
  for (let t = from; t < to; t++) if (!Number.isNaN(values[t]!)) scale += Math.abs(values[t]! - centre);
  scale = count === 0 ? 0 : scale / count;
  return { centre, scale: scale <= FLAT * Math.abs(centre) ? 0 : scale };
}

/** The unit in which a series moves: its mean absolute deviation, 1 where it is flat. */
export function seriesUnit(values: ArrayLike<number>): number {
  return meanAndDeviation(values, 0, values.length).scale || 1;
}

/** Centre and scale of the context that begins at a row of a run; scale 0: its window is left out. */
export type NormAt = (run: Float64Array, start: number, context: number) => { centre: number; scale: number };
/** Writes the B numbers that the window from a row of a run on reads beside its target. */
export type BesideAt = (start: number, out: Float64Array) => void;

/**
 * Adds all windows of a gapless run, each centred by the mean and divided by the mean absolute deviation of its context; flat
 * contexts are left out. The scale differs from window to window, so no recursion helps.
 */
export function addScaledRun(equations: NormalEquations, run: Float64Array): void {
  addWindows(
    equations,
    run,
    (values, start, context) => meanAndDeviation(values, start, start + context),
    () => {},
  );
}

/** Adds all windows of a gapless run: context, what stands beside it, horizon. */
export function addWindows(equations: NormalEquations, run: Float64Array, normAt: NormAt, besideAt: BesideAt): void {
  const { context: C, horizon: h, size: n } = equations;
  const beside = new Float64Array(n - C);
  addBlocks(equations, run.length - C - h + 1, (s, write) => {
    const { centre, scale } = normAt(run, s, C);
    if (!(scale > 0)) return false;
    for (let i = 0; i < C; i++) write(i, (run[s + i]! - centre) / scale);
    for (let k = 0; k < h; k++) write(n + k, (run[s + C + k]! - centre) / scale);
    besideAt(s, beside);
    for (let i = C; i < n; i++) write(i, beside[i - C]!);
    return true;
  });
}

/** Writes the n inputs of a window, then its h targets, by their row; false: the window is left out. */
type WriteWindow = (window: number, write: (row: number, value: number) => void) => boolean;

/** Adds windows: blocks of them are laid out side by side, `[n + h, BLOCK]`, and multiplied. */
export function addBlocks(equations: NormalEquations, windows: number, writeWindow: WriteWindow): void {
  const { horizon: h, size: n } = equations;
  const block = new Float64Array((n + h) * BLOCK);
  let filled = 0;
  const write = (row: number, value: number): void => {
    block[row * BLOCK + filled] = value;
  };
  for (let s = 0; s < windows; s++) {
    if (writeWindow(s, write)) filled++;
    if (filled === BLOCK || (s === windows - 1 && filled > 0)) {
      addBlock(equations, block, filled);
      filled = 0;
    }
  }
}

/** Adds the products of every input row with every row before it, and with the rows of the horizon. */
function addBlock(equations: NormalEquations, block: Float64Array, filled: number): void {
  const { size: n, horizon: h, inputs, targets } = equations;
  for (let i = 0; i < n; i++) {
    addProducts(inputs, i * n, block, i, 0, i + 1, filled);
    addProducts(targets, i * h, block, i, n, n + h, filled);
  }
  for (let k = n; k < n + h; k++) for (let s = 0; s < filled; s++) equations.squares += block[k * BLOCK + s]! ** 2;
  equations.windows += filled;
}

/** out[at + j - from] += row i . row j for from <= j < to; four rows j at a time share each value of row i. */
function addProducts(out: Float64Array, at: number, block: Float64Array, i: number, from: number, to: number, filled: number): void {
  const left = i * BLOCK;
  let j = from;
  for (; j + 4 <= to; j += 4) {
    const right = j * BLOCK;
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let s = 0; s < filled; s++) {
      const x = block[left + s]!;
      a += x * block[right + s]!;
      b += x * block[right + BLOCK + s]!;
      c += x * block[right + 2 * BLOCK + s]!;
      d += x * block[right + 3 * BLOCK + s]!;
    }
    const first = at + j - from;
    out[first]! += a;
    out[first + 1]! += b;
    out[first + 2]! += c;
    out[first + 3]! += d;
  }
  for (; j < to; j++) {
    let sum = 0;
    for (let s = 0; s < filled; s++) sum += block[left + s]! * block[j * BLOCK + s]!;
    out[at + j - from]! += sum;
  }
}
