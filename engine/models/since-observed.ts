/**
 * Time since the last value: for each of `length` steps the number of steps since the target was last observed, as a share of `most`, at
 * which it stays; 0 where it is observed, 1 before the first. The time interval of GRU-D (Che et al. 2018, section 3.1), bounded.
 */
export function sinceObserved(observed: (step: number) => boolean, length: number, most: number): Float32Array {
  const shares = new Float32Array(length);
  let since = most;
  for (let step = 0; step < length; step++) {
    since = observed(step) ? 0 : Math.min(most, since + 1);
    shares[step] = since / most;
  }
  return shares;
}
