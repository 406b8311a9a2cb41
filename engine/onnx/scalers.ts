import { isCode } from '../models/channels.ts';
import type { Scaler, TrainedModel } from '../models/trained.ts';
import type { FloatType, GraphBuilder } from './builder.ts';
import { firstChannel, writeDifferences } from './difference.ts';

/** Two tensors, `[B or 1, 1, K]`, K channels. */
interface ScalerTensors {
  centre: string;
  scale: string;
}

/** Besides: the code of each window's series for the network, float32 `[B, 1]`: its index + 1, 0 for an unknown one. Null: the network reads none. */
interface SeriesTensors extends ScalerTensors {
  code: string | null;
}

/** Mean and population standard deviation of the observed values of each window, `[B, 1, K]`, of the target with a difference that of it: step 3 for an unknown series. */
function windowScalers(b: GraphBuilder, model: TrainedModel, type: FloatType, values: string, observed: string): ScalerTensors {
  const one = b.constant('one', type, [1], []);
  const count = b.node('ReduceSum', 'window/count', [b.node('Where', 'window/counted', [observed, one, 'zero']), 'axis/1']);
  const divisor = b.node('Max', 'window/divisor', [count, one]);
  const sum = b.node('ReduceSum', 'window/sum', [b.node('Where', 'window/values', [observed, values, 'zero']), 'axis/1']);
  const centre = b.node('Div', 'window/mean', [sum, divisor]);
  const deviations = b.node('Where', 'window/deviations', [observed, b.node('Sub', 'window/centred', [values, centre]), 'zero']);
  const squares = b.node('ReduceSum', 'window/squares', [b.node('Mul', 'window/squared', [deviations, deviations]), 'axis/1']);
  const own = b.node('Sqrt', 'window/own_deviation', [b.node('Div', 'window/variance', [squares, divisor])]);
  const deviation = model.data.difference > 0 ? deviationOfDifferences(b, model, values, own) : own;
  const rounding = b.node('Mul', 'window/rounding', [
    b.node('Abs', 'window/magnitude', [centre]),
    b.constant('window/flat', type, [1e-12], []),
  ]);
  const flat = b.node('LessOrEqual', 'window/is_flat', [deviation, rounding]);
  return { centre, scale: b.node('Where', 'window/scale', [flat, one, deviation]) };
}

/** The deviations `[B, 1, K]` with that from zero of the target's differences in the place of the first; 0 where there is none. Reads `one`. */
function deviationOfDifferences(b: GraphBuilder, { data, scalers }: TrainedModel, values: string, others: string): string {
  const target = scalers.length === 1 ? values : firstChannel(b, 'window/target', values);
  const changes = writeDifferences(b, 'window/changes', target, data);
  const gap = b.node('IsNaN', 'window/no_change', [changes]);
  const counted = b.node('ReduceSum', 'window/changes_count', [b.node('Where', 'window/changes_counted', [gap, 'zero', 'one']), 'axis/1']);
  const squares = b.node('Where', 'window/changes_squared', [gap, 'zero', b.node('Mul', 'window/changes_square', [changes, changes])]);
  const sum = b.node('ReduceSum', 'window/changes_squares', [squares, 'axis/1']);
  const divisor = b.node('Max', 'window/changes_divisor', [counted, 'one']);
  const first = b.node('Sqrt', 'window/changes_deviation', [b.node('Div', 'window/changes_variance', [sum, divisor])]);
  const channels = scalers.length;
  if (channels === 1) return first;
  const to = b.constant('window/channels_end', 'int64', [channels], [1]);
  const rest = b.node('Slice', 'window/other_deviations', [others, 'index/1', to, 'axis/2']);
  return b.node('Concat', 'window/deviation', [first, rest], { axis: 2 });
}

/** Of counts: v = 1 + their mean, and nothing taken off. */
function levelScalers(b: GraphBuilder, type: FloatType, { centre }: ScalerTensors): ScalerTensors {
  const mean = b.node('Max', 'level/mean', [centre, 'zero']);
  return { centre: b.constant('level/centre', type, [0], [1, 1, 1]), scale: b.node('Add', 'level/scale', [mean, 'one']) };
}

/** The window's scalers, but of codes, which are not scaled. */
function withoutCodes(b: GraphBuilder, model: TrainedModel, type: FloatType, own: ScalerTensors): ScalerTensors {
  const channels = model.scalers.length;
  const codes = Float64Array.from({ length: channels }, (_, channel) => (isCode(model.data, channel) ? 1 : 0));
  if (!codes.includes(1)) return own;
  const isName = b.node('Greater', 'window/is_code', [b.constant('window/codes', type, codes, [1, 1, channels]), 'zero']);
  return {
    centre: b.node('Where', 'window/amount_centre', [isName, 'zero', own.centre]),
    scale: b.node('Where', 'window/amount_scale', [isName, 'one', own.scale]),
  };
}

/** `[S + 1, K]` row-major: the scalers of each known series, and an unused row in the place of an unknown one. */
function table(model: TrainedModel, pick: (scaler: Scaler) => number): Float64Array {
  const series = model.seriesIds.length;
  const channels = model.scalers.length;
  return Float64Array.from({ length: (series + 1) * channels }, (_, i) => {
    const row = Math.floor(i / channels);
    return row === series ? 1 : pick(model.scalers[i % channels]![row]!);
  });
}

/**
 * Centre and scale for each window; with `data.scaling` `window`, and of counts, those of the target are always the window's own.
 * `values` `[B, C, K]`, `observed` bool of the same shape.
 */
export function writeScalers(b: GraphBuilder, model: TrainedModel, type: FloatType, values: string, observed: string): SeriesTensors {
  const counts = model.loss.kind === 'negativeBinomial';
  const byWindow = counts || model.data.scaling === 'window';
  const own = byWindow || model.seriesIds.length > 1 ? withoutCodes(b, model, type, windowScalers(b, model, type, values, observed)) : null;
  const series = seriesScalers(b, model, type, own);
  if (!byWindow || own === null) return series;
  const channels = model.scalers.length;
  const target = counts ? levelScalers(b, type, own) : own;
  if (channels === 1) return { ...target, code: series.code };
  const first = b.constant(
    'window/channels',
    type,
    Float64Array.from({ length: channels }, (_, channel) => (channel === 0 ? 1 : 0)),
    [1, 1, channels],
  );
  const isTarget = b.node('Greater', 'window/is_target', [first, 'zero']);
  return {
    centre: b.node('Where', 'window/target_centre', [isTarget, target.centre, series.centre]),
    scale: b.node('Where', 'window/target_scale', [isTarget, target.scale, series.scale]),
    code: series.code,
  };
}

/**
 * By what training fitted. One series: constants. Several: looked up by the `series` input; an index outside of the model's series (-1)
 * takes the window's `own`.
 */
function seriesScalers(b: GraphBuilder, model: TrainedModel, type: FloatType, own: ScalerTensors | null): SeriesTensors {
  const channels = model.scalers.length;
  const series = model.seriesIds.length;
  const centres = table(model, (scaler) => scaler.centre);
  const scales = table(model, (scaler) => scaler.scale);
  if (own === null || series === 1) {
    return {
      centre: b.constant('series/centre', type, centres.subarray(0, channels), [1, 1, channels]),
      scale: b.constant('series/scale', type, scales.subarray(0, channels), [1, 1, channels]),
      code: null,
    };
  }
  const index = b.input('series', 'int64', ['batch']);
  const unknown = b.constant('series/count', 'int64', [series], []);
  const notNegative = b.node('GreaterOrEqual', 'series/not_negative', [index, b.constant('series/first', 'int64', [0], [])]);
  const known = b.node('And', 'series/known', [notNegative, b.node('Less', 'series/below_count', [index, unknown])]);
  const row = b.node('Where', 'series/row', [known, index, unknown]);
  const axes = b.constant('series/axes', 'int64', [1, 2], [2]);
  const isKnown = b.node('Unsqueeze', 'series/is_known', [known, axes]);
  const choose = (name: string, values: Float64Array, otherwise: string): string => {
    const stored = b.constant(`series/${name}_table`, type, values, [series + 1, channels]);
    const gathered = b.node('Gather', `series/${name}_row`, [stored, row], { axis: 0 });
    const wide = b.node('Unsqueeze', `series/${name}_known`, [gathered, 'axis/1']);
    return b.node('Where', `series/${name}`, [isKnown, wide, otherwise]);
  };
  return {
    centre: choose('centre', centres, own.centre),
    scale: choose('scale', scales, own.scale),
    code: (model.graph.statics ?? 0) > model.staticScalers.length ? seriesCode(b, index, known) : null,
  };
}

function seriesCode(b: GraphBuilder, index: string, known: string): string {
  const number = b.cast('series/number', index, 'int64', 'float32');
  const counted = b.node('Add', 'series/counted', [number, b.constant('series/one', 'float32', [1], [])]);
  const code = b.node('Where', 'series/code', [known, counted, b.constant('series/none', 'float32', [0], [])]);
  return b.node('Unsqueeze', 'series/codes', [code, 'axis/1']);
}
