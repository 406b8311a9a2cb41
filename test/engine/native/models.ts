/** Small graphs and data for the tests of the native core. */
import type {
  Graph,
  GraphNode,
  InstructionSet,
  LossSpec,
  ModelOptions,
  NativeModel,
  TensorBatch,
  WindowSource,
} from '../../../engine/native/api.ts';
import { loadNative } from '../../../engine/native/binding.ts';

export const native = loadNative();

export type Cell = 'rnn' | 'lstm' | 'gru' | 'gruAfter';
export const CELLS: Cell[] = ['rnn', 'lstm', 'gru', 'gruAfter'];

export type CellOptions = Omit<Extract<GraphNode, { op: 'lstm' }>, 'op' | 'input' | 'output' | 'hidden'>;

/** A recurrent layer; `cell` and `finalCell` count for an LSTM only. */
export function cellNode(cell: Cell, input: string, output: string, hidden: number, options: CellOptions = {}): GraphNode {
  if (cell === 'lstm') return { op: cell, input, output, hidden, ...options };
  const { cell: _, finalCell: __, ...common } = options;
  if (cell === 'rnn') return { op: cell, input, output, hidden, ...common };
  return { op: 'gru', input, output, hidden, resetAfter: cell === 'gruAfter', ...common };
}

type Dense = Extract<GraphNode, { op: 'dense' }>;

export function dense(input: string, output: string, units: number, options: Partial<Dense> = {}): Dense {
  return { op: 'dense', input, output, units, bias: true, zero: false, ...options };
}

export const last = (input: string, output: string): GraphNode => ({ op: 'last', input, output });
export const concat = (left: string, right: string, output: string): GraphNode => ({ op: 'concat', left, right, output });
export const add = (left: string, right: string, output: string): GraphNode => ({ op: 'add', left, right, output });

export interface Sizes {
  T: number;
  I: number;
  H: number;
  O: number;
}

/** Recurrent layers, the last step, a dense head. */
export function stack(cell: Cell, { T, I, H, O }: Sizes, layers = 1): Graph {
  const nodes: GraphNode[] = Array.from({ length: layers }, (_, k) => cellNode(cell, k === 0 ? 'x' : `h${k}`, `h${k + 1}`, H));
  nodes.push(last(`h${layers}`, 'state'), dense('state', 'y', O));
  return { context: T, channels: I, nodes, output: 'y' };
}

export function createModel(graph: Graph, options: Partial<ModelOptions> = {}, isa?: InstructionSet): NativeModel {
  const defaults: ModelOptions = {
    graph,
    loss: { kind: 'mse' },
    optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, clipNorm: 0 },
    seed: 7,
    threads: 1,
  };
  return native.createModel({ ...defaults, ...options }, isa);
}

/** Numbers in [-1, 1) from a seed. */
export function noise(count: number, seed: number): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32) * 2 - 1;
  });
}

/** Replaces a share of the values with NaN. */
export function withGaps(values: Float32Array, share: number, seed: number): Float32Array {
  const draw = noise(values.length, seed);
  return values.map((value, k) => (((draw[k] ?? 0) + 1) / 2 < share ? NaN : value));
}

/** Targets of a kind that the loss is defined for, before any gaps. */
function targets(loss: LossSpec, draw: Float32Array, scales: Float32Array, horizon: number): Float32Array {
  if (loss.kind === 'crossEntropy') return draw.map((value) => Math.floor(((value + 1) / 2) * loss.classes));
  if (loss.kind === 'negativeBinomial') return draw.map((value, k) => Math.floor((value + 1) * 4) / (scales[Math.floor(k / horizon)] ?? 1));
  return draw;
}

/** Random tensors for a graph, with gaps in the targets and codes that are unknown, missing or too large. */
export function randomBatch(graph: Graph, loss: LossSpec, horizon: number, batch: number, seed = 11): TensorBatch {
  const { context, channels, future = 0, statics = 0 } = graph;
  const codes = noise(batch * statics, seed + 1).map((value) => Math.round(value * 3 + 2));
  const scales = noise(batch, seed + 2).map((value) => 1.5 + value);
  return {
    batch,
    x: noise(batch * context * channels, seed),
    y: withGaps(targets(loss, noise(batch * horizon, seed + 3), scales, horizon), 0.2, seed + 4),
    ...(future > 0 && { future: noise(batch * (graph.horizon ?? 0) * future, seed + 5) }),
    ...(statics > 0 && { statics: withGaps(codes, 0.1, seed + 6) }),
    weights: noise(batch, seed + 7).map((value) => Math.max(0, value + 0.7)),
    scales,
  };
}

/** A source with every field that the graph reads, with gaps in every channel. */
export function randomSource(graph: Graph, loss: LossSpec, horizon: number, rows: number): WindowSource {
  const { channels, future = 0, statics = 0 } = graph;
  const starts = Int32Array.from({ length: rows - graph.context - horizon - 2 }, (_, k) => k);
  const draw = noise(rows * channels, 41);
  const counts = loss.kind === 'negativeBinomial' || loss.kind === 'crossEntropy';
  const staticRows = 5;
  return {
    values: withGaps(counts ? draw.map((value) => Math.floor((value + 1) * 2)) : draw.map((value) => value + 2), 0.1, 43),
    channels,
    starts,
    horizon,
    anchor: 'none',
    mask: false,
    ...(future > 0 && { future: Int32Array.from({ length: future }, (_, k) => k % channels) }),
    ...(statics > 0 && {
      statics: noise(staticRows * statics, 45).map((value) => Math.round(3 * value + 2)),
      staticOf: starts.map((start) => (start * 3) % staticRows),
    }),
    weights: noise(starts.length, 47).map((value) => value + 1),
    // Powers of two, by which a count divides and multiplies exactly.
    scales: Float32Array.from(starts, (start) => 2 ** (start % 3)),
  };
}

/** All windows of one noisy wave. */
export function waveSource(graph: Graph, horizon: number, rows: number, gaps = 0): WindowSource {
  const wave = noise(rows, 5).map((value, k) => Math.sin(k / 4) + 0.2 * value);
  return {
    values: gaps > 0 ? withGaps(wave, gaps, 9) : wave,
    channels: 1,
    starts: Int32Array.from({ length: rows - graph.context - horizon + 1 }, (_, k) => k),
    horizon,
    anchor: 'last',
    mask: graph.channels === 2,
  };
}

/** The parameters of a model moved away from their starting values, so that no bias is zero. */
export function perturbed(model: NativeModel, seed: number, amount = 0.3): Float64Array {
  const shift = noise(model.parameterCount, seed);
  const values = model.getParameters().map((value, k) => value + amount * (shift[k] ?? 0));
  model.setParameters(values);
  return Float64Array.from(values);
}

export interface Difference {
  error: number;
  place: string;
}

/** The largest difference relative to max(1, |expected|), and where it is. */
export function largestDifference(name: string, actual: ArrayLike<number>, expected: ArrayLike<number>): Difference {
  if (actual.length !== expected.length) return { error: Infinity, place: `${name}: ${actual.length} for ${expected.length}` };
  let worst: Difference = { error: 0, place: `${name}: equal` };
  for (let k = 0; k < actual.length; k++) {
    const [a, e] = [actual[k] ?? NaN, expected[k] ?? NaN];
    const error = Math.abs(a - e) / Math.max(1, Math.abs(e));
    if (!(error <= worst.error)) worst = { error, place: `${name}[${k}]: ${a} for ${e}` };
  }
  return worst;
}

export const QUANTILES: LossSpec = { kind: 'pinball', quantiles: [0.1, 0.5, 0.9] };
