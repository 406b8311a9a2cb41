import type { Graph, LossSpec, ParameterInfo } from '../native/api.ts';
import type { Frequency } from '../protocol/data.ts';
import type { DataConfig, Metrics } from '../protocol/training.ts';

/** Centre and scale of one channel of one series, after the transform, fitted on the training part only. */
export interface Scaler {
  centre: number;
  scale: number;
}

/**
 * Everything a forecast needs, and nothing that depends on where it runs: the native core and the ONNX writer
 * read the same object. The way of a window through it, in this order:
 *
 *   1. keep the last C = `data.context` steps; where there are fewer, put gaps (NaN) before them;
 *   2. `data.transform` of the target: log, or box-cox with `data.lambda` (transform.ts), where a value that is not above zero counts as a gap;
 *   3. (v - centre) / scale with the scalers of the window's series; a model of one series has no other. A series that training never saw has none:
 *      its target and covariates take mean and population standard deviation of the observed values in the window
 *      (a deviation of at most 1e-12 |mean|, or no value at all: scale 1; no value: centre 0). `data.scaling` `window` does so with the target of
 *      every series. With `data.difference` the deviation of the target is that from zero of its differences, in training and in a window. Counts (loss `negativeBinomial`) are divided by v = 1 + their mean over the window's observed values, whatever the series;
 *   4. `data.anchor`: subtract the last observed target from the target (nothing observed: 0). Or `data.difference` d: from each target that d steps before,
 *      a gap where either is missing and in the first d steps; a forecast k steps ahead is then a change from its base (difference.ts): of the last d targets
 *      the one at the same place, or the last observed one d, 2 d .. steps before it, or the last observed one (nothing observed: 0);
 *   5. gaps read 0; one more channel is 1 where the target was observed, else 0, with a difference where that is no gap (channel order: target, past covariates, future covariates,
 *      what `data.calendar` says of each step's time on the wall, mask). With `data.sinceObserved` there is another channel before the mask: the
 *      steps since the target was last observed, at most C, over C; steps before the first given one count as never observed;
 *   6. the graph: `[C, channels] -> [h][P]`, P the loss's outputs a target (Q for pinball, 1 for mse, mae and huber, 2 for normal and
 *      negativeBinomial, 3 for studentT).
 *      A graph with `future` also reads the future covariates and the calendar of the h steps ahead, prepared as those of the context are. One with
 *      `statics` also reads the window's series where it knows series, its index + 1, 0 where training never saw it, and the static columns;
 *   7. quantiles: pinball has them; a point is repeated over Q; normal: mu + sigma z_q with sigma = softplus(s) + 1e-4; studentT: mu + sigma t_q(nu);
 *      negativeBinomial: the count at the level, over v. A graph with `noise` draws `FORECAST_PATHS` paths instead, whose quantiles are taken. Add
 *      `offsets[h][Q]`; where 0.5 is a level, keep lower levels at most and higher ones at least there; sort the quantiles of each step; of counts none is
 *      below 0;
 *   8. undo anchor or add the bases, undo scale and transform (of box-cox kept within what it reaches, transform.ts). Mean: `meanWeights` over the quantiles in the target's units; of sample paths their own mean there.
 */
export interface TrainedModel {
  graph: Graph;
  loss: LossSpec;
  parameters: readonly ParameterInfo[];
  values: Float32Array;
  data: DataConfig;
  /** Levels of the forecast's quantiles, ascending. */
  quantiles: number[];
  /** `[h, Q]` row-major, in scaled units. */
  offsets: Float32Array;
  /** Series in the order of their index; the model's `series` input counts from 0, -1 is a series never seen. */
  seriesIds: string[];
  /** `scalers[channel][series]`, channel 0 the target, then past and future covariates in their order. */
  scalers: Scaler[][];
  /** Names of each of `data.categorical` that training met; a code is 1 + the index of its name. */
  categories: string[][];
  /** One a static column, in their order; names are not scaled. */
  staticScalers: Scaler[];
  about: {
    modelKind: string;
    frequency: Frequency;
    /** IANA zone on whose wall clock the calendar was read. */
    zone: string;
    datasetName: string;
    datasetHash: string;
    metrics: Metrics | null;
    appVersion: string;
  };
}

/**
 * Weights that turn quantiles into a mean: the area under the quantile function, linear between the levels and
 * flat beyond the outer ones. `quantiles` ascending in (0, 1); the weights sum to 1.
 */
export function meanWeights(quantiles: readonly number[]): Float64Array {
  const n = quantiles.length;
  return Float64Array.from(quantiles, (_, i) => {
    const lower = i === 0 ? 0 : (quantiles[i - 1]! + quantiles[i]!) / 2;
    const upper = i === n - 1 ? 1 : (quantiles[i]! + quantiles[i + 1]!) / 2;
    return upper - lower;
  });
}
