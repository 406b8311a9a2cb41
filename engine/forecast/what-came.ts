import type { Dataset } from '../data/dataset.ts';
import { numericColumn } from '../train/columns.ts';
import type { ForecastDetail, KeptSeries } from '../protocol/forecasts.ts';

/** What a dataset knows of the steps that were forecast. */
export interface WhatCame {
  /** `[h]` a series of the forecast, NaN where nothing is known. */
  actuals: Float64Array[];
  /** Observed steps in the series where most have come. */
  known: number;
  points: number;
  /** Values before the forecast that are not what it saw. */
  revised: number;
}

/**
 * Looks up the steps of a forecast in data that may have grown since, by series and time. Where both have one series alone, its name does not
 * matter. Errors: `unknown-column`, `not-numeric`.
 */
export function whatCame(forecast: Pick<ForecastDetail, 'series' | 'target'>, dataset: Dataset): WhatCame {
  const { values } = numericColumn(dataset, forecast.target);
  const places = new Map(dataset.series.map((one) => [one.id, one]));
  const alone = forecast.series.length === 1 && dataset.series.length === 1 ? dataset.series[0] : undefined;
  const came: WhatCame = { actuals: [], known: 0, points: 0, revised: 0 };
  for (const one of forecast.series) {
    const place = alone ?? places.get(one.seriesId);
    const actual = place ? valuesAt(dataset, values, place, one.time) : new Float64Array(one.time.length).fill(Number.NaN);
    const observed = actual.filter((value) => !Number.isNaN(value)).length;
    came.actuals.push(actual);
    came.known = Math.max(came.known, observed);
    came.points += observed;
    if (place) came.revised += revisions(one, valuesAt(dataset, values, place, one.historyTime));
  }
  return came;
}

/** The values of a series at some times; NaN where it has none. */
function valuesAt(
  { time }: Dataset,
  values: Float64Array,
  { offset, length }: Dataset['series'][number],
  wanted: Float64Array,
): Float64Array {
  const rows = time.subarray(offset, offset + length);
  return wanted.map((at) => {
    let [low, high] = [0, length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (rows[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return rows[low] === at ? values[offset + low]! : Number.NaN;
  });
}

/** Values that both know and that differ. */
function revisions({ historyValues }: KeptSeries, now: Float64Array): number {
  let count = 0;
  historyValues.forEach((value, i) => {
    if (!Number.isNaN(value) && !Number.isNaN(now[i]!) && value !== now[i]) count++;
  });
  return count;
}
