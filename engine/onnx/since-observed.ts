import type { DataConfig } from '../protocol/training.ts';
import type { GraphBuilder } from './builder.ts';

/**
 * Time since the last value (`sinceObserved`), float32 `[B, C, 1]`, from the transformed target `[B, steps, 1]` with NaN for gaps, of which up to C
 * steps before the context are read: the largest observed position among those up to a step is what a maximum over a sliding window of C + 1
 * steps finds. Reads the constants of `prepareWindow`.
 */
export function writeSince(b: GraphBuilder, { context }: Pick<DataConfig, 'context'>, target: string): string {
  const reach = 2 * context;
  const padding = b.constant('since/padding', 'int64', [0, reach, 0, 0, 0, 0], [6]);
  const padded = b.node('Pad', 'since/padded', [target, padding, 'nan'], { mode: 'constant' });
  const from = b.constant('since/from', 'int64', [-reach], [1]);
  const rows = b.node('Slice', 'since/rows', [padded, from, b.constant('since/to', 'int64', [2 ** 31 - 1], [1]), 'axis/1']);
  const gaps = b.node('Transpose', 'since/gaps', [b.node('IsNaN', 'since/is_gap', [rows])], { perm: [0, 2, 1] });
  const position = (first: number, count: number): Float32Array => Float32Array.from({ length: count }, (_, i) => first + i);
  const positions = b.constant('since/positions', 'float32', position(1, reach), [1, 1, reach]);
  const seen = b.node('Where', 'since/seen', [gaps, b.constant('since/never', 'float32', [0], []), positions]);
  const windows = b.node('MaxPool', 'since/last', [seen], { kernel_shape: [context + 1], strides: [1] });
  const now = b.constant('since/now', 'float32', position(context + 1, context), [1, 1, context]);
  const most = b.constant('since/most', 'float32', [context], []);
  const steps = b.node('Min', 'since/steps', [b.node('Sub', 'since/passed', [now, windows]), most]);
  return b.node('Transpose', 'since/share', [b.node('Div', 'since/of_most', [steps, most])], { perm: [0, 2, 1] });
}
