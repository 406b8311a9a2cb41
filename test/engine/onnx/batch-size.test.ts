import { describe, expect, it } from 'vitest';
import { BatchSize } from '../../../engine/onnx/batch-size.ts';

/** The sizes of the runs of a job whose run of n windows takes `cost(n)` milliseconds. */
function sizes(limit: number, cost: (count: number) => number): number[] {
  const batch = new BatchSize(limit);
  return Array.from({ length: 8 }, () => {
    const count = batch.size;
    batch.record(count, cost(count));
    return count;
  });
}

describe('the batch size', () => {
  it('grows while a larger batch is faster a window', () =>
    expect(sizes(4096, (n) => 1 + n / 1000)).toEqual([16, 64, 256, 1024, 4096, 4096, 4096, 4096]));
  it('goes back where it is not', () => expect(sizes(4096, (n) => (n > 64 ? n : 2 + n / 10))).toEqual([16, 64, 256, 64, 64, 64, 64, 64]));
  it('keeps a run short', () => expect(sizes(4096, (n) => 5 + n * 0.5).at(-1)).toBe(64));
  it('stays within its limit', () => expect(sizes(100, (n) => 1 + n / 1000).at(-1)).toBe(100));
  it('runs one window where not even one fits the budget', () => expect(sizes(0.2, () => 1)).toEqual(new Array(8).fill(1)));
});
