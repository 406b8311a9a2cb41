import { SMOOTHING_RATES, smoothingGraph } from '../models/es-rnn.ts';
import type { NativeCore, NativeModel } from '../native/api.ts';
import type { RunConfig } from '../protocol/training.ts';
import { targetsOf } from './offsets.ts';
import { openModel } from './open-model.ts';
import { epochOrder } from './order.ts';
import type { Prepared } from './prepare.ts';
import { windowUnits } from './window-units.ts';

/** What a rate is chosen from; the optimiser goes on from there. */
const SHARES = [0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95];
/** Training windows of each series by which its rates are chosen, drawn by the run's seed (an even stride would meet a season). */
const MOST_WINDOWS = 100;
const BATCH = 256;

/**
 * Starts the smoothing rates of an ES-RNN where smoothing alone forecasts each series' training windows with the least absolute error, of
 * the shares above for level and season. A series that has no say (no panel: all together) is one pair. Other models stay as they are.
 */
export async function startSmoothing(core: NativeCore, model: NativeModel, prepared: Prepared, config: RunConfig): Promise<void> {
  const place = model.parameters.find(({ name }) => name.startsWith(`${SMOOTHING_RATES}.`));
  if (!place) return;
  const rows = prepared.source.staticOf === undefined ? 1 : prepared.seriesIds.length;
  const best = await bestRates(core, prepared, config, rows);
  const values = model.getParameters();
  // Row 0 of a panel's table is the series never seen, which training does not meet.
  const first = place.offset + 2 * (place.shape[0]! - rows);
  best.forEach((rates, row) => rates.forEach((rate, k) => (values[first + 2 * row + k] = rate)));
  model.setParameters(values);
}

/** For each row of the table the best rates before their sigmoids. */
async function bestRates(core: NativeCore, prepared: Prepared, config: RunConfig, rows: number): Promise<Array<[number, number]>> {
  const { data, training } = config;
  const rowOf = (window: number): number => prepared.source.staticOf?.[window] ?? 0;
  const windows = someOfEach(epochOrder(prepared.training, training.seed, 0), rowOf, rows);
  const { source } = prepared;
  const units = Array.from(windows, (window) => windowUnits(source, source.starts[window]!, data.context));
  const actual = targetsOf(windows, units, prepared, config);
  const smoothing = openModel(core, config, smoothingGraph(data), { kind: 'mae' });
  try {
    smoothing.setSource(source);
    const best = Array.from({ length: rows }, () => ({ error: Infinity, rates: [0, 0] as [number, number] }));
    for (const rates of candidates(data.season)) {
      smoothing.setParameters(Float32Array.from(rates));
      const forecasts = await smoothing.predict(windows, BATCH);
      const errors = new Float64Array(rows);
      actual.forEach((value, i) => {
        if (!Number.isNaN(value)) errors[rowOf(windows[Math.floor(i / data.horizon)]!)]! += Math.abs(value - forecasts[i]!);
      });
      best.forEach((entry, row) => {
        if (errors[row]! < entry.error) best[row] = { error: errors[row]!, rates };
      });
    }
    return best.map(({ rates }) => rates);
  } finally {
    smoothing.dispose();
  }
}

/** Pairs of rates before their sigmoids; without a season its rate does nothing. */
function candidates(season: number): Array<[number, number]> {
  const logits = SHARES.map((share) => Math.log(share / (1 - share)));
  return logits.flatMap((level) => (season === 1 ? [[level, 0] as [number, number]] : logits.map((g): [number, number] => [level, g])));
}

/** The first windows of each row, ascending. */
function someOfEach(windows: Int32Array, rowOf: (window: number) => number, rows: number): Int32Array {
  const taken = new Int32Array(rows);
  return windows.filter((window) => taken[rowOf(window)]!++ < MOST_WINDOWS).sort();
}
