import { describe, expect, it } from 'vitest';
import { BatchSize } from '../../../engine/onnx/batch-size.ts';

/** The sizes of the first runs of a job whose run of n windows takes `cost(n)` milliseconds. */
function sizes(limit: number, cost: (count: number) => number): number[] {
  const batch = new BatchSize(limit);
  return Array.from({ length: 10 }, () => {
    const count = batch.size;
    batch.record(count, cost(count));
    return count;
  });
}

describe('the batch size', () => {
  it('grows while a larger batch is faster a window', () => {
    expect(sizes(4096, (n) => 1 + n / 1000)).toEqual([16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 4096]);
  });
  it('goes back where it is not', () => {
    expect(sizes(4096, (n) => (n > 64 ? n : 2 + n / 10))).toEqual([16, 32, 64, 128, 64, 64, 64, 64, 64, 64]);
  });
  it('is not stopped by one slow run', () => {
    expect(sizes(256, (n) => (n === 32 ? 5 : 2 + n / 10)).at(-1)).toBe(256);
  });
  it('prefers the smaller of two that are equally fast', () => expect(sizes(256, (n) => n / 10).at(-1)).toBe(16));
  it('keeps a run short', () => expect(sizes(4096, (n) => 20 + n).at(-1)).toBe(128));
  it('stays within its limit', () => expect(sizes(100, (n) => 1 + n / 1000).at(-1)).toBe(100));
  it('runs one window where not even one fits the budget', () => expect(sizes(0.2, () => 1)).toEqual(new Array(10).fill(1)));
});
