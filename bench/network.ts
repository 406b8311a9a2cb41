/** The network that the trials time: a recurrent stack, a dense head on its last state, squared error, Adam. */
import type { Graph, GraphNode, InstructionSet, NativeCore, NativeModel } from '../engine/native/api.ts';

export type Cell = 'rnn' | 'lstm' | 'gru';

/** B batch, T context, I input channels, H hidden, L layers. */
export interface Shape {
  B: number;
  T: number;
  I: number;
  H: number;
  L: number;
}

export interface NetworkOptions {
  threads: number;
  /** Default: the best one. */
  isa?: InstructionSet;
  /** The GRU of PyTorch and cuDNN (default), or that of Cho et al. and TensorFlow.js. */
  resetAfter?: boolean;
}

export const HORIZON = 24;
const GATES: Record<Cell, number> = { rnn: 1, lstm: 4, gru: 3 };
/** Windows in the source: many more than a batch, few enough to stay in the cache as they would for one series. */
const WINDOWS = 4096;

function graphOf(cell: Cell, { T, I, H, L }: Shape, resetAfter: boolean): Graph {
  const nodes: GraphNode[] = [];
  let input = 'x';
  for (let layer = 1; layer <= L; layer++) {
    const output = `h${layer}`;
    nodes.push(cell === 'gru' ? { op: 'gru', input, output, hidden: H, resetAfter } : { op: cell, input, output, hidden: H });
    input = output;
  }
  nodes.push({ op: 'last', input, output: 'state' });
  nodes.push({ op: 'dense', input: 'state', output: 'y', units: HORIZON, bias: true, zero: false });
  return { context: T, channels: I, nodes, output: 'y' };
}

/**
 * Floating point operations of one optimiser step a window: 3 x 2 x T G H (I + H) a layer (forward, gradient of the
 * state, gradient of the weights); the rest (activations, head, optimiser) is not counted.
 */
export function operationsPerWindow(cell: Cell, { T, I, H, L }: Shape): number {
  return 6 * T * GATES[cell] * H * (I + H + (L - 1) * 2 * H);
}

/** The network with a sum of waves as its data. Dispose it when done. */
export function createNetwork(
  core: NativeCore,
  cell: Cell,
  shape: Shape,
  { threads, isa, resetAfter = true }: NetworkOptions,
): NativeModel {
  const model = core.createModel(
    {
      graph: graphOf(cell, shape, resetAfter),
      loss: { kind: 'mse' },
      optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, clipNorm: 1 },
      seed: 1,
      threads,
    },
    isa,
  );
  const { T, I } = shape;
  const values = Float32Array.from({ length: (WINDOWS + T + HORIZON) * I }, (_, k) => Math.sin(k / 7) + 0.3 * Math.sin(k / 3));
  const starts = Int32Array.from({ length: WINDOWS }, (_, k) => k);
  model.setSource({ values, channels: I, starts, horizon: HORIZON, anchor: 'none', mask: false });
  return model;
}

/** Trains so many steps over scattered windows; the result is in seconds. */
export async function timeSteps(model: NativeModel, batch: number, steps: number): Promise<number> {
  const order = Int32Array.from({ length: steps * batch }, (_, k) => (k * 37) % WINDOWS);
  const start = performance.now();
  const { steps: done } = await model.trainSteps({ order, batch, rates: new Float64Array(steps).fill(1e-4) });
  if (done !== steps) throw new Error(`Expected ${steps} training steps but ${done} were done.`);
  return (performance.now() - start) / 1000;
}
