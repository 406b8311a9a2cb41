import { SERIES_VECTORS } from '../models/blueprint.ts';
import { categoryVectors } from '../models/categories.ts';
import { SMOOTHING_RATES } from '../models/es-rnn.ts';
import type { NativeModel } from '../native/api.ts';
import type { Prepared } from './prepare.ts';

/**
 * Training never meets a series or a name that it does not know: their vectors, the rows 0, keep their random start. Each becomes the mean of the others of its table: the middle of what the network has learned to read, and the
 * middle of the smoothing rates.
 */
export function meetUnknown(model: NativeModel, { categories }: Pick<Prepared, 'categories'>): void {
  const values = model.getParameters();
  const tables = [SERIES_VECTORS, SMOOTHING_RATES, ...categories.map((_, column) => categoryVectors(column))];
  let changed = false;
  for (const name of tables) {
    const table = model.parameters.find((parameter) => parameter.name === `${name}.rows`);
    if (!table) continue;
    const [rows, units] = table.shape as [number, number];
    average(values.subarray(table.offset, table.offset + rows * units), rows, units);
    changed = true;
  }
  if (changed) model.setParameters(values);
}

/** Row 0 becomes the mean of the rows after it; a table without others keeps it. */
function average(table: Float32Array, rows: number, units: number): void {
  if (rows < 2) return;
  for (let unit = 0; unit < units; unit++) {
    let sum = 0;
    for (let row = 1; row < rows; row++) sum += table[row * units + unit]!;
    table[unit] = sum / (rows - 1);
  }
}
