import { SERIES_VECTORS } from '../models/blueprint.ts';
import { SMOOTHING_RATES } from '../models/es-rnn.ts';
import type { NativeModel } from '../native/api.ts';

/**
 * Training never meets a series it does not know, so what a model learned for each of `series` series keeps its random start for
 * "unknown". It becomes their mean: the middle of what the network has learned to read, and the middle of the smoothing rates.
 */
export function meetUnknownSeries(model: NativeModel, series: number): void {
  const values = model.getParameters();
  for (const { name, offset, shape } of model.parameters) {
    if (name !== `${SERIES_VECTORS}.rows` && name !== `${SMOOTHING_RATES}.rows`) continue;
    const units = shape[1]!;
    const rows = values.subarray(offset, offset + (series + 1) * units);
    for (let unit = 0; unit < units; unit++) {
      let sum = 0;
      for (let row = 1; row <= series; row++) sum += rows[row * units + unit]!;
      rows[unit] = sum / series;
    }
  }
  model.setParameters(values);
}
