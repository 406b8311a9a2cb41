/**
 * Speed of training in the native core: one optimiser step of a recurrent stack with a dense head.
 *
 *   node bench/train.ts [--json] [--quick] [--peers] [--cells lstm,gru] [--hidden 32,64] [--batch 64] [--context 96] [--layers 1,2] [--threads 2]
 *
 * Without `--peers`: a few shapes, each instruction set, one and two threads. With it: PyTorch beside every row, measured in
 * turns with the best set here, over a grid of shapes with one input channel. A flag that names sizes chooses from that grid.
 *
 * peakShare is the share of the measured peak of multiply-add on the same set and number of threads; `operationsPerWindow`
 * says what counts. torchRatio is windowsPerSecond / torchWindowsPerSecond; PyTorch uses as many threads or one, whichever is
 * faster (torchThreads).
 */
import { loadNative } from '../engine/native/binding.ts';
import type { InstructionSet } from '../engine/native/api.ts';
import { race, warmUp, warnWhereBusy } from './best.ts';
import { Flags } from './flags.ts';
import { type Cell, createNetwork, operationsPerWindow, type Shape, timeSteps } from './network.ts';
import { startTorch, type TorchPeer } from './peers/torch.ts';
import { printColumns, rounded } from './print.ts';
import { belowGoal, summarise } from './ratios.ts';

export interface Row extends Shape {
  cell: Cell;
  isa: InstructionSet;
  threads: number;
  windowsPerSecond: number;
  gflops: number;
  peakShare: number;
  torchWindowsPerSecond?: number;
  torchRatio?: number;
  torchThreads?: number;
}

const GRID = { hidden: [32, 64, 128, 256], batch: [32, 64, 256], context: [48, 96, 336], layers: [1, 2] };
const SHAPES: Shape[] = [
  { B: 64, T: 96, I: 1, H: 64, L: 1 },
  { B: 256, T: 96, I: 8, H: 128, L: 1 },
  { B: 64, T: 336, I: 8, H: 256, L: 1 },
  { B: 64, T: 96, I: 1, H: 32, L: 1 },
  { B: 64, T: 96, I: 1, H: 64, L: 2 },
];
/** Rounds of ours and theirs, and how long each lasts; PyTorch gets more, since its times scatter more. */
const ROUNDS = 2;
const SECONDS = { ours: 0.5, torch: 1 };

const flags = new Flags(['cells', 'hidden', 'batch', 'context', 'layers', 'threads'], ['peers']);
const core = loadNative();
const { active, available, hardwareThreads } = core.info();
const peers = flags.has('peers');
const cells = flags.choices<Cell>('cells', ['lstm', 'gru', 'rnn'], peers ? ['lstm', 'gru'] : ['lstm', 'gru', 'rnn']);
const threadCounts = flags.numbers('threads', peers ? [2] : [...new Set([1, Math.min(2, hardwareThreads)])]);
const sets = peers || process.env.HINDCAST_ISA !== undefined ? [active] : available.filter((isa) => isa !== 'scalar');

function chosenShapes(): Shape[] {
  if (!peers && !['hidden', 'batch', 'context', 'layers'].some((name) => flags.has(name))) return flags.quick ? SHAPES.slice(0, 3) : SHAPES;
  const sizes = (name: keyof typeof GRID, quick: readonly number[]): readonly number[] =>
    flags.numbers(name, flags.quick ? quick : GRID[name]);
  const shapes: Shape[] = [];
  for (const H of sizes('hidden', [32, 128]))
    for (const L of sizes('layers', [1]))
      for (const T of sizes('context', [48])) for (const B of sizes('batch', [64])) shapes.push({ B, T, I: 1, H, L });
  return shapes;
}

/** The highest of several and of those before; measured again beside every row, because a busy machine shows its peak at times only. */
async function raisePeak(isa: InstructionSet, threads: number, before: number, runs: number): Promise<number> {
  let peak = before;
  for (let run = 0; run < runs; run++) peak = Math.max(peak, await core.measurePeak(isa, threads, 60));
  return peak;
}

async function measure(cell: Cell, shape: Shape, isa: InstructionSet, threads: number, torch: TorchPeer | null) {
  const scale = flags.quick ? 0.2 : 1;
  const model = createNetwork(core, cell, shape, { threads, isa });
  try {
    const ours = await warmUp((steps) => timeSteps(model, shape.B, steps));
    const theirs = await torch?.contender(cell, shape, threads);
    for (let round = 0; round < ROUNDS; round++) {
      await race([ours], 1, SECONDS.ours * scale);
      if (theirs) await race([theirs], 1, SECONDS.torch * scale);
    }
    const windowsPerSecond = shape.B / ours.best;
    if (!theirs) return { windowsPerSecond };
    return {
      windowsPerSecond,
      torchWindowsPerSecond: shape.B / theirs.best,
      torchRatio: theirs.best / ours.best,
      torchThreads: theirs.threads,
    };
  } finally {
    model.dispose();
  }
}

function print(row: Row): void {
  if (flags.json) return console.log(JSON.stringify(row));
  const { cell, B, T, I, H, L, isa, threads, windowsPerSecond, gflops, peakShare, torchWindowsPerSecond, torchRatio } = row;
  const torch = torchRatio === undefined ? [] : [Math.round(torchWindowsPerSecond!), torchRatio.toFixed(2)];
  const speed = [Math.round(windowsPerSecond), rounded(gflops), `${(peakShare * 100).toFixed(0)} %`];
  printColumns([cell, B, T, I, H, L, isa, threads, ...speed, ...torch]);
}

if (!flags.json) {
  const torch = peers ? ['torch w/s', 'ratio'] : [];
  printColumns(['cell', 'B', 'T', 'I', 'H', 'L', 'isa', 'threads', 'windows/s', 'GFLOP/s', 'of peak', ...torch]);
}
warnWhereBusy();
const torch = peers ? startTorch() : null;
const rows: Row[] = [];
for (const isa of sets)
  for (const threads of threadCounts) {
    let peak = await raisePeak(isa, threads, 0, 5);
    for (const cell of cells)
      for (const shape of chosenShapes()) {
        const speed = await measure(cell, shape, isa, threads, torch);
        peak = await raisePeak(isa, threads, peak, 2);
        const gflops = (speed.windowsPerSecond * operationsPerWindow(cell, shape)) / 1e9;
        const { windowsPerSecond, ...torchSpeed } = speed;
        const row = { cell, ...shape, isa, threads, windowsPerSecond, gflops, peakShare: gflops / peak, ...torchSpeed };
        rows.push(row);
        print(row);
      }
  }
torch?.stop();

if (peers) {
  const summary = summarise(rows);
  const below = belowGoal(rows);
  // Standard output holds rows only.
  if (flags.json) process.stderr.write(`${JSON.stringify({ summary, below })}\n`);
  else {
    console.log('\nRatio to PyTorch');
    printColumns(['cell', 'H', 'median', 'minimum', 'goal']);
    for (const { cell, H, median, minimum, goal } of summary) printColumns([cell, H, median.toFixed(2), minimum.toFixed(2), goal]);
    console.log(below.length === 0 ? '\nEvery row reaches its goal.' : `\n${below.length} of ${rows.length} rows are below their goal:`);
    below.forEach(print);
  }
}
