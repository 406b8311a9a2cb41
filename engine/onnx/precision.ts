import { tensorShapes } from '../models/shapes.ts';
import type { Scaler, TrainedModel } from '../models/trained.ts';
import type { Graph } from '../native/api.ts';
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

/** Whether float32 holds values around `centre` well within the tolerance of an export, 1e-5 of `scale`. `logarithmic`: centre and scale are of the logarithm. */
function float32Holds({ centre, scale }: Scaler, logarithmic: boolean, allowed: number): boolean {
  const reach = Math.abs(centre) + REACH * scale;
  if (logarithmic) return ((reach + 1) * ROUNDING) / scale <= allowed && reach < Math.log(LARGEST);
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
 * constant shows only there.
 */
export function choosePrecision(model: TrainedModel): FloatType {
  const allowed = feedsBack(model.graph) ? ALLOWED_FED_BACK : ALLOWED;
  const holds = model.scalers.every((channel, index) =>
    channel.every((scaler) => float32Holds(scaler, index === 0 && model.data.transform === 'log', allowed)),
  );
  const bySeries = model.data.scaling === 'series' && model.loss.kind !== 'negativeBinomial';
  return holds && model.seriesIds.length === 1 && bySeries ? 'float32' : 'float64';
}
