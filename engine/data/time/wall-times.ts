import type { TrainingData } from '../dataset.ts';
import { futureTimes } from './future-times.ts';
import { zoneClock } from './zone.ts';

/** What a dataset's time needs to be read: its index, and where its clock hangs. */
export type Timed = Pick<TrainingData, 'time' | 'series' | 'frequency' | 'settings'>;

/**
 * The times of the h steps after the first `known` rows of a series, epoch milliseconds: those of its further rows, and where they end those
 * that follow by the frequency. Error: `unknown-zone`.
 */
export function timesAhead(dataset: Timed, series: number, known: number, horizon: number): Float64Array {
  const { offset } = dataset.series[series]!;
  const end = seriesEnd(dataset, series);
  const rows = dataset.time.subarray(offset + known, Math.min(end, offset + known + horizon));
  if (rows.length === horizon) return rows;
  const past = dataset.time.subarray(offset, offset + known + rows.length);
  const rest = futureTimes(past, horizon - rows.length, dataset.frequency, dataset.settings.time.zone);
  return Float64Array.from([...rows, ...rest]);
}

/** Where the rows of a series end, those known ahead included: where the next one begins. */
export function seriesEnd({ time, series }: Pick<Timed, 'time' | 'series'>, index: number): number {
  return series[index + 1]?.offset ?? time.length;
}

/** Times as the clock on the wall of the dataset's zone shows them, milliseconds as if it were UTC. */
export function wallTimes({ settings }: Pick<Timed, 'settings'>, times: Float64Array): Float64Array {
  const clock = zoneClock(settings.time.zone);
  return times.map((time) => clock.toWall(time));
}
