import type { Pause } from '../csv/pause.ts';

/**
 * Sorts `order[from, to)` by `keys[order[i]]`, stable: merges ever longer runs, and lets other work run between
 * the passes over a long range.
 */
export async function sortByKey(order: Int32Array, keys: Float64Array, from: number, to: number, pause: Pause): Promise<void> {
  const length = to - from;
  let source: Int32Array = order.subarray(from, to);
  let target: Int32Array = new Int32Array(length);
  for (let width = 1; width < length; width *= 2) {
    for (let left = 0; left < length; left += 2 * width)
      merge(source, target, keys, left, Math.min(left + width, length), Math.min(left + 2 * width, length));
    [source, target] = [target, source];
    if (length > 100_000) await pause();
  }
  order.subarray(from, to).set(source);
}

function merge(source: Int32Array, target: Int32Array, keys: Float64Array, left: number, middle: number, right: number): void {
  let a = left;
  let b = middle;
  for (let i = left; i < right; i += 1) {
    const takeLeft = a < middle && (b >= right || keys[source[a]!]! <= keys[source[b]!]!);
    target[i] = takeLeft ? source[a++]! : source[b++]!;
  }
}
