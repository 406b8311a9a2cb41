import { channelsOf } from '../models/channels.ts';
import type { TrainedModel } from '../models/trained.ts';
import type { FloatType, GraphBuilder } from './builder.ts';

/** What `writeAhead` reads: raw future covariates `[B, steps, F]`, scalers `[B or 1, 1, K]`, and the calendar of the steps ahead `[B, h, W]`. */
interface KnownAhead {
  future: string | null;
  centre: string;
  scale: string;
  calendar: string | null;
}

/** Steps 3 and 5 of `TrainedModel` for the steps ahead: float32 `[h, B, known]`, future covariates and calendar; null: the model reads neither. */
export function writeAhead(
  b: GraphBuilder,
  model: TrainedModel,
  type: FloatType,
  { future, centre, scale, calendar }: KnownAhead,
): string | null {
  const parts = [
    ...(future === null ? [] : [scaledColumns(b, model, type, future, centre, scale)]),
    ...(calendar === null ? [] : [calendar]),
  ];
  if (parts.length === 0) return null;
  const joined = parts.length === 1 ? parts[0]! : b.node('Concat', 'ahead/joined', parts, { axis: 2 });
  return b.node('Transpose', 'ahead', [joined], { perm: [1, 0, 2] });
}

/** float32 `[B, h, F]`; gaps read 0. */
function scaledColumns(b: GraphBuilder, { data }: TrainedModel, type: FloatType, future: string, centre: string, scale: string): string {
  const { ahead, scaled } = channelsOf(data);
  const range = [b.constant('ahead/first', 'int64', [ahead], [1]), b.constant('ahead/end', 'int64', [scaled], [1]), 'axis/2'];
  const from = b.constant('ahead/from', 'int64', [-data.horizon], [1]);
  const steps = b.node('Slice', 'ahead/steps', [future, from, 'context/to', 'axis/1']);
  const centred = b.node('Sub', 'ahead/centred', [steps, b.node('Slice', 'ahead/centre', [centre, ...range])]);
  const values = b.node('Div', 'ahead/scaled', [centred, b.node('Slice', 'ahead/scale', [scale, ...range])]);
  const filled = b.node('Where', 'ahead/filled', [b.node('IsNaN', 'ahead/gaps', [values]), 'zero', values]);
  return b.cast('ahead/float32', filled, type, 'float32');
}
