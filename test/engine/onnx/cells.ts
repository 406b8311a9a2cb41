import type { GraphNode } from '../../../engine/native/api.ts';

/** A sequence is `[T][F]`; a vector is one row. */
export type Rows = number[][];
export type Parameter = (role: string) => Float32Array;
export type RecurrentNode = Extract<GraphNode, { op: 'rnn' | 'lstm' | 'gru' }>;

export const sigmoid = (a: number): number => 1 / (1 + Math.exp(-a));

/** Row `row` of `weights [.., n]` times `vector [n]`. */
export function dot(weights: Float32Array, row: number, vector: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += weights[row * vector.length + i]! * vector[i]!;
  return sum;
}

/** What a layer starts from, `[H]` each. */
export interface Start {
  state: number[];
  cell: number[];
}

/** One layer over all steps in float64, as the textbook writes it; gates i f g o and z r n. Writes h and c of every step. */
export function recurrentLayer(node: RecurrentNode, input: Rows, parameter: Parameter, start: Start): { states: Rows; cells: Rows } {
  const H = node.hidden;
  const U = parameter('inputWeights');
  const W = parameter('recurrentWeights');
  const bias = parameter('bias');
  const dilation = node.dilation ?? 1;
  const states: Rows = [];
  const cells: Rows = [];
  input.forEach((x, t) => {
    const previous = t < dilation ? start.state : states[t - dilation]!;
    const before = t < dilation ? start.cell : cells[t - dilation]!;
    const entry = (gate: number, j: number): number => bias[gate * H + j]! + dot(U, gate * H + j, x);
    const gate = (index: number, j: number): number => entry(index, j) + dot(W, index * H + j, previous);
    if (node.op === 'rnn') states.push(previous.map((_, j) => Math.tanh(gate(0, j))));
    else if (node.op === 'lstm') {
      const c = before.map((cell, j) => sigmoid(gate(1, j)) * cell + sigmoid(gate(0, j)) * Math.tanh(gate(2, j)));
      cells.push(c);
      states.push(c.map((cell, j) => sigmoid(gate(3, j)) * Math.tanh(cell)));
    } else {
      const z = previous.map((_, j) => sigmoid(gate(0, j)));
      const r = previous.map((_, j) => sigmoid(gate(1, j)));
      const candidate = (j: number): number => {
        if (node.resetAfter) return entry(2, j) + r[j]! * (dot(W, 2 * H + j, previous) + parameter('recurrentBias')[j]!);
        const reset = previous.map((value, k) => r[k]! * value);
        return entry(2, j) + dot(W, 2 * H + j, reset);
      };
      states.push(previous.map((value, j) => (1 - z[j]!) * value + z[j]! * Math.tanh(candidate(j))));
    }
  });
  return { states, cells };
}
