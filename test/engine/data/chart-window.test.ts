import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { chartWindow } from '../../../engine/data/chart-window.ts';
import { tablePage } from '../../../engine/data/table-page.ts';
import { datasetOf } from '../../helpers/dataset.ts';

const random = createRandom(4);
const long = Float64Array.from({ length: 10_007 }, (_, i) => (i % 97 < 3 ? Number.NaN : random.normal()));
const dataset = datasetOf([{ y: [1, 2, 3] }, { y: long }]);
const whole = { datasetId: 'd', column: 'y', from: null, to: null };

describe('chartWindow', () => {
  it('shows every row where there is room', () => {
    const { x, y, rows, complete } = chartWindow(dataset, { ...whole, seriesId: 's0', pixels: 100 });
    expect([...x]).toEqual([0, 1, 2]);
    expect([...y]).toEqual([1, 2, 3]);
    expect({ rows, complete }).toEqual({ rows: 3, complete: true });
  });

  it.each([1, 7, 100, 1000])('keeps the extremes of each of %i buckets, as a plain scan finds them', (pixels) => {
    const { x, y } = chartWindow(dataset, { ...whole, seriesId: 's1', pixels });
    expect(x.length).toBeLessThanOrEqual(2 * pixels);
    const shown = new Set(y);
    for (let bucket = 0; bucket < pixels; bucket++) {
      const part = long
        .subarray(Math.floor((10_007 * bucket) / pixels), Math.floor((10_007 * (bucket + 1)) / pixels))
        .filter((v) => !Number.isNaN(v));
      if (part.length === 0) continue;
      expect(shown.has(Math.min(...part))).toBe(true);
      expect(shown.has(Math.max(...part))).toBe(true);
    }
    expect([...x]).toEqual([...x].sort((a, b) => a - b));
  });

  it('cuts a range out and reaches one row beyond it', () => {
    const { x } = chartWindow(dataset, { ...whole, seriesId: 's1', from: 103.5, to: 110, pixels: 500 });
    expect([...x]).toEqual([103, 104, 105, 106, 107, 108, 109, 110, 111]);
  });

  it('breaks the line where a bucket holds nothing', () => {
    const gap = datasetOf([{ y: Float64Array.from({ length: 4000 }, (_, i) => (i >= 1000 && i < 2000 ? Number.NaN : i)) }]);
    const { y } = chartWindow(gap, { ...whole, seriesId: 's0', pixels: 40 });
    expect([...y].filter(Number.isNaN)).toHaveLength(10);
  });

  it('names what it does not know', () => {
    expect(() => chartWindow(dataset, { ...whole, seriesId: 'x', pixels: 1 })).toThrow(/no series "x"/);
    expect(() => chartWindow(dataset, { ...whole, seriesId: 's0', column: 'z', pixels: 1 })).toThrow(/no numeric column "z"/);
  });
});

describe('tablePage', () => {
  it('gives cells row by row, null where missing, and the line of the file', () => {
    const page = tablePage(dataset, { datasetId: 'd', offset: 2, limit: 3 });
    expect(page).toEqual({ offset: 2, columns: ['y'], rows: [[3], [null], [null]], fileRows: [4, 5, 6] });
  });

  it('ends where the rows end', () => {
    expect(tablePage(dataset, { datasetId: 'd', offset: 99_999, limit: 10 }).rows).toEqual([]);
  });
});
