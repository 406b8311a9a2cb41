import { channelsOf } from '../models/channels.ts';
import type { TrainedModel } from '../models/trained.ts';
import type { FloatType, GraphBuilder } from './builder.ts';
import { writeAhead } from './ahead.ts';
import { writeCalendar } from './calendar.ts';
import { firstChannel, writeBases, writeDifferences } from './difference.ts';
import { writeScalers } from './scalers.ts';
import { writeSince } from './since-observed.ts';
import { writeStatics } from './statics.ts';
import { writeForward } from './transform.ts';

/** What the steps before the network leave for the network and for the steps after it. B: any batch. */
export interface PreparedWindow {
  /** float32 `[C, B, channels]`: time first, as recurrent operators read it. */
  x: string;
  /** Of the target, the file's type, `[B or 1, 1, 1]`. */
  centre: string;
  scale: string;
  /** What is added back to the forecasts, in scaled units and the file's type: the last observed target `[B, 1, 1]`, or the bases of a difference `[B, h, 1]`; null: nothing. */
  anchor: string | null;
  /** bool `[B, 1, 1]`: at least one target was observed. */
  anyObserved: string;
  /** float32 `[B, 1]`: v of each window, of counts; else null. */
  level: string | null;
  /** float32 `[B, statics]`: what the network reads of each window's series once; null: nothing. */
  statics: string | null;
  /** float32 `[h, B, known]`: what is known of the steps ahead; null: nothing is. */
  ahead: string | null;
}

/** Steps 1 and 2 of `TrainedModel`: `[B, C, K]` in transformed units with NaN for gaps; K = target and all covariates that are columns. `future`: as the file's input has it.
 * Besides the time since the last target, float32 `[B, C, 1]`, where the network reads it.
 */
function lastSteps(b: GraphBuilder, model: TrainedModel, type: FloatType, future: string | null): { values: string; since: string | null } {
  const { context, covariates, horizon, sinceObserved } = model.data;
  const nan = b.constant('nan', type, [NaN], []);
  let values = writeForward(b, model.data, type, b.input('target', type, ['batch', 'context']));
  values = b.node('Unsqueeze', 'target/channel', [values, b.constant('axis/2', 'int64', [2], [1])]);
  const since = sinceObserved ? writeSince(b, model.data, values) : null;
  if (covariates.length > 0) {
    const others = b.input('covariates', type, ['batch', 'context', covariates.length]);
    values = b.node('Concat', 'channels', [values, others], { axis: 2 });
  }
  if (future !== null) {
    const past = b.node('Slice', 'future/past', [future, 'index/0', b.constant('future/origin', 'int64', [-horizon], [1]), 'axis/1']);
    values = b.node('Concat', 'channels/known', [values, past], { axis: 2 });
  }
  const padding = b.constant('context/padding', 'int64', [0, context, 0, 0, 0, 0], [6]);
  const padded = b.node('Pad', 'context/padded', [values, padding, nan], { mode: 'constant' });
  const from = b.constant('context/from', 'int64', [-context], [1]);
  const to = b.constant('context/to', 'int64', [2 ** 31 - 1], [1]);
  return { values: b.node('Slice', 'context/last', [padded, from, to, 'axis/1']), since };
}

/** Channel 0 of a `[.., .., K]` tensor, the axis kept. */
function targetChannel(b: GraphBuilder, name: string, tensor: string, channels: number): string {
  return channels === 1 ? tensor : firstChannel(b, name, tensor);
}

/** The last observed target, `[B, 1, 1]`, 0 where there is none: the largest observed position picks it. */
function lastObserved(b: GraphBuilder, context: number, scaled: string, observed: string): string {
  const steps = Float32Array.from({ length: context }, (_, step) => step);
  const positions = b.constant('anchor/positions', 'float32', steps, [1, context, 1]);
  const zero = b.constant('anchor/first', 'float32', [0], []);
  const seen = b.node('Where', 'anchor/observed_positions', [observed, positions, zero]);
  const last = b.node('ReduceMax', 'anchor/last_position', [seen], { axes: [1], keepdims: 1 });
  const index = b.cast('anchor/index', last, 'float32', 'int64');
  const filled = b.node('Where', 'anchor/values', [observed, scaled, 'zero']);
  return b.node('GatherElements', 'anchor', [filled, index], { axis: 1 });
}

/** Steps 1 to 5 of `TrainedModel`, from the file's inputs to the network's. */
export function prepareWindow(b: GraphBuilder, model: TrainedModel, type: FloatType): PreparedWindow {
  const { context } = model.data;
  const channels = channelsOf(model.data).scaled;
  b.constant('zero', type, [0], []);
  b.constant('axis/1', 'int64', [1], [1]);
  b.constant('index/0', 'int64', [0], [1]);
  b.constant('index/1', 'int64', [1], [1]);
  const columns = model.data.future.length;
  const future = columns > 0 ? b.input('future', type, ['batch', 'context_and_horizon', columns]) : null;
  const calendar = writeCalendar(b, model.data);
  const { values, since } = lastSteps(b, model, type, future);
  const observed = b.node('Not', 'observed', [b.node('IsNaN', 'gaps', [values])]);
  const { centre, scale, code } = writeScalers(b, model, type, values, observed);
  const scaled = b.node('Div', 'scaled', [b.node('Sub', 'centred', [values, centre]), scale]);

  const targetObserved = targetChannel(b, 'target/observed', observed, channels);
  const seen = b.node('Cast', 'mask', [targetObserved], { to: 1 });
  const observedSteps = b.node('ReduceMax', 'mask/any', [seen], { axes: [1], keepdims: 1 });
  const anyObserved = b.node('Greater', 'any_observed', [observedSteps, b.constant('mask/zero', 'float32', [0], [])]);

  let anchor: string | null = null;
  let anchored = scaled;
  let kept = observed;
  let mask = seen;
  if (model.data.anchor) {
    anchor = lastObserved(b, context, targetChannel(b, 'target/scaled', scaled, channels), targetObserved);
    const isTarget = b.constant(
      'anchor/channels',
      type,
      Float64Array.from({ length: channels }, (_, channel) => (channel === 0 ? 1 : 0)),
      [1, 1, channels],
    );
    const shift = channels === 1 ? anchor : b.node('Mul', 'anchor/shift', [anchor, isTarget]);
    anchored = b.node('Sub', 'anchored', [scaled, shift]);
  }
  if (model.data.difference > 0) {
    const target = targetChannel(b, 'target/scaled', scaled, channels);
    const last = lastObserved(b, context, target, targetObserved);
    anchor = writeBases(b, model.data, { target, observed: targetObserved, last });
    const changes = writeDifferences(b, 'difference', target, model.data);
    const to = b.constant('difference/channels', 'int64', [channels], [1]);
    const others = channels === 1 ? null : b.node('Slice', 'difference/others', [scaled, 'index/1', to, 'axis/2']);
    anchored = others === null ? changes : b.node('Concat', 'difference/channels_joined', [changes, others], { axis: 2 });
    kept = b.node('Not', 'difference/observed', [b.node('IsNaN', 'difference/gaps', [anchored])]);
    mask = b.node('Cast', 'difference/mask', [targetChannel(b, 'difference/target_observed', kept, channels)], { to: 1 });
  }
  const filled = b.cast('filled/float32', b.node('Where', 'filled', [kept, anchored, 'zero']), type, 'float32');
  const parts = [filled, ...(calendar === null ? [] : [calendar.past]), ...(since === null ? [] : [since]), mask];
  const features = b.node('Concat', 'features', parts, { axis: 2 });
  const targetScale = targetChannel(b, 'target/scale', scale, channels);
  const counts = model.loss.kind === 'negativeBinomial';
  return {
    x: b.node('Transpose', 'x', [features], { perm: [1, 0, 2] }),
    centre: targetChannel(b, 'target/centre', centre, channels),
    scale: targetScale,
    level: counts ? b.cast('level/float32', b.node('Squeeze', 'level', [targetScale, 'axis/2']), type, 'float32') : null,
    anchor,
    anyObserved,
    statics: writeStatics(b, model, type, code),
    ahead: writeAhead(b, model, type, { future, centre, scale, calendar: calendar?.ahead ?? null }),
  };
}
