import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueFormatter } from '../../../../renderer/base/chart/number-format.ts';
import { logTicks, niceStep, numberTicks } from '../../../../renderer/base/chart/ticks.ts';

const labels = (min: number, max: number, count: number, whole = false) =>
  numberTicks(min, max, count, { locale: 'en', whole }).map(({ label }) => label);

describe('number ticks', () => {
  it('are multiples of 1, 2 or 5', () => {
    expect(niceStep(10, 5)).toBe(2);
    expect(niceStep(1, 10)).toBe(0.1);
    expect(labels(0, 1, 5)).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']);
    expect(labels(-7, 12, 4)).toEqual(['-5', '0', '5', '10']);
  });

  it('shorten large numbers without making two labels alike', () => {
    expect(labels(0, 2e6, 4)).toEqual(['0', '500K', '1M', '1.5M', '2M']);
    expect(labels(1_234_500, 1_234_560, 3)).toEqual(['1,234,500', '1,234,520', '1,234,540', '1,234,560']);
  });

  it('write tiny numbers with an exponent', () => {
    expect(labels(0, 3e-6, 3)).toEqual(['0E0', '1E-6', '2E-6', '3E-6']);
  });

  it('have no halves on an axis of rows', () => {
    expect(labels(1, 3, 10, true)).toEqual(['1', '2', '3']);
  });

  it('are in order, inside, distinct and neither few nor many', () => {
    const bound = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(bound, fc.double({ min: 1e-3, max: 1e9, noNaN: true }), fc.integer({ min: 2, max: 12 }), (min, span, count) => {
        const ticks = numberTicks(min, min + span, count, { locale: 'en' });
        const step = (ticks[1]?.value ?? 0) - (ticks[0]?.value ?? 0);
        expect(ticks.length).toBeGreaterThanOrEqual(1);
        expect(ticks.length).toBeLessThanOrEqual(1.6 * count + 1);
        expect(ticks.every(({ value }) => value >= min - step * 1e-6 && value <= min + span + step * 1e-6)).toBe(true);
        expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
      }),
    );
  });

  it('do not exist for an empty span', () => {
    expect(labels(1, 1, 5)).toEqual([]);
    expect(labels(Number.NaN, 1, 5)).toEqual([]);
  });
});

describe('log ticks', () => {
  const shown = (min: number, max: number, count: number) => logTicks(min, max, count, 'en').map(({ label }) => label);

  it('put 2 and 5 between decades where there is room', () => {
    expect(shown(-1, 1, 6)).toEqual(['0.1', '0.2', '0.5', '1', '2', '5', '10']);
  });

  it('skip decades where there is none', () => {
    expect(shown(-6, 6, 4)).toEqual(['1E-6', '0.001', '1', '1,000', '1M']);
  });

  it('are linear within a fraction of a decade', () => {
    const ticks = logTicks(Math.log10(2), Math.log10(3), 5, 'en');
    expect(ticks.map(({ label }) => label)).toEqual(['2.0', '2.2', '2.4', '2.6', '2.8', '3.0']);
    expect(ticks[0]?.value).toBeCloseTo(Math.log10(2), 12);
  });
});

describe('values', () => {
  it('keep six digits, the unit, and a dash for nothing', () => {
    const format = valueFormatter('en', 'MW');
    expect(format(1234.56789)).toBe('1,234.57 MW');
    expect(format(0)).toBe('0 MW');
    expect(format(0.00001234)).toBe('1.234E-5 MW');
    expect(format(Number.NaN)).toBe('–');
    expect(valueFormatter('de')(1234.5)).toBe('1.234,5');
  });
});
