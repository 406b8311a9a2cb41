import { createRandom, shuffle } from '../base/random.ts';

/** The windows of one epoch in the order in which they are trained: it depends on seed and epoch alone. */
export function epochOrder(windows: Int32Array, seed: number, epoch: number): Int32Array {
  const order = windows.slice();
  shuffle(order, createRandom(seed, epoch));
  return order;
}
