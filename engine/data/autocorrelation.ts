import { fourier, powerOfTwo } from './seasons/fourier.ts';

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
  const deviations = Float64Array.from(values, (value) => (Number.isNaN(value) ? 0 : value - mean));
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
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  real.set(deviations);
  fourier(real, imaginary);
  for (let k = 0; k < size; k++) {
    real[k] = real[k]! ** 2 + imaginary[k]! ** 2;
    imaginary[k] = 0;
  }
  fourier(real, imaginary);
  return real.slice(0, lags + 1).map((product) => product / size);
}
