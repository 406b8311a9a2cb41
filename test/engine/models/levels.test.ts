import { describe, expect, it } from 'vitest';
import { scaledLevels } from '../../../engine/models/levels.ts';
import { normalQuantile } from '../../../engine/models/normal.ts';

describe('normal quantiles', () => {
  // Printed to sixteen digits in many places, among them Wichura 1988.
  it.each([
    [0.5, 0],
    [0.75, 0.6744897501960817],
    [0.9, 1.2815515655446004],
    [0.975, 1.959963984540054],
    [0.99, 2.3263478740408408],
    [0.999, 3.090232306167813],
    [1e-6, -4.753424308822899],
  ])('at %d', (level, z) => {
    expect(normalQuantile(level)).toBeCloseTo(z, 9);
    expect(normalQuantile(1 - level)).toBeCloseTo(-z, 9);
  });
});

describe('quantiles of outputs', () => {
  const quantiles = [0.1, 0.5, 0.9];

  it('are the outputs of a quantile loss, and a point everywhere', () => {
    expect([...scaledLevels({ kind: 'pinball', quantiles }, quantiles, Float32Array.of(1, 2, 3))]).toEqual([1, 2, 3]);
    for (const kind of ['mse', 'mae'] as const)
      expect([...scaledLevels({ kind }, quantiles, Float32Array.of(4, 5))]).toEqual([4, 4, 4, 5, 5, 5]);
    expect([...scaledLevels({ kind: 'huber', delta: 1 }, quantiles, Float32Array.of(4))]).toEqual([4, 4, 4]);
  });

  it('lie around mu as wide as sigma', () => {
    const [low, middle, high] = scaledLevels({ kind: 'normal' }, quantiles, Float32Array.of(2, 0));
    const sigma = Math.log(2) + 1e-4;
    expect(middle).toBeCloseTo(2, 12);
    expect(high! - 2).toBeCloseTo(1.2815515655446004 * sigma, 9);
    expect(2 - low!).toBeCloseTo(high! - 2, 12);
    const flat = scaledLevels({ kind: 'normal' }, quantiles, Float32Array.of(0, -200, 0, 200));
    expect(flat[2]).toBeCloseTo(1.2815515655446004e-4, 12);
    expect(flat[5]).toBeCloseTo(1.2815515655446004 * 200, 3);
  });

  it("of Student's t lie around mu as a printed table says", () => {
    // t_0.9 of 10 degrees of freedom, Abramowitz & Stegun, table 26.10.
    const n = Math.log(Math.exp(8) - 1);
    const [low, middle, high] = scaledLevels({ kind: 'studentT' }, quantiles, Float32Array.of(2, 0, n));
    const sigma = Math.log(2) + 1e-4;
    expect(middle).toBeCloseTo(2, 12);
    expect((high! - 2) / sigma).toBeCloseTo(1.372, 3);
    expect(2 - low!).toBeCloseTo(high! - 2, 12);
  });

  it('of counts are whole once the scale of their window is back', () => {
    // A mean of 4 ln 2 = 2.77 and alpha = ln(1 + e^-40) / 2, next to none: Poisson, whose distribution function is .0624, .2356, .4756, .6974, .8511, .9364.
    const levels = scaledLevels({ kind: 'negativeBinomial' }, [0.05, 0.1, 0.5, 0.9], Float32Array.of(0, -40), () => 4);
    expect([...levels].map((level) => 4 * level)).toEqual([0, 1, 3, 5]);
  });

  it('of a loss without them are refused', () =>
    expect(() => scaledLevels({ kind: 'crossEntropy', classes: 2 }, quantiles, Float32Array.of(0, 0))).toThrow(/crossEntropy/));
});
