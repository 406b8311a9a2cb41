import { expect, it } from 'vitest';
import { incompleteBeta, twoSidedChance } from '../../../engine/base/student-t.ts';
import { scipyCases } from '../../helpers/scipy.ts';

const beta = scipyCases<{ x: number; a: number; b: number; value: number }>('incomplete-beta');
const student = scipyCases<{ t: number; freedom: number; twoSided: number }>('student-t');

/** |a - b| over |b|, or absolute where b is 0. */
const difference = (a: number, b: number): number => (b === 0 ? Math.abs(a) : Math.abs(a / b - 1));

it.each(beta)('I_$x($a, $b) is what SciPy says', ({ x, a, b, value }) => {
  expect(difference(incompleteBeta(x, a, b), value)).toBeLessThan(1e-11);
});

it.each(student)('the chance beyond $t with $freedom degrees of freedom is what SciPy says', ({ t, freedom, twoSided }) => {
  expect(difference(twoSidedChance(t, freedom), twoSided)).toBeLessThan(1e-10);
  expect(twoSidedChance(-t, freedom)).toBe(twoSidedChance(t, freedom));
});

it('with one degree of freedom it is Cauchy: half of it lies beyond 1', () => {
  expect(twoSidedChance(1, 1)).toBeCloseTo(0.5, 14);
});
