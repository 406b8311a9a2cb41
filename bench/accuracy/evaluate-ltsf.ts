import type { LtsfSplit } from './read-ltsf.ts';
import type { Figures } from './row.ts';

/** What a model of windows may learn from. */
export interface WindowTask {
  /** `[channel][row]`, scaled; ends where the test part begins. */
  channels: Float64Array[];
  /** The validation part begins at this row. */
  trainingEnd: number;
  context: number;
  horizon: number;
  season: number;
  seed: number;
}

/** Forecasts contexts `[n, C]` of one channel as `[n, h]`. */
export type WindowForecaster = (contexts: Float64Array, channel: number) => Promise<Float64Array>;

/** A model of windows; `dispose` frees what it holds. */
export type WindowModel = (task: WindowTask) => Promise<{ forecast: WindowForecaster; dispose?: () => void }>;

/** Windows forecast at a time; bounds memory. */
const CHUNK = 512;

/**
 * Squared and absolute error, each the mean over all windows, steps and channels of the test part, on scaled values. The windows are
 * one row apart, the first one's context ends where the test part begins, and none is dropped: there are test - h + 1, or of these every `stride`th.
 */
export async function evaluateLtsf(
  channels: readonly Float64Array[],
  { training, validation, test }: LtsfSplit,
  context: number,
  horizon: number,
  stride: number,
  forecast: WindowForecaster,
): Promise<{ figures: Figures; windows: number }> {
  const first = training + validation;
  const windows = Math.ceil((test - horizon + 1) / stride);
  let [squares, absolutes, points] = [0, 0, 0];
  for (const [c, channel] of channels.entries()) {
    for (let from = 0; from < windows; from += CHUNK) {
      const count = Math.min(CHUNK, windows - from);
      const contexts = new Float64Array(count * context);
      for (let n = 0; n < count; n++) {
        const origin = first + (from + n) * stride;
        contexts.set(channel.subarray(origin - context, origin), n * context);
      }
      const forecasts = await forecast(contexts, c);
      for (let n = 0; n < count; n++) {
        const origin = first + (from + n) * stride;
        for (let k = 0; k < horizon; k++) {
          const actual = channel[origin + k]!;
          if (Number.isNaN(actual)) continue;
          const error = actual - forecasts[n * horizon + k]!;
          squares += error * error;
          absolutes += Math.abs(error);
          points++;
        }
      }
    }
  }
  const figures = { smape: null, mase: null, owa: null, mse: squares / points, mae: absolutes / points, wql: null, coverage80: null };
  return { figures, windows };
}
