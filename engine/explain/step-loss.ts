/**
 * Mean pinball loss of each horizon step, `[h]`, in the target's units: over the windows whose value is observed, and over quantiles of
 * max(q e, (q - 1) e), e = y - y_q. `actual` is `[n, h]`, `quantiles` `[n, h, Q]`, both row-major; NaN for a step never observed.
 */
export function pinballByStep(actual: Float64Array, quantiles: Float64Array, levels: readonly number[], horizon: number): Float64Array {
  const sums = new Float64Array(horizon);
  const counts = new Int32Array(horizon);
  actual.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    let loss = 0;
    levels.forEach((level, q) => {
      const error = value - quantiles[i * levels.length + q]!;
      loss += Math.max(level * error, (level - 1) * error);
    });
    sums[i % horizon]! += loss / levels.length;
    counts[i % horizon]!++;
  });
  // 0 / 0 is NaN.
  return sums.map((sum, k) => sum / counts[k]!);
}

/** Mean over the steps that were ever observed. */
export function overSteps(byStep: Float64Array): number {
  const known = byStep.filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
