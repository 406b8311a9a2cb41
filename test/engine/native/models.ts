/** Small graphs and data for the tests of the native core. */
import type { Graph, GraphNode, InstructionSet, LossSpec, ModelOptions, NativeModel, WindowSource } from '../../../engine/native/api.ts';
import { loadNative } from '../../../engine/native/binding.ts';

export const native = loadNative();

export type Cell = 'rnn' | 'lstm' | 'gru' | 'gruAfter';
export const CELLS: Cell[] = ['rnn', 'lstm', 'gru', 'gruAfter'];

export function cellNode(cell: Cell, input: string, output: string, hidden: number): GraphNode {
  if (cell === 'gru' || cell === 'gruAfter') return { op: 'gru', input, output, hidden, resetAfter: cell === 'gruAfter' };
  return { op: cell, input, output, hidden };
}

export interface Sizes {
  T: number;
  I: number;
  H: number;
  O: number;
}

/** Recurrent layers, the last step, a dense head. */
export function stack(cell: Cell, { T, I, H, O }: Sizes, layers = 1): Graph {
  const nodes: GraphNode[] = Array.from({ length: layers }, (_, k) => cellNode(cell, k === 0 ? 'x' : `h${k}`, `h${k + 1}`, H));
  nodes.push({ op: 'last', input: `h${layers}`, output: 'state' });
  nodes.push({ op: 'dense', input: 'state', output: 'y', units: O, bias: true, zero: false });
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
