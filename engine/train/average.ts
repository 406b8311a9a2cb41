/**
 * Averages weights over the ends of epochs (Polyak & Juditsky 1992; of networks at a steady rate: Izmailov et al. 2018): what a step adds by chance
 * cancels out. The n-th average is the mean of all; from `over` of them on each counts (1 - 1 / over) times the one after it.
 * `average`: the one before, empty before the first; `count`: how many it holds. `over` below 2: the weights themselves.
 */
export function averageWeights(average: Float32Array, weights: Float32Array, count: number, over: number): Float32Array {
  if (over < 2) return weights;
  if (average.length === 0) return weights.slice();
  const share = 1 / Math.min(count + 1, over);
  return average.map((value, i) => value + share * (weights[i]! - value));
}
