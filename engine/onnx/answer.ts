import { outputsPerTarget } from '../models/loss.ts';
import { SMALLEST_SIGMA, normalQuantile } from '../models/normal.ts';
import { drawsPaths } from '../models/paths.ts';
import { studentPolynomial } from '../models/student-t.ts';
import { meanWeights } from '../models/trained.ts';
import type { TrainedModel } from '../models/trained.ts';
import { DATA_TYPE, type FloatType, type GraphBuilder } from './builder.ts';
import { Arithmetic, writeCountLevels } from './layers/draw.ts';
import type { Walk } from './layers/walk.ts';
import { writeInverse } from './transform.ts';
import type { PreparedWindow } from './window.ts';

/**
 * Steps 7 and 8 of `TrainedModel`: from the network's `[B, O]`, or the paths that it drew, to the outputs `quantiles` `[B, h, Q]` and `mean`
 * `[B, h]`, and of a model that draws them `paths` `[B, paths, h]`, in the target's units. A window without any observed target gives NaN.
 */
export function writeAnswer(walk: Walk, model: TrainedModel, type: FloatType, window: PreparedWindow, network: string): void {
  const { b } = walk;
  const { horizon } = model.data;
  const levels = model.quantiles.length;
  const paths = drawsPaths(model.graph) ? b.cast('paths/scaled', network, 'float32', type) : null;
  const scaled = paths === null ? scaledLevels(walk, model, type, window, network) : pathLevels(b, model, type, paths);
  let answer = b.node('Add', 'answer/offset', [scaled, b.constant('answer/offsets', type, model.offsets, [horizon, levels])]);
  const median = model.quantiles.indexOf(0.5);
  if (levels > 1) {
    if (median >= 0) answer = aroundMedian(b, answer, median, levels);
    const count = b.constant('answer/levels', 'int64', [levels], [1]);
    answer = b.node('TopK', 'answer/sorted', [answer, count], { axis: 2, largest: 0, sorted: 1 }, ['answer/order']);
  }
  if (model.loss.kind === 'negativeBinomial') answer = b.node('Max', 'answer/not_negative', [answer, 'zero']);
  answer = inUnits(b, model, type, window, 'answer', answer);

  const everObserved = b.node('Squeeze', 'mean/any_observed', [window.anyObserved, 'axis/2']);
  let mean: string;
  if (paths === null) {
    const weights = b.constant('mean/weights', type, meanWeights(model.quantiles), [levels]);
    mean = b.node('ReduceSum', 'mean/sum', [b.node('Mul', 'mean/weighted', [answer, weights]), 'axis/2'], { keepdims: 0 });
  } else {
    const values = inUnits(b, model, type, window, 'paths', paths);
    const count = b.node('Cast', 'mean/paths', [b.node('Shape', 'mean/count', [values], { start: 1, end: 2 })], { to: DATA_TYPE[type] });
    mean = b.node('Div', 'mean/average', [b.node('ReduceSum', 'mean/sum', [values, 'axis/1'], { keepdims: 0 }), count]);
    b.node('Where', 'paths', [window.anyObserved, wholeCounts(b, model, type, values), 'nan']);
    b.output('paths', type, ['batch', 'paths', horizon]);
  }
  b.node('Where', 'quantiles', [window.anyObserved, answer, 'nan']);
  b.node('Where', 'mean', [everObserved, mean, 'nan']);
  b.output('quantiles', type, ['batch', horizon, levels]);
  b.output('mean', type, ['batch', horizon]);
}

/** Anchor, scale and transform undone. */
function inUnits(b: GraphBuilder, { data }: TrainedModel, type: FloatType, window: PreparedWindow, name: string, tensor: string): string {
  let answer = window.anchor === null ? tensor : b.node('Add', `${name}/anchored`, [tensor, window.anchor]);
  answer = b.node('Mul', `${name}/times_scale`, [answer, window.scale]);
  answer = b.node('Add', `${name}/centred`, [answer, window.centre]);
  return writeInverse(b, data, type, name, { answer, centre: window.centre });
}

/** Counts were divided by their scale on the way: to the nearest whole number. */
function wholeCounts(b: GraphBuilder, { loss }: TrainedModel, type: FloatType, values: string): string {
  if (loss.kind !== 'negativeBinomial') return values;
  return b.node('Floor', 'paths/whole', [b.node('Add', 'paths/up', [values, b.constant('paths/half', type, [0.5], [])])]);
}

/** Step 7 without paths, `[B, h, Q]`. */
function scaledLevels(walk: Walk, model: TrainedModel, type: FloatType, window: PreparedWindow, network: string): string {
  const { b } = walk;
  const { loss, data } = model;
  if (loss.kind === 'studentT') return b.cast('student/levels', studentLevels(walk, model, network), 'float64', type);
  if (window.level !== null) return b.cast('counts/levels', countLevels(walk, model, window.level, network), 'float64', type);
  const steps = b.node('Reshape', 'answer/steps', [network, walk.list(-1, data.horizon, outputsPerTarget(loss))]);
  if (loss.kind === 'normal') return normalLevels(b, model, type, steps);
  return b.cast('answer/cast', steps, 'float32', type);
}

/** Counts at the levels over v, float64 `[B, h, Q]`, from the network's `[B, h * 2]` and v `[B, 1]`. */
function countLevels(walk: Walk, model: TrainedModel, level: string, network: string): string {
  const { b } = walk;
  const { horizon } = model.data;
  const parameters = b.node('Reshape', 'counts/parameters', [network, walk.list(-1, 2)]);
  const wide = b.node('Expand', 'counts/scale_steps', [level, walk.list(1, horizon)]);
  const scale = b.node('Reshape', 'counts/scale_each', [wide, walk.list(-1, 1)]);
  const rows = writeCountLevels(walk, 'counts', parameters, scale, model.quantiles);
  return b.node('Reshape', 'counts/steps', [rows, walk.list(-1, horizon, model.quantiles.length)]);
}

/** Empirical quantiles of paths `[B, paths, h]`, `[B, h, Q]`: `quantileOfSorted` of `engine/models/paths.ts`. */
function pathLevels(b: GraphBuilder, { quantiles }: TrainedModel, type: FloatType, paths: string): string {
  const count = b.node('Shape', 'levels/count', [paths], { start: 1, end: 2 });
  const sorted = b.node('TopK', 'levels/sorted', [paths, count], { axis: 1, largest: 0, sorted: 1 }, ['levels/order']);
  const last = b.node('Sub', 'levels/last', [count, 'index/1']);
  const levels = b.constant('levels/levels', 'float64', quantiles, [quantiles.length]);
  const position = b.node('Mul', 'levels/position', [levels, b.cast('levels/last_number', last, 'int64', 'float64')]);
  const floor = b.node('Floor', 'levels/floor', [position]);
  const below = b.cast('levels/below', floor, 'float64', 'int64');
  const above = b.node('Min', 'levels/above', [b.node('Add', 'levels/next', [below, 'index/1']), last]);
  const share = b.cast('levels/share', b.node('Sub', 'levels/rest', [position, floor]), 'float64', type);
  const weight = b.node('Unsqueeze', 'levels/weight', [share, 'axis/1']);
  const low = b.node('Gather', 'levels/low', [sorted, below], { axis: 1 });
  const high = b.node('Gather', 'levels/high', [sorted, above], { axis: 1 });
  const way = b.node('Mul', 'levels/way', [weight, b.node('Sub', 'levels/gap', [high, low])]);
  return b.node('Transpose', 'levels/steps', [b.node('Add', 'levels/between', [low, way])], { perm: [0, 2, 1] });
}

/** mu + sigma t_q(nu), float64 `[B, h, Q]`, from mu, s and n, float32 `[B, h * 3]`: the polynomials of `engine/models/student-t.ts`. */
function studentLevels(walk: Walk, { quantiles, data }: TrainedModel, network: string): string {
  const a = new Arithmetic(walk, 'student');
  const rows = a.of('Reshape', [network, walk.list(-1, 3)]);
  const sigma = a.of('Add', [a.softplus(a.column(rows, 1)), a.number(SMALLEST_SIGMA)]);
  const nu = a.of('Add', [a.softplus(a.column(rows, 2)), a.number(2)]);
  const s = a.of('Sub', [a.of('Div', [a.number(4), nu]), a.number(1)]);
  const polynomials = quantiles.map(studentPolynomial);
  const coefficients = (power: number): string =>
    a.row(
      `student${power}`,
      polynomials.map((polynomial) => polynomial[power]!),
    );
  const degree = polynomials[0]!.length - 1;
  let t = coefficients(degree);
  for (let power = degree - 1; power >= 0; power--) t = a.of('Add', [a.of('Mul', [t, s]), coefficients(power)]);
  const levels = a.of('Add', [a.column(rows, 0), a.of('Mul', [sigma, t])]);
  return a.of('Reshape', [levels, walk.list(-1, data.horizon, quantiles.length)]);
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
