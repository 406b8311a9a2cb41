import { expect, it } from 'vitest';
import { createRandom } from '../../../../engine/base/random.ts';
import { autocorrelations } from '../../../../engine/data/autocorrelation.ts';
import { fourier } from '../../../../engine/data/seasons/fourier.ts';

it.each([1, 2, 8, 64])('the fast transform of %i values is the sum that defines it', (n) => {
  const random = createRandom(n);
  const [x, y] = [0, 1].map(() => Float64Array.from({ length: n }, () => random.normal()));
  const [real, imaginary] = [Float64Array.from(x!), Float64Array.from(y!)];
  fourier(real, imaginary);
  for (let k = 0; k < n; k++) {
    let [re, im] = [0, 0];
    for (let t = 0; t < n; t++) {
      const angle = (-2 * Math.PI * t * k) / n;
      re += x![t]! * Math.cos(angle) - y![t]! * Math.sin(angle);
      im += x![t]! * Math.sin(angle) + y![t]! * Math.cos(angle);
    }
    expect(real[k]).toBeCloseTo(re, 10);
    expect(imaginary[k]).toBeCloseTo(im, 10);
  }
});

it('autocorrelations at many lags are those at few, gaps included', () => {
  const random = createRandom(3);
  const values = Float64Array.from({ length: 300 }, (_, t) => (t % 17 === 5 ? Number.NaN : random.normal() + Math.sin(t / 4)));
  const many = autocorrelations(values, 200);
  const few = autocorrelations(values, 60);
  for (let lag = 0; lag <= 60; lag++) expect(many[lag]).toBeCloseTo(few[lag]!, 12);
  const observed = values.filter((value) => !Number.isNaN(value));
  const mean = observed.reduce((sum, value) => sum + value, 0) / observed.length;
  let [above, below] = [0, 0];
  values.forEach((value, t) => {
    if (Number.isNaN(value)) return;
    below += (value - mean) ** 2;
    const before = values[t - 150];
    if (before !== undefined && !Number.isNaN(before)) above += (value - mean) * (before - mean);
  });
  expect(many[150]).toBeCloseTo(above / below, 12);
});
