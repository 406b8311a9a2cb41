/**
 * Mean of `term(y, i)` over the points whose actual `y` is not NaN; NaN where there is none. A term that is
 * itself NaN (an undefined scale, a missing forecast) makes the mean NaN: an error must never shrink by hiding.
 */
export function meanOverObserved(actual: ArrayLike<number>, term: (y: number, index: number) => number): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < actual.length; i++) {
    const y = actual[i]!;
    if (Number.isNaN(y)) continue;
    sum += term(y, i);
    count++;
  }
  return count === 0 ? Number.NaN : sum / count;
}

/** Sums of both terms over the points whose actual is not NaN; NaN terms make NaN sums, and there are NaN sums where no point is observed. */
export function totals(actual: ArrayLike<number>, terms: (y: number, index: number) => [number, number]): [number, number] {
  let [above, below] = [0, 0];
  let count = 0;
  for (let i = 0; i < actual.length; i++) {
    const y = actual[i]!;
    if (Number.isNaN(y)) continue;
    const [a, b] = terms(y, i);
    above += a;
    below += b;
    count++;
  }
  return count === 0 ? [Number.NaN, Number.NaN] : [above, below];
}
