/** The recurrent cells in float64, a step at a time. */
import type { GraphNode } from '../../../../engine/native/api.ts';

/** A sequence is one row a step; a vector is a single row. */
export type Rows = number[][];
export type RecurrentNode = Extract<GraphNode, { hidden: number }>;
/** A node's parameters by role. */
export type Parameters = Readonly<Record<string, Float64Array>>;

export interface CellInputs {
  x: Rows;
  state: number[];
  cell: number[];
  /** Added to the sums that enter the activations of one step; for their gradients. */
  nudge: (step: number, row: number) => number;
}

/** Each gate's rows in the order that GateActivations states; the last is h. */
export interface CellOutputs {
  gates: Rows[];
  h: Rows;
  finalCell: number[];
}

export const zeros = (count: number): number[] => new Array<number>(count).fill(0);
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/** Row `row` of W, row-major with v.length columns, times v. */
export function dot(W: Float64Array, row: number, v: number[]): number {
  let sum = 0;
  for (let k = 0, at = row * v.length; k < v.length; k++, at++) sum += W[at]! * v[k]!;
  return sum;
}

/** The gates of one step from the sums b + U x and the state h (and cells c) that enter it. */
type Step = (input: number[], h: number[], c: number[], parameters: Parameters) => Rows;

const rnn: Step = (input, h, _, parameters) => {
  const W = parameters.recurrentWeights!;
  return [h.map((_, k) => Math.tanh(input[k]! + dot(W, k, h)))];
};

const lstm: Step = (input, h, c, parameters) => {
  const H = h.length;
  const W = parameters.recurrentWeights!;
  const gate = (index: number, squash: (x: number) => number): number[] =>
    h.map((_, k) => squash(input[index * H + k]! + dot(W, index * H + k, h)));
  const [i, f, g, o] = [gate(0, sigmoid), gate(1, sigmoid), gate(2, Math.tanh), gate(3, sigmoid)];
  const cells = c.map((before, k) => f[k]! * before + i[k]! * g[k]!);
  return [i, f, g, o, cells, cells.map((value, k) => o[k]! * Math.tanh(value))];
};

const gru =
  (resetAfter: boolean): Step =>
  (input, h, _, parameters) => {
    const H = h.length;
    const W = parameters.recurrentWeights!;
    const [z, r] = [0, 1].map((index) => h.map((_, k) => sigmoid(input[index * H + k]! + dot(W, index * H + k, h)))) as [
      number[],
      number[],
    ];
    const allowed = h.map((value, k) => r[k]! * value);
    const n = h.map((_, k) => {
      const row = 2 * H + k;
      const recurrent = resetAfter ? r[k]! * (dot(W, row, h) + parameters.recurrentBias![k]!) : dot(W, row, allowed);
      return Math.tanh(input[row]! + recurrent);
    });
    return [z, r, n, h.map((before, k) => (1 - z[k]!) * before + z[k]! * n[k]!)];
  };

const CELL_PLACE = 4;

export function runCell(node: RecurrentNode, parameters: Parameters, { x, state, cell, nudge }: CellInputs): CellOutputs {
  const step = node.op === 'gru' ? gru(node.resetAfter) : node.op === 'lstm' ? lstm : rnn;
  const [U, bias] = [parameters.inputWeights!, parameters.bias!];
  const dilation = node.dilation ?? 1;
  const h: Rows = [];
  const c: Rows = [];
  const steps = x.map((row, t) => {
    const input = Array.from(bias, (start, k) => start + dot(U, k, row) + nudge(t, k));
    const entering = t < dilation ? { h: state, c: cell } : { h: h[t - dilation]!, c: c[t - dilation]! };
    const gates = step(input, entering.h, entering.c, parameters);
    h.push(gates.at(-1)!);
    c.push(gates[CELL_PLACE] ?? []);
    return gates;
  });
  return { gates: steps[0]!.map((_, gate) => steps.map((gates) => gates[gate]!)), h, finalCell: c.at(-1)! };
}
