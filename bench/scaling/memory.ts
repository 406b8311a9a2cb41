/**
 * What a training step needs in memory, against what back-propagation through time must keep for its batch.
 *
 * It must keep, a window and a step, the inputs (I), and of each layer what the backward pass reads again:
 *   lstm: gates i f g o, cell c, state h               6 H
 *   gru:  gates z r n, candidate product W h, state h  5 H (the reset gate comes after the product)
 *   rnn:  state h                                        H
 * A layer's state is the next one's input and is counted once. Everything is a float of 4 bytes. A ratio below 1 means that
 * the batch is worked through in parts, each forward and backward before the next, so that only a part's share is kept at a time.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Cell, Shape } from '../network.ts';

export interface MemoryRow extends Shape {
  measure: 'memory';
  cell: Cell;
  /** What must be kept. */
  neededBytes: number;
  /** What the core says that a training call allocates, and what the process grew by at its peak, with what Adam keeps (null outside of Linux). */
  statedBytes: number;
  residentBytes: number | null;
  statedRatio: number;
  residentRatio: number | null;
}

const CHILD = fileURLToPath(new URL('./memory-child.ts', import.meta.url));
const KEPT: Record<Cell, number> = { lstm: 6, gru: 5, rnn: 1 };

function neededBytes(cell: Cell, { B, T, I, H, L }: Shape): number {
  return 4 * B * T * (I + L * KEPT[cell] * H);
}

/** In a process of its own, since what another shape has left free would hide the growth. */
export function measureMemory(cell: Cell, shape: Shape): MemoryRow {
  const output = execFileSync(process.execPath, [CHILD, cell, JSON.stringify(shape)]);
  const { statedBytes, residentBytes } = JSON.parse(String(output)) as Pick<MemoryRow, 'statedBytes' | 'residentBytes'>;
  const needed = neededBytes(cell, shape);
  return {
    measure: 'memory',
    cell,
    ...shape,
    neededBytes: needed,
    statedBytes,
    residentBytes,
    statedRatio: statedBytes / needed,
    residentRatio: residentBytes === null ? null : residentBytes / needed,
  };
}
