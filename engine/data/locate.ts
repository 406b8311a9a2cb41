import type { Place, PlaceRequest } from '../protocol/exploration.ts';
import { lowerBound, requireSeries } from './column.ts';
import type { Dataset } from './dataset.ts';

/** The row of a line of the file, or the row of a series nearest to a time (the earlier wins a tie). Errors: `unknown-series`. */
export function locate(dataset: Dataset, request: PlaceRequest): Place {
  if ('fileRow' in request) {
    const row = request.fileRow > 0 ? dataset.fileRows.indexOf(request.fileRow) : -1;
    return { row: row < 0 ? null : row };
  }
  const { offset, length } = requireSeries(dataset, request.seriesId);
  if (length === 0) return { row: null };
  const end = offset + length;
  const after = lowerBound(dataset.time, offset, end, request.time);
  if (after === offset) return { row: offset };
  if (after === end) return { row: end - 1 };
  return { row: request.time - dataset.time[after - 1]! <= dataset.time[after]! - request.time ? after - 1 : after };
}
