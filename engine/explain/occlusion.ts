import type { Predictor } from '../forecast/predict.ts';
import type { RawWindow } from '../models/window.ts';
import type { OcclusionFill, SaliencyReport } from '../protocol/explanation.ts';
import { covariatePlaces, valuesAt, withValues } from './columns.ts';

export type Saliency = Pick<SaliencyReport, 'segments' | 'columns'>;

/**
 * Occlusion saliency (Zeiler & Fergus 2014, section 4.2, over time instead of space): the context of one window is cut into stretches of `width` steps from
 * its end back (the oldest may be shorter); each in turn is taken away, column by column, and the median of every horizon step
 * moves by so much. `gap`: nothing was observed there; `mean`: the stretch keeps its level and loses its shape.
 */
export async function occlusionSaliency(predictor: Predictor, window: RawWindow, width: number, fill: OcclusionFill): Promise<Saliency> {
  const { data, quantiles: levels } = predictor.model;
  const length = Math.min(data.context, window.target.length);
  const segments: Saliency['segments'] = [];
  for (let to = 0; to < length; to += width) segments.unshift({ from: Math.min(length, to + width), to });
  const columns = [
    { column: data.target, occluded: (hide: Hide): RawWindow => ({ ...window, target: hide(window.target) }) },
    ...covariatePlaces(data).map((place) => ({
      column: place.column,
      occluded: (hide: Hide): RawWindow => withValues(window, place, hide(valuesAt(window, place))),
    })),
  ];
  const windows = columns.flatMap(({ occluded }) => segments.map((segment) => occluded((values) => hidden(values, segment, fill))));
  const forecasts = (await predictor.predict([window, ...windows])).quantiles;
  const median = levels.indexOf(0.5);
  const at = (n: number, k: number): number => forecasts[(n * data.horizon + k) * levels.length + median]!;
  return {
    segments,
    columns: columns.map(({ column }, c) => ({
      column,
      moves: Float64Array.from({ length: segments.length * data.horizon }, (_, i) => {
        const [segment, k] = [Math.floor(i / data.horizon), i % data.horizon];
        return at(1 + c * segments.length + segment, k) - at(0, k);
      }),
    })),
  };
}

type Hide = (values: ArrayLike<number>) => Float64Array;

/** A copy with a stretch, counted from the end back, taken away. */
function hidden(values: ArrayLike<number>, { from, to }: { from: number; to: number }, fill: OcclusionFill): Float64Array {
  const copy = Float64Array.from(values);
  const stretch = copy.subarray(copy.length - from, copy.length - to);
  const observed = stretch.filter((value) => !Number.isNaN(value));
  const mean = observed.reduce((sum, value) => sum + value, 0) / observed.length;
  // A gap within the stretch stays one: only what was observed is taken away.
  stretch.forEach((value, i) => (stretch[i] = Number.isNaN(value) || fill === 'gap' ? Number.NaN : mean));
  return copy;
}
