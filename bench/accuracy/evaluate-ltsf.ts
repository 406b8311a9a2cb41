import type { Forecaster, History } from '../../engine/models/forecaster.ts';
import type { LtsfSplit } from './read-ltsf.ts';
import type { Figures } from './row.ts';

export interface WindowTest {
  /** `[channel][row]`, scaled. */
  channels: readonly Float64Array[];
  split: LtsfSplit;
  horizon: number;
  season: number;
  /** Every so many windows are forecast. */
  stride: number;
  /** Levels of the forecaster's quantiles. */
  levels: readonly number[];
}

/** Windows forecast at a time; bounds memory. */
const CHUNK = 512;

/** Sums over points. */
interface Sums {
  squares: number;
  absolutes: number;
  points: number;
  inside: number;
  pinball: number;
  magnitude: number;
  intervals: boolean;
}

/**
 * Squared and absolute error, each the mean over all windows, steps and channels of the test part, on scaled values; of a forecaster with
 * quantiles also WQL and the coverage of [q0.1, q0.9]. The windows are one row apart, the first one's context ends where the test part begins,
 * and none is dropped: there are test - h + 1, or of these every `stride`th. A forecaster is shown all that is known at an origin; its task says how
 * much of it a forecast may read.
 */
export async function evaluateLtsf(test: WindowTest, forecaster: Forecaster): Promise<{ figures: Figures; windows: number }> {
  const { channels, split, horizon, season, stride } = test;
  const first = split.training + split.validation;
  const windows = Math.ceil((split.test - horizon + 1) / stride);
  const sums: Sums = { squares: 0, absolutes: 0, points: 0, inside: 0, pinball: 0, magnitude: 0, intervals: false };
  for (const [c, channel] of channels.entries()) {
    for (let from = 0; from < windows; from += CHUNK) {
      const origins = Array.from({ length: Math.min(CHUNK, windows - from) }, (_, n) => first + (from + n) * stride);
      const histories: History[] = origins.map((origin) => ({ id: channelId(c), season, values: channel.subarray(0, origin) }));
      const { points, quantiles } = await forecaster.forecast(histories);
      origins.forEach((origin, n) => {
        addWindow(sums, test, channel.subarray(origin, origin + horizon), points[n]!, quantiles?.[n]);
      });
    }
  }
  const { squares, absolutes, points, inside, pinball, magnitude, intervals } = sums;
  return {
    windows,
    figures: {
      smape: null,
      mase: null,
      owa: null,
      mse: squares / points,
      mae: absolutes / points,
      wql: intervals ? (2 * pinball) / magnitude / test.levels.length : null,
      coverage80: intervals ? inside / points : null,
    },
  };
}

/** The name of a channel, to models that tell series apart. */
export function channelId(channel: number): string {
  return `channel ${channel}`;
}

function addWindow(
  sums: Sums,
  { levels }: WindowTest,
  actual: Float64Array,
  points: Float64Array,
  quantiles: Float64Array | undefined,
): void {
  const width = levels.length;
  const [lower, upper] = [levels.indexOf(0.1), levels.indexOf(0.9)];
  actual.forEach((value, k) => {
    if (Number.isNaN(value)) return;
    const error = value - points[k]!;
    sums.squares += error * error;
    sums.absolutes += Math.abs(error);
    sums.points++;
    if (quantiles === undefined) return;
    sums.intervals = true;
    sums.magnitude += Math.abs(value);
    if (value >= quantiles[k * width + lower]! && value <= quantiles[k * width + upper]!) sums.inside++;
    levels.forEach((level, q) => {
      const away = value - quantiles[k * width + q]!;
      sums.pinball += Math.max(level * away, (level - 1) * away);
    });
  });
}
