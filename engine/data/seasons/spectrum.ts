import { powerOfTwo, realFourier } from './fourier.ts';

/** Frequencies between two that n values tell apart: a peak is then never far from one of them. */
const FINER = 4;

/** `power[j]` at j / `size` cycles a step, j from 0 to size / 2, of `values` steps without gaps. */
export interface Spectrum {
  power: Float64Array;
  size: number;
  values: number;
}

/**
 * The periodogram of a series without gaps, after its least-squares cubic and under a Hann window (Percival & Walden 1993, ch. 6):
 * what a trend leaks into other frequencies falls with the sixth power of the distance.
 */
export function spectrum(values: Float64Array): Spectrum {
  const n = values.length;
  const size = powerOfTwo(FINER * n);
  const windowed = new Float64Array(size);
  windowed.set(withoutCubic(values));
  for (let t = 0; t < n; t++) windowed[t] = windowed[t]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * (t + 0.5)) / n));
  return { power: powers(realFourier(windowed)), size, values: n };
}

/** Squared lengths, in place of the real parts. */
export function powers({ real, imaginary }: ReturnType<typeof realFourier>): Float64Array {
  for (let k = 0; k < real.length; k++) real[k] = real[k]! * real[k]! + imaginary[k]! * imaginary[k]!;
  return real;
}

/** Values without gaps less their least-squares polynomial of degree 3, or less where they are few. */
export function withoutCubic(values: Float64Array): Float64Array {
  const n = values.length;
  const left = Float64Array.from(values);
  const basis: Float64Array[] = [];
  for (let degree = 0; degree <= Math.min(3, n - 2); degree++) {
    const power = new Float64Array(n);
    for (let t = 0; t < n; t++) power[t] = (n > 1 ? (2 * t) / (n - 1) - 1 : 0) ** degree;
    for (const other of basis) subtract(power, other, dot(power, other));
    const length = Math.sqrt(dot(power, power));
    basis.push(power.map((value) => value / length));
    subtract(left, basis[degree]!, dot(left, basis[degree]!));
  }
  return left;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let t = 0; t < a.length; t++) sum += a[t]! * b[t]!;
  return sum;
}

function subtract(from: Float64Array, what: Float64Array, times: number): void {
  for (let t = 0; t < from.length; t++) from[t] = from[t]! - times * what[t]!;
}

/** Mean over median of the power of noise in one frequency, which is exponentially distributed. */
const MEAN_OVER_MEDIAN = 1 / Math.LN2;
/** Frequencies that a background is drawn through, in units that n values tell apart. */
const FEWEST = 24;
const MOST_POINTS = 200;
const ROUNDS = 12;

/** The power of noise at a frequency, and from how many frequencies that is known. */
export interface Background {
  power: number;
  frequencies: number;
}

/**
 * The power that noise alone would have at `peak`: a line of log power on log frequency through the frequencies from a quarter to four
 * times this one (noise that is red, white or wandering is such a line there), by least absolute deviations, so that other peaks do not
 * bend it, and no less than the median power nearby. The peak itself is left out.
 */
export function background({ power, size, values }: Spectrum, peak: number): Background {
  const unit = size / values;
  const lobe = 2.5 * unit;
  const last = Math.min(power.length - 1, Math.max(4 * peak, peak + FEWEST * unit));
  const first = Math.max(unit, Math.min(peak / 4, last - (FEWEST + 2) * unit));
  const step = Math.max(unit, (last - first) / MOST_POINTS);
  const floor = Number.MIN_VALUE + 1e-30 * power[peak]!;
  const x: number[] = [];
  const y: number[] = [];
  const nearby: number[] = [];
  for (let at = first; at <= last; at += step) {
    const j = Math.round(at);
    if (Math.abs(j - peak) <= lobe) continue;
    x.push(Math.log(j / peak));
    y.push(Math.log(power[j]! + floor));
    if (Math.abs(j - peak) <= (FEWEST / 2) * unit) nearby.push(y[y.length - 1]!);
  }
  nearby.sort((a, b) => a - b);
  const log = Math.max(medianLineAtZero(x, y), nearby[Math.floor(nearby.length / 2)] ?? -Infinity);
  return { power: Math.exp(log) * MEAN_OVER_MEDIAN, frequencies: x.length };
}

/** Value at x = 0 of the line with the least sum of absolute deviations, by least squares with weights 1 / |deviation|. */
function medianLineAtZero(x: readonly number[], y: readonly number[]): number {
  const weights = new Float64Array(x.length).fill(1);
  let intercept = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let [sum, sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0, 0];
    for (let i = 0; i < x.length; i++) {
      const w = weights[i]!;
      sum += w;
      sumX += w * x[i]!;
      sumY += w * y[i]!;
      sumXX += w * x[i]! ** 2;
      sumXY += w * x[i]! * y[i]!;
    }
    const spread = sumXX * sum - sumX ** 2;
    const slope = spread > 1e-12 ? (sumXY * sum - sumX * sumY) / spread : 0;
    intercept = (sumY - slope * sumX) / sum;
    for (let i = 0; i < x.length; i++) weights[i] = 1 / Math.max(0.05, Math.abs(y[i]! - intercept - slope * x[i]!));
  }
  return intercept;
}
