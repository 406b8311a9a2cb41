/** Rows of a lowest-level block; each higher level joins as many blocks of the one below. */
const FAN = 32;

/** Rows of the smallest and largest value; -1 where there is none. */
export interface Bounds {
  low: number;
  high: number;
}

/** Blocks of FAN^(level + 1) rows, each with the rows of its smallest and largest value (-1: all missing). */
interface Level {
  size: number;
  low: Int32Array;
  high: Int32Array;
}

export interface Pyramid {
  levels: Level[];
}

const known = new WeakMap<Float64Array, Pyramid>();

/** Minima and maxima of a column by blocks, built once: a window then costs what it shows, not what it spans. */
export function pyramidOf(values: Float64Array): Pyramid {
  let pyramid = known.get(values);
  if (!pyramid) known.set(values, (pyramid = build(values)));
  return pyramid;
}

function build(values: Float64Array): Pyramid {
  const levels: Level[] = [];
  let below: Level | null = null;
  for (let size = FAN; size < values.length; size *= FAN) {
    const blocks = Math.ceil(values.length / size);
    const level: Level = { size, low: new Int32Array(blocks), high: new Int32Array(blocks) };
    const bounds: Bounds = { low: -1, high: -1 };
    for (let block = 0; block < blocks; block++) {
      bounds.low = bounds.high = -1;
      if (below === null) scan(values, block * size, Math.min(values.length, (block + 1) * size), bounds);
      else for (let child = block * FAN; child < Math.min(below.low.length, (block + 1) * FAN); child++) join(values, below, child, bounds);
      level.low[block] = bounds.low;
      level.high[block] = bounds.high;
    }
    levels.push(level);
    below = level;
  }
  return { levels };
}

/** Rows of the smallest and largest observed value in [from, to), into `bounds`. */
export function boundsBelow({ levels }: Pyramid, values: Float64Array, from: number, to: number, bounds: Bounds): void {
  bounds.low = bounds.high = -1;
  let row = from;
  while (row < to) {
    let taken: Level | null = null;
    for (const level of levels) {
      if (row % level.size !== 0 || row + level.size > to) break;
      taken = level;
    }
    if (taken === null) {
      const end = Math.min(to, (Math.floor(row / FAN) + 1) * FAN);
      scan(values, row, end, bounds);
      row = end;
    } else {
      join(values, taken, row / taken.size, bounds);
      row += taken.size;
    }
  }
}

function scan(values: Float64Array, from: number, to: number, bounds: Bounds): void {
  for (let row = from; row < to; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    if (bounds.low < 0 || value < values[bounds.low]!) bounds.low = row;
    if (bounds.high < 0 || value > values[bounds.high]!) bounds.high = row;
  }
}

function join(values: Float64Array, level: Level, block: number, bounds: Bounds): void {
  const low = level.low[block]!;
  const high = level.high[block]!;
  if (low < 0) return;
  if (bounds.low < 0 || values[low]! < values[bounds.low]!) bounds.low = low;
  if (bounds.high < 0 || values[high]! > values[bounds.high]!) bounds.high = high;
}
