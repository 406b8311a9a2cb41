import { outputsPerTarget } from '../models/loss.ts';
import { SMALLEST_SIGMA, normalQuantile } from '../models/normal.ts';
import { meanWeights } from '../models/trained.ts';
import type { TrainedModel } from '../models/trained.ts';
import type { FloatType, GraphBuilder } from './builder.ts';
import type { PreparedWindow } from './window.ts';

/**
 * Steps 7 and 8 of `TrainedModel`: from the network's `[B, O]` to the outputs `quantiles` `[B, h, Q]` and `mean` `[B, h]`
 * in the target's units. A window without any observed target gives NaN.
 */
export function writeAnswer(b: GraphBuilder, model: TrainedModel, type: FloatType, window: PreparedWindow, network: string): void {
  const { horizon, transform } = model.data;
  const levels = model.quantiles.length;
  const shape = b.constant('answer/shape', 'int64', [-1, horizon, outputsPerTarget(model.loss)], [3]);
  const steps = b.node('Reshape', 'answer/steps', [network, shape]);
  const scaled = model.loss.kind === 'normal' ? normalLevels(b, model, type, steps) : b.cast('answer/cast', steps, 'float32', type);
  let answer = b.node('Add', 'answer/offset', [scaled, b.constant('answer/offsets', type, model.offsets, [horizon, levels])]);
  const median = model.quantiles.indexOf(0.5);
  if (levels > 1) {
    if (median >= 0) answer = aroundMedian(b, answer, median, levels);
    const count = b.constant('answer/levels', 'int64', [levels], [1]);
    answer = b.node('TopK', 'answer/sorted', [answer, count], { axis: 2, largest: 0, sorted: 1 }, ['answer/order']);
  }
  if (window.anchor !== null) answer = b.node('Add', 'answer/anchored', [answer, window.anchor]);
  answer = b.node('Mul', 'answer/scaled', [answer, window.scale]);
  answer = b.node('Add', 'answer/centred', [answer, window.centre]);
  if (transform === 'log') answer = b.node('Exp', 'answer/exponential', [answer]);

  const weights = b.constant('mean/weights', type, meanWeights(model.quantiles), [levels]);
  const mean = b.node('ReduceSum', 'mean/sum', [b.node('Mul', 'mean/weighted', [answer, weights]), 'axis/2'], { keepdims: 0 });
  const everObserved = b.node('Squeeze', 'mean/any_observed', [window.anyObserved, 'axis/2']);
  b.node('Where', 'quantiles', [window.anyObserved, answer, 'nan']);
  b.node('Where', 'mean', [everObserved, mean, 'nan']);
  b.output('quantiles', type, ['batch', horizon, levels]);
  b.output('mean', type, ['batch', horizon]);
}

/** mu + sigma z_q, `[B, h, Q]`, from mu and s, float32 `[B, h, 2]`. */
function normalLevels(b: GraphBuilder, { quantiles }: TrainedModel, type: FloatType, steps: string): string {
  const output = (name: string, index: number): string =>
    b.node('Slice', `normal/${name}`, [steps, `index/${index}`, b.constant(`normal/${name}_end`, 'int64', [index + 1], [1]), 'axis/2']);
  const mu = b.cast('normal/location', output('mu', 0), 'float32', type);
  const wide = b.cast('normal/wide', b.node('Softplus', 'normal/softplus', [output('s', 1)]), 'float32', type);
  const sigma = b.node('Add', 'normal/sigma', [wide, b.constant('normal/smallest', type, [SMALLEST_SIGMA], [])]);
  const z = b.constant('normal/z', type, quantiles.map(normalQuantile), [quantiles.length]);
  return b.node('Add', 'normal/levels', [mu, b.node('Mul', 'normal/spread', [sigma, z])]);
}

/** Levels below the median at most as high as it, those above at least: `[B, h, Q]`. */
function aroundMedian(b: GraphBuilder, answer: string, median: number, levels: number): string {
  const slice = (name: string, from: number, to: number): string =>
    b.node('Slice', `answer/${name}`, [
      answer,
      b.constant(`answer/${name}_from`, 'int64', [from], [1]),
      b.constant(`answer/${name}_to`, 'int64', [to], [1]),
      'axis/2',
    ]);
  const middle = slice('median', median, median + 1);
  const parts = [middle];
  if (median > 0) parts.unshift(b.node('Min', 'answer/below_median', [slice('lower', 0, median), middle]));
  if (median < levels - 1) parts.push(b.node('Max', 'answer/above_median', [slice('upper', median + 1, levels), middle]));
  return b.node('Concat', 'answer/around_median', parts, { axis: 2 });
}
