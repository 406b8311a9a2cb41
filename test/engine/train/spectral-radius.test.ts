import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../engine/base/random.ts';
import { spectralRadius } from '../../../engine/train/spectral-radius.ts';

/** S D S^-1 for block-diagonal D and a shear S = I + e_0 u^T, so the eigenvalues are those of D whatever u is. */
function similar(d: number[][], u: number[]): number[] {
  const n = d.length;
  const shear = (sign: number): number[][] => d.map((_, i) => d.map((_, j) => (i === j ? 1 : 0) + (i === 0 && j > 0 ? sign * u[j]! : 0)));
  const times = (a: number[][], b: number[][]): number[][] =>
    a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
  return times(times(shear(1), d), shear(-1))
    .flat()
    .slice(0, n * n);
}

describe('spectralRadius', () => {
  it.each([
    ['one number', [-3], 1, 3],
    ['a diagonal', [0.5, 0, 0, -0.9], 2, 0.9],
    ['a rotation: a complex pair of modulus 1', [Math.cos(1), -Math.sin(1), Math.sin(1), Math.cos(1)], 2, 1],
    ['a complex pair 0.6 +- 0.8i, scaled', [1.2, -1.6, 1.6, 1.2], 2, 2],
    ['a Jordan block, which has one eigenvector', [0.8, 1, 0, 0.8], 2, 0.8],
    ['a nilpotent matrix', [0, 1, 0, 0], 2, 0],
    ['zeros', [0, 0, 0, 0], 2, 0],
    ['two eigenvalues of one modulus', [0, 4, 1, 0], 2, 2],
    ['tiny numbers', [1e-200, 0, 0, 2e-200], 2, 2e-200],
    ['large numbers', [1e150, 0, 0, -3e150], 2, 3e150],
  ])('of %s', (_name, matrix, n, expected) => {
    const radius = spectralRadius(matrix, n);
    expect(Math.abs(radius - expected)).toBeLessThanOrEqual(1e-9 * expected);
  });

  it('of a matrix of known eigenvalues, far from normal', () => {
    const d = [
      [0.3, 0, 0, 0],
      [0, 0.7, -0.6, 0],
      [0, 0.6, 0.7, 0],
      [0, 0, 0, -0.5],
    ];
    expect(spectralRadius(similar(d, [0, 40, -25, 10]), 4)).toBeCloseTo(Math.hypot(0.7, 0.6), 8);
  });

  it('of an orthogonal matrix (products of reflections) is 1, at any size', () => {
    const n = 48;
    const random = createRandom(3);
    let matrix = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0) as number));
    for (let reflection = 0; reflection < 5; reflection++) {
      const v = Array.from({ length: n }, () => random.normal());
      const squared = v.reduce((sum, x) => sum + x * x, 0);
      matrix = matrix.map((row) => {
        const dot = row.reduce((sum, x, k) => sum + x * v[k]!, 0);
        return row.map((x, j) => x - (2 * dot * v[j]!) / squared);
      });
    }
    expect(spectralRadius(matrix.flat(), n)).toBeCloseTo(1, 9);
  });

  it('is not a number where an element is not', () => {
    expect(spectralRadius([1, Number.NaN, 0, 1], 2)).toBeNaN();
    expect(spectralRadius([1, Infinity, 0, 1], 2)).toBeNaN();
  });
});
