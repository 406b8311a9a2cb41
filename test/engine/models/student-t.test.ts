import { describe, expect, it } from 'vitest';
import { studentLevel, studentPolynomial, studentQuantile } from '../../../engine/models/student-t.ts';

describe("quantiles of Student's t", () => {
  it.each([
    // nu, level, quantile: Abramowitz & Stegun, table 26.10, and for nu = 2 in closed form.
    [3, 0.9, 1.638],
    [3, 0.975, 3.182],
    [5, 0.995, 4.032],
    [10, 0.975, 2.228],
    [30, 0.95, 1.697],
    [120, 0.995, 2.617],
    [2, 0.9, 0.8 * Math.sqrt(2 / (1 - 0.64))],
    [2, 0.25, -0.5 * Math.sqrt(2 / (1 - 0.25))],
  ])('nu %d at %d', (nu, level, expected) => expect(Math.abs(studentQuantile(level, 1 / nu) - expected)).toBeLessThan(5.1e-4));

  it('is in closed form for nu = 2, and normal without end', () => {
    for (const level of [0.01, 0.3, 0.5, 0.77, 0.999]) {
      const a = 2 * level - 1;
      expect(studentQuantile(level, 0.5)).toBeCloseTo(a * Math.sqrt(2 / (1 - a * a)), 9);
    }
    expect(studentQuantile(0.9, 0)).toBeCloseTo(1.2815515655446004, 9);
    expect(studentQuantile(0.9, 1e-6)).toBeCloseTo(1.2815524, 6);
  });

  it('are the polynomial for every nu from 2 on, to 1e-8', () => {
    for (const level of [0.001, 0.01, 0.1, 0.4, 0.5, 0.9, 0.99, 0.999]) {
      const polynomial = studentPolynomial(level);
      for (const inverse of [0, 1e-4, 0.01, 0.0731, 0.2, 0.333, 0.45, 0.4999])
        expect(Math.abs(studentLevel(polynomial, 1 / inverse) - studentQuantile(level, inverse)), `${level}, ${inverse}`).toBeLessThan(
          1e-8,
        );
    }
  });
});
