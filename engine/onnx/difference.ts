/** `engine/models/difference.ts` as operators. */
import type { DataConfig } from '../protocol/training.ts';
import type { GraphBuilder } from './builder.ts';

/** Channel 0 of a tensor `[B, C, K]` of several channels, the axis kept. Reads the constants of `prepareWindow`. */
export function firstChannel(b: GraphBuilder, name: string, tensor: string): string {
  return b.node('Slice', name, [tensor, 'index/0', 'index/1', 'axis/2']);
}

/** x_t - x_(t-d) of `[B, C, 1]`, of the same shape, NaN in the first d steps. Reads `nan` and the constants of `prepareWindow`. */
export function writeDifferences(
  b: GraphBuilder,
  name: string,
  values: string,
  { context, difference }: Pick<DataConfig, 'context' | 'difference'>,
): string {
  const lag = b.constant(`${name}/lag`, 'int64', [difference], [1]);
  const end = b.constant(`${name}/end`, 'int64', [context], [1]);
  const before = b.constant(`${name}/before_lag`, 'int64', [context - difference], [1]);
  const later = b.node('Slice', `${name}/later`, [values, lag, end, 'axis/1']);
  const earlier = b.node('Slice', `${name}/earlier`, [values, 'index/0', before, 'axis/1']);
  const padding = b.constant(`${name}/padding`, 'int64', [0, difference, 0, 0, 0, 0], [6]);
  return b.node('Pad', name, [b.node('Sub', `${name}/taken`, [later, earlier]), padding, 'nan'], { mode: 'constant' });
}

/**
 * What each step ahead is a change from, `[B, h, 1]`: the context in rows of d steps, `[B, n, d]`, gaps before its start, and of each place in a row
 * the largest row in which it is observed; where there is none, the last observed target `[B, 1, 1]`.
 */
export function writeBases(
  b: GraphBuilder,
  { context, difference, horizon }: Pick<DataConfig, 'context' | 'difference' | 'horizon'>,
  { target, observed, last }: { target: string; observed: string; last: string },
): string {
  const rows = Math.ceil(context / difference);
  const values = b.node('Where', 'bases/values', [observed, target, 'nan']);
  const padding = b.constant('bases/padding', 'int64', [0, rows * difference - context, 0, 0, 0, 0], [6]);
  const padded = b.node('Pad', 'bases/padded', [values, padding, 'nan'], { mode: 'constant' });
  const places = b.node('Reshape', 'bases/places', [padded, b.constant('bases/shape', 'int64', [-1, rows, difference], [3])]);
  const gap = b.node('IsNaN', 'bases/gaps', [places]);
  const numbers = Float32Array.from({ length: rows }, (_, row) => row + 1);
  const none = b.constant('bases/none', 'float32', [0], []);
  const seen = b.node('Where', 'bases/seen', [gap, none, b.constant('bases/rows', 'float32', numbers, [1, rows, 1])]);
  const newest = b.node('ReduceMax', 'bases/newest', [seen], { axes: [1], keepdims: 1 });
  const first = b.constant('bases/first', 'float32', [1], []);
  const row = b.cast(
    'bases/row',
    b.node('Sub', 'bases/from_zero', [b.node('Max', 'bases/at_least', [newest, first]), first]),
    'float32',
    'int64',
  );
  const found = b.node('GatherElements', 'bases/found', [b.node('Where', 'bases/filled', [gap, 'zero', places]), row], { axis: 1 });
  const each = b.node('Where', 'bases/each', [b.node('Greater', 'bases/is_found', [newest, none]), found, last]);
  const steps = Float64Array.from({ length: horizon }, (_, k) => k % difference);
  const ahead = b.node('Gather', 'bases/ahead', [each, b.constant('bases/steps', 'int64', steps, [horizon])], { axis: 2 });
  return b.node('Transpose', 'bases', [ahead], { perm: [0, 2, 1] });
}
