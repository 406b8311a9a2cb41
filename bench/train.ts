/**
 * Speed of training in the native core: one optimiser step of a model with one recurrent stack and a dense head.
 *
 *   node bench/train.ts [--json] [--quick]
 *
 * GFLOP/s count 3 x 2 x B T G H (I + H) operations a layer and step (forward, gradient of the state, gradient of the
 * weights); peakShare is their share of the measured peak of multiply-add on the same set and number of threads.
 */
import { loadNative } from '../engine/native/binding.ts';
import type { Graph, GraphNode, InstructionSet, NativeModel } from '../engine/native/api.ts';

type Cell = 'rnn' | 'lstm' | 'gru';

interface Shape {
  B: number;
  T: number;
  I: number;
  H: number;
  L: number;
}

interface Row extends Shape {
  cell: Cell;
  isa: InstructionSet;
  threads: number;
  windowsPerSecond: number;
  gflops: number;
  peakShare: number;
}

const GATES: Record<Cell, number> = { rnn: 1, lstm: 4, gru: 3 };
const HORIZON = 24;
const SHAPES: Shape[] = [
  { B: 64, T: 96, I: 1, H: 64, L: 1 },
  { B: 256, T: 96, I: 8, H: 128, L: 1 },
  { B: 64, T: 336, I: 8, H: 256, L: 1 },
  { B: 64, T: 96, I: 1, H: 32, L: 1 },
  { B: 64, T: 96, I: 1, H: 64, L: 2 },
];

const core = loadNative();
const quick = process.argv.includes('--quick');
const json = process.argv.includes('--json');

function graphOf(cell: Cell, { T, I, H, L }: Shape): Graph {
  const nodes: GraphNode[] = [];
  let input = 'x';
  for (let layer = 1; layer <= L; layer++) {
    const output = `h${layer}`;
    nodes.push(cell === 'gru' ? { op: 'gru', input, output, hidden: H, resetAfter: true } : { op: cell, input, output, hidden: H });
    input = output;
  }
  nodes.push({ op: 'last', input, output: 'state' });
  nodes.push({ op: 'dense', input: 'state', output: 'y', units: HORIZON, bias: true, zero: false });
  return { context: T, channels: I, nodes, output: 'y' };
}

function operationsPerWindow(cell: Cell, { T, I, H, L }: Shape): number {
  const perStep = GATES[cell] * H * (I + H + (L - 1) * 2 * H);
  return 6 * T * perStep;
}

/** Attaches a sum of waves; every window is a start. */
function attachSource(model: NativeModel, { T, I }: Shape): number {
  const rows = 4096 + T + HORIZON;
  const values = Float32Array.from({ length: rows * I }, (_, k) => Math.sin(k / 7) + 0.3 * Math.sin(k / 3));
  const starts = Int32Array.from({ length: 4096 }, (_, k) => k);
  model.setSource({ values, channels: I, starts, horizon: HORIZON, anchor: 'none', mask: false });
  return starts.length;
}

/** The best of several, for the same reason as below. */
async function measurePeak(isa: InstructionSet, threads: number): Promise<number> {
  let peak = 0;
  for (let run = 0; run < 5; run++) peak = Math.max(peak, await core.measurePeak(isa, threads, 100));
  return peak;
}

/** The best of several runs, because other work on the machine only ever slows a run down. */
async function measure(cell: Cell, shape: Shape, isa: InstructionSet, threads: number): Promise<number> {
  const model = core.createModel(
    {
      graph: graphOf(cell, shape),
      loss: { kind: 'mse' },
      optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, clipNorm: 1 },
      seed: 1,
      threads,
    },
    isa,
  );
  const windows = attachSource(model, shape);
  const train = async (steps: number): Promise<number> => {
    const order = Int32Array.from({ length: steps * shape.B }, (_, k) => (k * 37) % windows);
    const start = performance.now();
    await model.trainSteps({ order, batch: shape.B, rates: new Float64Array(steps).fill(1e-4) });
    return (performance.now() - start) / 1000;
  };
  await train(1);
  const once = await train(1);
  const steps = Math.max(1, Math.round((quick ? 0.1 : 0.4) / once));
  let best = Infinity;
  for (let run = 0; run < (quick ? 2 : 5); run++) best = Math.min(best, (await train(steps)) / steps);
  model.dispose();
  return shape.B / best;
}

function print(row: Row): void {
  if (json) {
    console.log(JSON.stringify(row));
    return;
  }
  const { cell, B, T, I, H, L, isa, threads, windowsPerSecond, gflops, peakShare } = row;
  const columns = [cell, B, T, I, H, L, isa, threads, Math.round(windowsPerSecond), gflops.toFixed(1), `${(peakShare * 100).toFixed(0)} %`];
  console.log(columns.map((value) => String(value).padStart(9)).join(''));
}

const { available, hardwareThreads } = core.info();
const only = process.env.HINDCAST_ISA;
if (!json)
  console.log(
    ['cell', 'B', 'T', 'I', 'H', 'L', 'isa', 'threads', 'windows/s', 'GFLOP/s', 'of peak'].map((name) => name.padStart(9)).join(''),
  );
for (const isa of available) {
  if (isa === 'scalar' || (only !== undefined && only !== isa)) continue;
  for (const threads of new Set([1, Math.min(2, hardwareThreads)])) {
    const peak = await measurePeak(isa, threads);
    for (const cell of ['lstm', 'gru', 'rnn'] as const)
      for (const shape of quick ? SHAPES.slice(0, 3) : SHAPES) {
        const windowsPerSecond = await measure(cell, shape, isa, threads);
        const gflops = (windowsPerSecond * operationsPerWindow(cell, shape)) / 1e9;
        print({ cell, ...shape, isa, threads, windowsPerSecond, gflops, peakShare: gflops / peak });
      }
  }
}
