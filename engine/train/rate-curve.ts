/** Share of the past in the smoothed loss. */
const MEMORY = 0.9;
/** Steps on either side over which a slope is fitted. */
const REACH = 3;

/** Exponential moving average without the bias of its start (Kingma & Ba 2015, section 3). */
export function smooth(losses: readonly number[]): number[] {
  let average = 0;
  return losses.map((loss, i) => {
    average = MEMORY * average + (1 - MEMORY) * loss;
    return average / (1 - MEMORY ** (i + 1));
  });
}

/**
 * The rate to begin with, from smoothed losses at rising rates: where the loss falls most steeply against the logarithm of the
 * rate, before its lowest point, but no more than a tenth of the rate of that point, where learning is about to break
 * (Smith 2017 takes the largest rate that still learns; a margin of ten below the minimum is the rule of thumb of practice).
 * `otherwise`, where the loss never fell.
 */
export function suggestRate(rates: readonly number[], losses: readonly number[], otherwise: number): number {
  const lowest = losses.reduce((best, loss, i) => (loss < losses[best]! ? i : best), 0);
  let steepest = -1;
  let fall = 0;
  for (let i = 1; i < lowest; i++) {
    const slope = slopeAround(rates, losses, i);
    if (slope < fall) [steepest, fall] = [i, slope];
  }
  if (steepest < 0) return otherwise;
  return Number(Math.min(rates[steepest]!, rates[lowest]! / 10).toPrecision(2));
}

/** Least-squares slope of the loss on the logarithm of the rate. */
function slopeAround(rates: readonly number[], losses: readonly number[], at: number): number {
  const from = Math.max(0, at - REACH);
  const to = Math.min(rates.length - 1, at + REACH);
  const n = to - from + 1;
  let [sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0];
  for (let i = from; i <= to; i++) {
    const x = Math.log(rates[i]!);
    sumX += x;
    sumY += losses[i]!;
    sumXX += x * x;
    sumXY += x * losses[i]!;
  }
  return (n * sumXY - sumX * sumY) / (n * sumXX - sumX * sumX);
}
