import { MalformedFile, readRows, toNumbers } from './malformed.ts';

/** The long-horizon sets: a date column, then one channel a column. */
export interface ChannelTable {
  names: string[];
  /** `[channel][row]`, in the file's units. */
  channels: Float64Array[];
}

export function readLtsf(path: string): ChannelTable {
  const [head, ...rows] = readRows(path);
  const names = head!.slice(1).map((name) => name.trim());
  if (names.length === 0) throw new MalformedFile(path, 1, 'expected a date column and at least one channel.');
  const channels = names.map(() => new Float64Array(rows.length));
  rows.forEach((cells, row) => {
    const values = toNumbers(cells.slice(1), path, row + 2);
    if (cells.length !== names.length + 1)
      throw new MalformedFile(path, row + 2, `expected ${names.length + 1} cells but received ${cells.length}.`);
    channels.forEach((channel, c) => (channel[row] = values[c] ?? Number.NaN));
  });
  return { names, channels };
}

/** Rows of training, validation and test, in this order of time. */
export interface LtsfSplit {
  training: number;
  validation: number;
  test: number;
}

/**
 * Every channel less the mean of its training part, over the population standard deviation of it (1 where that is 0); gaps stay. Later
 * parts are scaled by the same two numbers, and rows after the test part are dropped.
 */
export function scaleByTraining(channels: readonly Float64Array[], { training, validation, test }: LtsfSplit): Float64Array[] {
  return channels.map((channel) => {
    const observed = channel.subarray(0, training).filter((value) => !Number.isNaN(value));
    const mean = observed.reduce((sum, value) => sum + value, 0) / observed.length;
    const deviation = Math.sqrt(observed.reduce((sum, value) => sum + (value - mean) ** 2, 0) / observed.length);
    return channel.slice(0, training + validation + test).map((value) => (value - mean) / (deviation || 1));
  });
}
