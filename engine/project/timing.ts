/** `timing.json`: when the epochs of a run ended. Beside the history, which is the same wherever the run is repeated. */
import { count, z } from '../protocol/schemas/common.ts';
import type { EpochTiming } from '../protocol/runs.ts';
import { anyNumber } from './numbers.ts';
import type { StoredType } from './stored.ts';

export const TIMING_FILE = 'timing.json';

const timingSchema = z.strictObject({
  epoch: count,
  steps: count,
  seconds: anyNumber,
  windowsPerSecond: anyNumber,
}) satisfies z.ZodType<EpochTiming>;

export const storedTiming: StoredType<{ epochs: EpochTiming[] }> = {
  format: 'hindcast.timing',
  version: 1,
  schema: z.strictObject({ epochs: z.array(timingSchema) }),
  migrations: {},
};
