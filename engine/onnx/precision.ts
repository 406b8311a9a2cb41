import type { TrainedModel } from '../models/trained.ts';
import type { FloatType } from './builder.ts';

export interface Precision {
  /** Type of the inputs and outputs in the series' own units. */
  raw: FloatType;
  /** Type in which scaling, window statistics and their inverse are computed; the network itself is float32. */
  work: FloatType;
}

/** Relative rounding of float32, and the part of a scale that it may cost. */
const ROUNDING = 2 ** -24;
const ALLOWED = 1e-6;
/** How many scales from the centre values are expected to lie. */
const REACH = 4;
/** Values beyond this are too near the range of float32. */
const LARGEST = 1e36;
const SMALLEST = 1e-34;

/** Whether float32 holds values around `centre` to a millionth of `scale`. `logarithmic`: centre and scale are of the logarithm. */
function float32Holds(centre: number, scale: number, logarithmic: boolean): boolean {
  const reach = Math.abs(centre) + REACH * scale;
  if (logarithmic) return ((reach + 1) * ROUNDING) / scale <= ALLOWED && reach < Math.log(LARGEST);
  return (reach * ROUNDING) / scale <= ALLOWED && reach < LARGEST && scale > SMALLEST;
}

/**
 * float32 where it holds every channel of every series to 1e-6 of its scale, else float64. A model with a `series`
 * input computes in float64 in any case: the statistics of a window of an unknown series (is it constant?) need it.
 */
export function choosePrecision(model: TrainedModel): Precision {
  const holds = model.scalers.every((channel, index) =>
    channel.every(({ centre, scale }) => float32Holds(centre, scale, index === 0 && model.data.transform === 'log')),
  );
  const raw = holds ? 'float32' : 'float64';
  return { raw, work: model.seriesIds.length > 1 ? 'float64' : raw };
}
