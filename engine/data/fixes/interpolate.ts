/**
 * Fills gaps (NaN) of at most `longest` values between two observed ones on the straight line between them, in place. Gaps at the ends and
 * longer ones stay.
 */
export function interpolate(values: Float64Array, longest: number): void {
  let last = -1;
  for (let i = 0; i < values.length; i += 1) {
    if (Number.isNaN(values[i]!)) continue;
    const gap = i - last - 1;
    if (last >= 0 && gap > 0 && gap <= longest) {
      const [from, to] = [values[last]!, values[i]!];
      for (let k = 1; k <= gap; k += 1) values[last + k] = from + ((to - from) * k) / (gap + 1);
    }
    last = i;
  }
}

/** The longest gap (NaN) between two observed values; 0: there is none. */
export function longestGap(values: Float64Array): number {
  let longest = 0;
  let last = -1;
  for (let i = 0; i < values.length; i += 1) {
    if (Number.isNaN(values[i]!)) continue;
    if (last >= 0) longest = Math.max(longest, i - last - 1);
    last = i;
  }
  return longest;
}
