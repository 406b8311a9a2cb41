/**
 * Windows a second of training against what a JavaScript program can use otherwise: TensorFlow.js and brain.js.
 *
 *   node bench/js-peers.ts [--json | --markdown] [--quick] [--hidden 32,64]
 *
 * All train on one thread (TensorFlow.js has no more in Node), one input channel, one layer; the GRU is the one that all of them
 * have, whose reset gate multiplies the state. What a library does not do is a row with `error`.
 */
import { fileURLToPath } from 'node:url';
import { loadNative } from '../engine/native/binding.ts';
import { type Contender, improve, race, warmUp, warnWhereBusy } from './best.ts';
import { Flags } from './flags.ts';
import { createNetwork, HORIZON, timeSteps } from './network.ts';
import { installed, startWorker } from './peers/worker.ts';
import { markdownTable, printColumns, rounded } from './print.ts';

interface Row {
  cell: 'lstm' | 'gru';
  B: number;
  T: number;
  I: number;
  H: number;
  library: string;
  windowsPerSecond: number | null;
  /** How many times as many windows a second we train. */
  ratio: number | null;
  /** In what the work differs from ours. */
  differs?: string;
  error?: string;
}

const LIBRARIES = [
  { id: 'tfjs-wasm', name: 'TensorFlow.js, WebAssembly', differs: 'no clipping' },
  { id: 'tfjs-cpu', name: 'TensorFlow.js, JavaScript', differs: 'no clipping' },
  {
    id: 'brain',
    name: 'brain.js',
    differs: 'no batches: an update after each window; RMSprop; predicts the next value of every step, not 24 after the last',
  },
];
const WORKER = fileURLToPath(new URL('./peers/js_worker.mjs', import.meta.url));
const OURS = 'Hindcast';
const B = 32;
const T = 48;

const flags = new Flags(['hidden'], ['markdown']);
const core = loadNative();
const seconds = flags.quick ? 0.3 : 3;
const rows: Row[] = [];
installed('node_modules');
warnWhereBusy();

for (const cell of ['lstm', 'gru'] as const)
  for (const H of flags.numbers('hidden', flags.quick ? [32] : [32, 64])) {
    const model = createNetwork(core, cell, { B, T, I: 1, H, L: 1 }, { threads: 1, resetAfter: false });
    const ours = await warmUp((steps) => timeSteps(model, B, steps));
    const others: Array<Omit<Row, 'ratio'>> = [];
    for (const { id, name, differs } of LIBRARIES) {
      const row = { cell, B, T, I: 1, H, library: name, differs };
      try {
        others.push({ ...row, windowsPerSecond: B / (await measure(id, { cell, B, T, H, outputs: HORIZON }, ours)) });
      } catch (error) {
        others.push({ ...row, windowsPerSecond: null, error: error instanceof Error ? error.message : String(error) });
      }
    }
    model.dispose();
    const windowsPerSecond = B / ours.best;
    show({ cell, B, T, I: 1, H, library: OURS, windowsPerSecond, ratio: 1 });
    for (const row of others) show({ ...row, ratio: row.windowsPerSecond === null ? null : windowsPerSecond / row.windowsPerSecond });
  }

if (flags.has('markdown')) {
  console.log(markdownTable(['cell', 'hidden', 'library', 'windows/s', 'Hindcast is'], rows.map(cellsOf)));
  for (const { name, differs } of LIBRARIES) console.log(`\n${name}: ${differs}.`);
}

/** Seconds of one step of a library, in turns with ours, in a process of its own. */
async function measure(library: string, question: object, ours: Contender): Promise<number> {
  const worker = startWorker(process.execPath, [WORKER, library]);
  try {
    await worker.ask(question);
    const theirs = await warmUp(async (steps) => (await worker.ask<{ seconds: number }>({ steps })).seconds);
    await improve(ours, seconds / 4);
    await race([theirs, ours], 1, seconds / 2);
    await improve(theirs, seconds / 2);
    return theirs.best;
  } finally {
    worker.stop();
  }
}

function cellsOf({ cell, H, library, windowsPerSecond, ratio, error }: Row): string[] {
  const speed = windowsPerSecond === null ? (error ?? '') : rounded(windowsPerSecond, 0);
  return [cell.toUpperCase(), String(H), library, speed, library === OURS || ratio === null ? '' : `${rounded(ratio, 0)} times as fast`];
}

function show(row: Row): void {
  rows.push(row);
  if (flags.json) console.log(JSON.stringify(row));
  else if (!flags.has('markdown')) printColumns(cellsOf(row), 28);
}
