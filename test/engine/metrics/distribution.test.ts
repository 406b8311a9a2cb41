import { describe, expect, it } from 'vitest';
import { pitHistogram, sharpness } from '../../../engine/metrics/index.ts';

describe('pitHistogram', () => {
  const levels = [0.1, 0.5, 0.9];

  it('puts a value where the line between its quantiles says', () => {
    // Halfway between the quantiles 10 and 20 of 0.1 and 0.5: level 0.3.
    expect(pitHistogram([15], [10, 20, 30], levels, 10)).toEqual([0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  });

  it('spreads a value beyond the outer quantiles over the levels there', () => {
    expect(pitHistogram([99], [10, 20, 30], [0.2, 0.5, 0.8], 10).map((share) => Number(share.toFixed(12)))).toEqual([
      0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0.5,
    ]);
  });

  it('spreads a value on equal quantiles over all levels between them', () => {
    const shares = pitHistogram([0], [0, 0, 30], levels, 10);
    expect(shares.map((share) => Number(share.toFixed(12)))).toEqual([0, 0.25, 0.25, 0.25, 0.25, 0, 0, 0, 0, 0]);
  });

  it('is flat where actuals are spread as forecast, and heaped in the middle where forecasts are too wide', () => {
    const actual = Array.from({ length: 1000 }, (_, i) => (i + 0.5) / 1000);
    const right = pitHistogram(
      actual,
      actual.flatMap(() => levels),
      levels,
      10,
    );
    for (const share of right) expect(share).toBeCloseTo(0.1, 10);
    const wide = pitHistogram(
      actual,
      actual.flatMap(() => levels.map((level) => 3 * level - 1)),
      levels,
      10,
    );
    expect(wide[4]! + wide[5]!).toBeGreaterThan(0.55);
    expect(wide[0]).toBe(0);
  });

  it('leaves out what is not observed or not forecast; NaN where nothing is left', () => {
    expect(pitHistogram([Number.NaN, 1, 2], [0, 1, 2, 0, 1, 2, Number.NaN, Number.NaN, Number.NaN], levels, 2)).toEqual([0, 1]);
    expect(pitHistogram([Number.NaN], [0, 1, 2], levels, 2)).toEqual([Number.NaN, Number.NaN]);
  });
});

it('sharpness is the mean width over the scale, of observed points', () => {
  expect(sharpness([1, 2, Number.NaN], [0, 0, 0], [2, 6, 100], [1, 2, 1])).toBe(2.5);
});
