import type { TrainedModel } from '../models/trained.ts';
import type { FloatType, GraphBuilder } from './builder.ts';

/**
 * What the network reads of a window's series once, float32 `[B, statics]`: `code` `[B, 1]` where it knows series, and the scaled input
 * `statics`, in which what is missing is the mean of the series, or an unknown name. Null: it reads nothing.
 */
export function writeStatics(b: GraphBuilder, { staticScalers }: TrainedModel, type: FloatType, code: string | null): string | null {
  const count = staticScalers.length;
  if (count === 0) return code;
  const values = b.input('statics', type, ['batch', count]);
  const centre = b.constant(
    'statics/centre',
    type,
    staticScalers.map((scaler) => scaler.centre),
    [1, count],
  );
  const scale = b.constant(
    'statics/scale',
    type,
    staticScalers.map((scaler) => scaler.scale),
    [1, count],
  );
  const scaled = b.node('Div', 'statics/scaled', [b.node('Sub', 'statics/centred', [values, centre]), scale]);
  const filled = b.node('Where', 'statics/filled', [b.node('IsNaN', 'statics/gaps', [scaled]), 'zero', scaled]);
  const columns = b.cast('statics/float32', filled, type, 'float32');
  return code === null ? columns : b.node('Concat', 'statics/described', [code, columns], { axis: 1 });
}
