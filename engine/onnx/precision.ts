import { tensorShapes } from '../models/shapes.ts';
import type { Scaler, TrainedModel } from '../models/trained.ts';
import { isLogarithm } from '../models/transform.ts';
import type { Graph } from '../native/api.ts';
import type { DataConfig } from '../protocol/training.ts';
import type { FloatType } from './builder.ts';

/** Relative rounding of float32, and the part of a scale that it may cost. */
const ROUNDING = 2 ** -24;
const ALLOWED = 4e-6;
/** The same for a network that reads its own forecasts: every step can multiply what the first one was given. */
const ALLOWED_FED_BACK = 4e-7;
/** How many scales from the centre values are expected to lie. */
const REACH = 4;
/** Values beyond this are too near the range of float32. */
const LARGEST = 1e36;
const SMALLEST = 1e-34;

type Units = Pick<DataConfig, 'transform' | 'lambda'>;
const UNTRANSFORMED: Units = { transform: 'none', lambda: 1 };

/**
 * Whether float32 holds values around `centre` well within the tolerance of an export, 1e-5 of `scale`; both are of the transform in `units`. A power
 * y^lambda / lambda is 1 / lambda larger than its transform, and one with an exponent below 0 can be of any size.
 */
function float32Holds({ centre, scale }: Scaler, units: Units, allowed: number): boolean {
  const reach = Math.abs(centre) + REACH * scale;
  if (isLogarithm(units)) return ((reach + 1) * ROUNDING) / scale <= allowed && reach < Math.log(LARGEST);
  if (units.transform === 'box-cox') {
    const { lambda } = units;
    const largest = Math.log1p(lambda * reach) / lambda;
    return lambda > 0 && ((reach + 1 + 1 / lambda) * ROUNDING) / scale <= allowed && largest < Math.log(LARGEST);
  }
  return (reach * ROUNDING) / scale <= allowed && reach < LARGEST && scale > SMALLEST;
}

/** Whether a network goes on step by step with weights of an earlier step, as a decoder does. */
function feedsBack(graph: Graph): boolean {
  const shapes = tensorShapes(graph);
  return graph.nodes.some((node) => {
    const recurrent = node.op === 'rnn' || node.op === 'lstm' || node.op === 'gru';
    return recurrent && node.weights !== undefined && shapes.get(node.input)?.steps === 0;
  });
}

/**
 * The type of the inputs and outputs in the series' own units, and of the arithmetic between them and the network (which is
 * float32): float32 where it holds every channel to 4e-6 of its scale, or to a tenth of that where forecasts are fed back. A model
 * with a `series` input, or one that scales by the window as counts are, is float64 in any case: it accepts series of any size, and whether a window is
 * constant shows only there. So is one with a difference, whose scale says nothing of how far values lie from their centre.
 */
export function choosePrecision(model: TrainedModel): FloatType {
  const allowed = feedsBack(model.graph) ? ALLOWED_FED_BACK : ALLOWED;
  const holds = model.scalers.every((channel, index) =>
    channel.every((scaler) => float32Holds(scaler, index === 0 ? model.data : UNTRANSFORMED, allowed)),
  );
  const bySeries = model.data.scaling === 'series' && model.loss.kind !== 'negativeBinomial';
  return holds && model.seriesIds.length === 1 && bySeries && model.data.difference === 0 ? 'float32' : 'float64';
}
