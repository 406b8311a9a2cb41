/** Saves checkpoints into the folder of the first argument as fast as it can, and prints the number of each that is saved. */
import { writeSync } from 'node:fs';
import { openCheckpoints } from '../../../engine/project/checkpoint.ts';
import { checkpoint, identity } from './samples.ts';

const store = await openCheckpoints(process.argv[2]!, identity);
const padding = new Float32Array(50_000);
for (let step = Number(store.latest?.header['step'] ?? 0) + 1; ; step++) {
  const { header, arrays } = checkpoint(step);
  await store.save({ header, arrays: { ...arrays, padding: padding.fill(step) } });
  writeSync(1, `${step}\n`);
}
