import type { Predictor } from '../forecast/predict.ts';
import type { RawWindow } from '../models/window.ts';
import type { OcclusionFill, SaliencyReport } from '../protocol/explanation.ts';
import { columnNames, placesOf, valuesAt, withValues } from './columns.ts';

export type Saliency = Pick<SaliencyReport, 'segments' | 'columns'>;

/**
 * Occlusion saliency (Zeiler & Fergus 2014, section 4.2, over time instead of space): the context of one window is cut into stretches of `width` steps from
 * its end back (the oldest may be shorter); each in turn is taken away, column by column, and the median of every horizon step
 * moves by so much. Of a column known ahead the h steps of the forecast are a stretch too. `gap`: nothing was observed there; `mean`: the stretch keeps its
 * level and loses its shape, one of names holds its most frequent name throughout. Static columns and the calendar have no stretches to take away.
 */
export async function occlusionSaliency(predictor: Predictor, window: RawWindow, width: number, fill: OcclusionFill): Promise<Saliency> {
  const { data, quantiles: levels } = predictor.model;
  const length = Math.min(data.context, window.target.length);
  const segments: Saliency['segments'] = [];
  for (let to = 0; to < length; to += width) segments.unshift({ from: Math.min(length, to + width), to });
  const columns = [
    { column: data.target, known: false, occluded: (hide: Hide): RawWindow => ({ ...window, target: hide(window.target, 0, false) }) },
    ...columnNames(data).map((column) => ({
      column,
      known: data.future.includes(column),
      occluded: (hide: Hide): RawWindow =>
        placesOf(column, data).reduce((changed, place) => {
          const ahead = place.list === 'future' ? data.horizon : 0;
          return withValues(changed, place, hide(valuesAt(changed, place), ahead, data.categorical.includes(column)));
        }, window),
    })),
  ];
  const stretches = columns.map(({ known }) => (known ? [...segments, { from: 0, to: -data.horizon }] : segments));
  const windows = columns.flatMap(({ occluded }, c) =>
    stretches[c]!.map((stretch) =>
      occluded((values, ahead, names) => hidden(values, ahead, stretch, names && fill === 'mean' ? 'mode' : fill)),
    ),
  );
  const forecasts = (await predictor.predict([window, ...windows])).quantiles;
  const median = levels.indexOf(0.5);
  const at = (n: number, k: number): number => forecasts[(n * data.horizon + k) * levels.length + median]!;
  let next = 1;
  return {
    segments,
    columns: columns.map(({ column, known }, c) => {
      const first = next;
      next += stretches[c]!.length;
      const movesFrom = (start: number, count: number): Float64Array =>
        Float64Array.from({ length: count * data.horizon }, (_, i) => {
          const k = i % data.horizon;
          return at(start + Math.floor(i / data.horizon), k) - at(0, k);
        });
      return { column, moves: movesFrom(first, segments.length), ahead: known ? movesFrom(first + segments.length, 1) : null };
    }),
  };
}

/** What to do with values of which the last `ahead` lie after the context; `names`: they are codes of names. */
type Hide = (values: ArrayLike<number>, ahead: number, names: boolean) => Float64Array;

/** A copy with a stretch, counted from the end of the context back, taken away. */
function hidden(
  values: ArrayLike<number>,
  ahead: number,
  { from, to }: { from: number; to: number },
  fill: OcclusionFill | 'mode',
): Float64Array {
  const copy = Float64Array.from(values);
  const end = copy.length - ahead;
  const stretch = copy.subarray(end - from, end - to);
  const observed = stretch.filter((value) => !Number.isNaN(value));
  const instead = fill === 'gap' ? Number.NaN : fill === 'mode' ? mostFrequent(observed) : meanOf(observed);
  // A gap within the stretch stays one: only what was observed is taken away.
  stretch.forEach((value, i) => (stretch[i] = Number.isNaN(value) ? Number.NaN : instead));
  return copy;
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The first of those that occur most often; NaN of none. */
function mostFrequent(values: Float64Array): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return values.find((value) => counts.get(value) === most) ?? Number.NaN;
}
