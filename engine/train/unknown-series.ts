import { SERIES_VECTORS } from '../models/blueprint.ts';
import type { NativeModel } from '../native/api.ts';

/**
 * Training never meets a series it does not know, so the vector of "unknown" keeps its random start. Where the model has
 * vectors of `series` series, it becomes their mean: the middle of what the network has learned to read.
 */
export function meetUnknownSeries(model: NativeModel, series: number): void {
  const table = model.parameters.find(({ name }) => name.startsWith(`${SERIES_VECTORS}.`));
  if (!table) return;
  const units = table.shape[1]!;
  const values = model.getParameters();
  const rows = values.subarray(table.offset, table.offset + (series + 1) * units);
  for (let unit = 0; unit < units; unit++) {
    let sum = 0;
    for (let row = 1; row <= series; row++) sum += rows[row * units + unit]!;
    rows[unit] = sum / series;
  }
  model.setParameters(values);
}
