import { expect, it } from 'vitest';
import { createRandom } from '../../../../engine/base/random.ts';
import { pelt, type SegmentCost, segmentLines } from '../../../../engine/data/profile/pelt.ts';

/** The best segmentation by trying every last change at every length: no pruning. */
function exhaustive(n: number, cost: SegmentCost, penalty: number, least: number): number[] {
  const best = [{ total: -penalty, starts: [] as number[] }];
  for (let to = 1; to <= n; to++) {
    best[to] = { total: Infinity, starts: [] };
    for (let from = 0; from + least <= to; from++) {
      const total = best[from]!.total + cost(from, to) + penalty;
      if (total < best[to]!.total) best[to] = { total, starts: from === 0 ? [] : [...best[from]!.starts, from] };
    }
  }
  return best[n]!.starts;
}

it.each([2, 5, 12])('finds what trying everything finds, segments of at least %i', (least) => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = createRandom(seed);
    const n = 60 + random.below(60);
    const levels = Array.from({ length: 8 }, () => 3 * random.normal());
    const values = Float64Array.from({ length: n }, (_, t) => levels[Math.floor((8 * t) / n)]! + random.normal());
    const lines = segmentLines(values);
    const cost: SegmentCost = (from, to) => lines(from, to).squares;
    for (const penalty of [3, 15]) expect(pelt(n, cost, penalty, least)).toEqual(exhaustive(n, cost, penalty, least));
  }
});

it('lines of segments are least-squares lines, gaps left out', () => {
  const values = Float64Array.of(9, 9, 1, 3, Number.NaN, 8, 8, 20);
  // By hand over t = 0, 1, 3, 4 and y = 1, 3, 8, 8: means 2 and 5, slope 19 / 10, deviations -.2 -.1 1.1 -.8.
  const { start, slope, squares, count } = segmentLines(values)(2, 7);
  expect(count).toBe(4);
  expect(slope).toBeCloseTo(1.9, 12);
  expect(start).toBeCloseTo(1.2, 12);
  expect(squares).toBeCloseTo(0.04 + 0.01 + 1.21 + 0.64, 12);
});
