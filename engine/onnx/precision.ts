import type { TrainedModel } from '../models/trained.ts';
import type { FloatType } from './builder.ts';

/** Relative rounding of float32, and the part of a scale that it may cost. */
const ROUNDING = 2 ** -24;
const ALLOWED = 4e-6;
/** How many scales from the centre values are expected to lie. */
const REACH = 4;
/** Values beyond this are too near the range of float32. */
const LARGEST = 1e36;
const SMALLEST = 1e-34;

/** Whether float32 holds values around `centre` well within the tolerance of an export, 1e-5 of `scale`. `logarithmic`: centre and scale are of the logarithm. */
function float32Holds(centre: number, scale: number, logarithmic: boolean): boolean {
  const reach = Math.abs(centre) + REACH * scale;
  if (logarithmic) return ((reach + 1) * ROUNDING) / scale <= ALLOWED && reach < Math.log(LARGEST);
  return (reach * ROUNDING) / scale <= ALLOWED && reach < LARGEST && scale > SMALLEST;
}

/**
 * The type of the inputs and outputs in the series' own units, and of the arithmetic between them and the network (which is
 * float32): float32 where it holds every channel to 4e-6 of its scale. A model with a `series` input is float64 in any case:
 * it accepts series of any size, and whether a window is constant shows only there.
 */
export function choosePrecision(model: TrainedModel): FloatType {
  const holds = model.scalers.every((channel, index) =>
    channel.every(({ centre, scale }) => float32Holds(centre, scale, index === 0 && model.data.transform === 'log')),
  );
  return holds && model.seriesIds.length === 1 ? 'float32' : 'float64';
}
