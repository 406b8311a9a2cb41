/** Differences at a lag d of what a window holds of its target, after the transform: step 4 of `TrainedModel`. */

/** v_t - v_(t-d) `[T]`; NaN where either is, and in the first d steps. */
export function differencesOf(values: ArrayLike<number>, lag: number): Float64Array {
  return Float64Array.from({ length: values.length }, (_, t) => (t < lag ? Number.NaN : values[t]! - values[t - lag]!));
}

/**
 * What each of the h steps after a context is a change from, `[h]`: the value of the last d steps at the same place; where it is missing, the last observed
 * one a multiple of d before; where there is none, the last observed one; where nothing is observed, `otherwise`.
 */
export function basesOf(values: ArrayLike<number>, lag: number, horizon: number, otherwise: number): Float64Array {
  let last = values.length - 1;
  while (last >= 0 && Number.isNaN(values[last]!)) last--;
  const bases = new Float64Array(horizon).fill(last >= 0 ? values[last]! : otherwise);
  for (let k = 0; k < horizon; k++) {
    let t = values.length - lag + (k % lag);
    while (t >= 0 && Number.isNaN(values[t]!)) t -= lag;
    if (t >= 0) bases[k] = values[t]!;
  }
  return bases;
}
