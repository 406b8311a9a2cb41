import { describe, expect, it } from 'vitest';
import { quasiNewton } from '../../../../engine/models/classical/quasi-newton.ts';

describe('the quasi-Newton search', () => {
  it("finds the minimum of Rosenbrock's valley", () => {
    const { point, value } = quasiNewton(([x, y]) => (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2, [-1.2, 1], 1e-12);
    expect(value).toBeLessThan(1e-6);
    expect(point[0]).toBeCloseTo(1, 2);
    expect(point[1]).toBeCloseTo(1, 2);
  });

  it('does not step into where the function is infinite or NaN', () => {
    const { point } = quasiNewton(([x]) => (x! <= 0 ? Number.NaN : x! - Math.log(x!)), [6], 1e-10);
    expect(point[0]).toBeCloseTo(1, 4);
  });

  it('stays where it begins if that is infinite, flat or has no arguments', () => {
    expect(quasiNewton(() => Number.POSITIVE_INFINITY, [2], 1e-6)).toEqual({ point: Float64Array.of(2), value: Number.POSITIVE_INFINITY });
    expect(quasiNewton(() => 3, [2], 1e-6)).toEqual({ point: Float64Array.of(2), value: 3 });
    expect(quasiNewton(() => 3, [], 1e-6)).toEqual({ point: new Float64Array(), value: 3 });
  });
});
