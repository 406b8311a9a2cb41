/** `node memory-child.ts <cell> <shape>`: by how much this process grows in its first training step of that shape, as JSON. */
import { readFileSync, writeFileSync } from 'node:fs';
import { loadNative } from '../../engine/native/binding.ts';
import { type Cell, createNetwork, type Shape, timeSteps } from '../network.ts';

const [cell, text] = process.argv.slice(2) as [Cell, string];
const shape = JSON.parse(text) as Shape;
// A step of a tiny network first: it loads the code.
const tiny = createNetwork(loadNative(), cell, { B: 1, T: 2, I: 1, H: 8, L: 1 }, { threads: 1 });
await timeSteps(tiny, 1, 1);
const model = createNetwork(loadNative(), cell, shape, { threads: 1 });
const before = restartPeak();
await timeSteps(model, shape.B, 1);
const residentBytes = before === null ? null : status('VmHWM') - before;
console.log(JSON.stringify({ statedBytes: model.trainingBytes(shape.B), residentBytes }));

/** Resident bytes now, with the parameters and before the moments are touched; the high-water mark counts from here on. Null where the system does not tell. */
function restartPeak(): number | null {
  if (process.platform !== 'linux') return null;
  writeFileSync('/proc/self/clear_refs', '5');
  return status('VmRSS');
}

function status(field: 'VmRSS' | 'VmHWM'): number {
  const match = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(match?.[1]) * 1024;
}
