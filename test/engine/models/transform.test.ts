import { describe, expect, it } from 'vitest';
import { forwardTransform, inverseTransform, isLogarithm, unitsPerTransformed } from '../../../engine/models/transform.ts';

const EXPONENTS = [-1, -0.3, -0.01, 0, 0.01, 0.4, 1, 2];

describe('Box-Cox', () => {
  it('by hand', () => {
    expect(forwardTransform('box-cox', 9, 0.5)).toBeCloseTo(4, 14);
    expect(forwardTransform('box-cox', 4, -1)).toBeCloseTo(0.75, 14);
    expect(forwardTransform('box-cox', 3, 2)).toBeCloseTo(4, 14);
    expect(forwardTransform('box-cox', 3, 1)).toBeCloseTo(2, 14);
    expect(forwardTransform('box-cox', Math.E ** 3, 0)).toBeCloseTo(3, 14);
    expect(inverseTransform('box-cox', 4, 0.5, 0)).toBe(9);
    expect(inverseTransform('box-cox', 0.75, -1, 0)).toBe(4);
  });

  it.each(EXPONENTS)('lambda %d: goes and comes back, and keeps order', (lambda) => {
    let before = -Infinity;
    for (const value of [1e-3, 0.2, 1, 7, 150, 2000]) {
      const transformed = forwardTransform('box-cox', value, lambda);
      expect(transformed).toBeGreaterThan(before);
      before = transformed;
      expect(inverseTransform('box-cox', transformed, lambda, transformed) / value).toBeCloseTo(1, 9);
    }
  });

  it('is continuous at lambda 0', () => {
    for (const lambda of [-1.1e-6, 1.1e-6]) {
      expect(isLogarithm({ transform: 'box-cox', lambda })).toBe(false);
      expect(Math.abs(forwardTransform('box-cox', 50, lambda) - Math.log(50))).toBeLessThan(1e-5);
    }
    expect(forwardTransform('box-cox', 50, 1e-7)).toBe(Math.log(50));
  });

  it.each(EXPONENTS)('lambda %d: takes what is not above zero for a gap', (lambda) => {
    for (const value of [0, -1, Number.NaN]) expect(forwardTransform('box-cox', value, lambda)).toBeNaN();
  });

  it('ends at zero, and with a negative exponent before the pole', () => {
    expect(inverseTransform('box-cox', -1000, 0.4, 5)).toBe(0);
    // 1 - z of a centre of 0.9 is 0.1; a ten-thousandth of it is left.
    expect(inverseTransform('box-cox', 3, -1, 0.9)).toBeCloseTo(1e5, 4);
    expect(inverseTransform('box-cox', 0.999, -1, 0.9)).toBeCloseTo(1000, 6);
  });

  it.each(EXPONENTS)('lambda %d: the units of a step are those of finite differences', (lambda) => {
    const step = 1e-5;
    const at = forwardTransform('box-cox', 12, lambda);
    const slope = (inverseTransform('box-cox', at + step, lambda, at) - inverseTransform('box-cox', at - step, lambda, at)) / (2 * step);
    expect(slope / unitsPerTransformed({ transform: 'box-cox', lambda }, 12)).toBeCloseTo(1, 6);
  });
});
