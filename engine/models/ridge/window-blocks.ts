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

/**
 * Adds all windows of a gapless run, each centred by the mean and divided by the mean absolute deviation of its context; flat
 * contexts are left out. The scale differs from window to window, so no recursion helps: blocks of windows are
 * laid out side by side, `[C + h, BLOCK]`, and multiplied.
 */
export function addScaledRun(equations: NormalEquations, run: Float64Array): void {
  const { context: C, horizon: h } = equations;
  const windows = run.length - C - h + 1;
  const block = new Float64Array((C + h) * BLOCK);
  let filled = 0;
  for (let s = 0; s < windows; s++) {
    const { centre, scale } = meanAndDeviation(run, s, s + C);
    if (scale > 0) {
      for (let i = 0; i < C + h; i++) block[i * BLOCK + filled] = (run[s + i]! - centre) / scale;
      filled++;
    }
    if (filled === BLOCK || (s === windows - 1 && filled > 0)) {
      addBlock(equations, block, filled);
      filled = 0;
    }
  }
}

/** Adds the products of every context row with every row before it, and with the rows of the horizon. */
function addBlock(equations: NormalEquations, block: Float64Array, filled: number): void {
  const { context: C, horizon: h, inputs, targets } = equations;
  for (let i = 0; i < C; i++) {
    addProducts(inputs, i * C, block, i, 0, i + 1, filled);
    addProducts(targets, i * h, block, i, C, C + h, filled);
  }
  for (let k = C; k < C + h; k++) for (let s = 0; s < filled; s++) equations.squares += block[k * BLOCK + s]! ** 2;
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
