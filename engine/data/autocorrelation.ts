import { powerOfTwo, realFourier } from './seasons/fourier.ts';
import { powers } from './seasons/spectrum.ts';

/** With more lags than this the products are taken from the spectrum. */
const DIRECT = 64;

/**
 * Autocorrelations r_0 .. r_lags (r_0 = 1) about the mean of the observed values: the sum of products over the sum of squares, as in
 * Box & Jenkins. Pairs with a gap are left out of the sum, which draws r_k towards zero. All NaN for a constant. Many lags cost
 * O(n log n): the products are the inverse transform of the periodogram (Wiener and Khinchin).
 */
export function autocorrelations(values: ArrayLike<number>, lags: number): Float64Array {
  let sum = 0;
  let count = 0;
  for (let t = 0; t < values.length; t++) {
    if (Number.isNaN(values[t]!)) continue;
    sum += values[t]!;
    count++;
  }
  const mean = sum / count;
  const deviations = new Float64Array(values.length);
  for (let t = 0; t < values.length; t++) deviations[t] = Number.isNaN(values[t]!) ? 0 : values[t]! - mean;
  const products = lags > DIRECT ? spectralProducts(deviations, lags) : directProducts(deviations, lags);
  const total = products[0]!;
  return products.map((value) => value / total);
}

function directProducts(deviations: Float64Array, lags: number): Float64Array {
  const products = new Float64Array(lags + 1);
  for (let lag = 0; lag <= lags; lag++) {
    let product = 0;
    for (let t = lag; t < deviations.length; t++) product += deviations[t]! * deviations[t - lag]!;
    products[lag] = product;
  }
  return products;
}

function spectralProducts(deviations: Float64Array, lags: number): Float64Array {
  const size = powerOfTwo(deviations.length + lags + 1);
  const padded = new Float64Array(size);
  padded.set(deviations);
  const power = powers(realFourier(padded));
  // The power of a real series is even, and so is its transform: real, and the first half says all.
  for (let k = 0; k < power.length; k++) {
    padded[k] = power[k]!;
    if (k > 0) padded[size - k] = power[k]!;
  }
  return realFourier(padded)
    .real.slice(0, lags + 1)
    .map((product) => product / size);
}
