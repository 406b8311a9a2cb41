/**
 * Autocorrelations r_0 .. r_lags (r_0 = 1) about the mean of the observed values: the sum of products over the sum of squares, as in
 * Box & Jenkins. Pairs with a gap are left out of the sum, which draws r_k towards zero. All NaN for a constant.
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
  const result = new Float64Array(lags + 1);
  for (let lag = 0; lag <= lags; lag++) {
    let product = 0;
    for (let t = lag; t < deviations.length; t++) product += deviations[t]! * deviations[t - lag]!;
    result[lag] = product;
  }
  const total = result[0]!;
  return result.map((value) => value / total);
}
