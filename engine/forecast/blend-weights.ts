/** Points of several members beside what came, all over the scale of their series. */
export interface MemberErrors {
  /** `[points]` */
  actual: Float64Array;
  /** `[members][points]` */
  forecasts: Float64Array[];
  /** How many of the forecasts say something of their own: horizons that lie beside each other, over all series. */
  independent: number;
}

/** Independent horizons from which on the weights that fit them best count more than what the members' errors alone suggest. */
const ENOUGH = 10;
/** Without enough of them a weight falls with this power of a member's error. */
const POWER = 6;
/** A member whose error is so many times the best one's adds nothing that weights can repair. */
const HOPELESS = 1.5;
/** A member's error in all series beside that in one of them, which counts as 1; on M3 and M4 anything from .05 to 1 is nearly as good. */
const ALL_SERIES = 0.25;
const ROUNDS = 100;
/** Of the exponentiated gradient; the gradient is at most 1 here after its division by the mean error. */
const RATE = 0.5;

/**
 * Weights of a linear pool, `[members]`, at least 0 and 1 together, that make the mean absolute error of the pool small: exponentiated
 * gradient (Kivinen & Warmuth 1997) from equal weights, so that members that are equally good stay equal. Where few horizons were held out
 * the best weights there are chance, and are drawn towards weights that fall with the members' errors. Members with a missing
 * forecast, or an error of half as much again as the best one's, have weight 0. All zeros where no member has any forecast.
 */
export function blendWeights({ actual, forecasts, independent }: MemberErrors): Float64Array {
  const errors = forecasts.map((forecast) => meanAbsoluteError(actual, forecast));
  const least = errors.reduce((best, error) => (error < best ? error : best), Number.POSITIVE_INFINITY);
  const kept = errors.flatMap((error, i) => (error <= HOPELESS * least ? [i] : []));
  const weights = new Float64Array(forecasts.length);
  if (kept.length === 0) return weights;
  const unit = least > 0 ? least : 1;
  let current = kept.map(() => 1 / kept.length);
  let best = current;
  let bestError = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const { error, gradient } = slope(
      actual,
      kept.map((i) => forecasts[i]!),
      current,
    );
    if (error < bestError) [best, bestError] = [current, error];
    const raised = current.map((weight, i) => weight * Math.exp((-RATE / Math.sqrt(1 + round)) * (gradient[i]! / unit)));
    const sum = raised.reduce((total, weight) => total + weight, 0);
    current = raised.map((weight) => weight / sum);
  }
  const trust = trustIn(independent);
  const plain = kept.map((i) => (errors[i]! > 0 ? (unit / errors[i]!) ** POWER : 1));
  const total = plain.reduce((sum, weight) => sum + weight, 0);
  kept.forEach((i, n) => (weights[i] = trust * best[n]! + ((1 - trust) * plain[n]!) / total));
  return weights;
}

/**
 * Weights of two members that make the mean squared error of their pool smallest, within [0, 1] (Bates & Granger 1969), drawn towards equal ones
 * where few horizons were held out (Diebold & Pauly 1990). A single member has weight 1; of two, one with a missing forecast has 0.
 */
export function squaredWeights({ actual, forecasts, independent }: MemberErrors): Float64Array {
  const usable = forecasts.map((forecast) => !Number.isNaN(meanAbsoluteError(actual, forecast)));
  const [first, second] = forecasts;
  if (!first || !second || !usable[0] || !usable[1]) return Float64Array.from(usable, Number);
  let [products, squares] = [0, 0];
  actual.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    const apart = second[i]! - first[i]!;
    products += apart * (value - first[i]!);
    squares += apart * apart;
  });
  const best = squares > 0 ? Math.min(1, Math.max(0, products / squares)) : 0.5;
  const trust = trustIn(independent);
  const weight = trust * best + (1 - trust) / 2;
  return Float64Array.of(1 - weight, weight);
}

/**
 * What the weight of each member is multiplied by in each series, `[members]`: in inverse proportion to its error there over its error in all series, drawn
 * towards 1. A series has a factor where something of it was held out; its points are those of `ids`, `[points]`.
 */
export function seriesFactors(
  { actual, forecasts }: Pick<MemberErrors, 'actual' | 'forecasts'>,
  ids: readonly string[],
): Array<Map<string, number>> {
  return forecasts.map((forecast) => {
    const all = meanAbsoluteError(actual, forecast);
    const sums = new Map<string, { sum: number; count: number }>();
    actual.forEach((value, i) => {
      if (Number.isNaN(value)) return;
      const { sum, count } = sums.get(ids[i]!) ?? { sum: 0, count: 0 };
      sums.set(ids[i]!, { sum: sum + Math.abs(value - forecast[i]!), count: count + 1 });
    });
    const factorOf = (error: number): number => (all > 0 ? (1 + ALL_SERIES) / (error / all + ALL_SERIES) : 1);
    return new Map(Array.from(sums, ([id, { sum, count }]) => [id, factorOf(sum / count)]));
  });
}

/** How much the weights that fit the held-out horizons best count. */
function trustIn(independent: number): number {
  return independent / (independent + ENOUGH);
}

/** NaN where a point that came has no forecast. */
function meanAbsoluteError(actual: Float64Array, forecast: Float64Array): number {
  let [sum, count] = [0, 0];
  actual.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    sum += Math.abs(value - forecast[i]!);
    count++;
  });
  return sum / count;
}

/** Mean absolute error of the pool and its gradient by the weights. */
function slope(
  actual: Float64Array,
  forecasts: readonly Float64Array[],
  weights: readonly number[],
): { error: number; gradient: number[] } {
  const gradient = weights.map(() => 0);
  let [error, count] = [0, 0];
  for (let point = 0; point < actual.length; point++) {
    if (Number.isNaN(actual[point]!)) continue;
    let pooled = 0;
    for (let i = 0; i < weights.length; i++) pooled += weights[i]! * forecasts[i]![point]!;
    const sign = Math.sign(pooled - actual[point]!);
    error += Math.abs(pooled - actual[point]!);
    for (let i = 0; i < weights.length; i++) gradient[i]! += sign * forecasts[i]![point]!;
    count++;
  }
  return { error: error / count, gradient: gradient.map((sum) => sum / count) };
}
