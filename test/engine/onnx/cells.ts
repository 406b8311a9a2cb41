import type { GraphNode } from '../../../engine/native/api.ts';
import type { TrainedModel } from '../../../engine/models/trained.ts';

/** A sequence is `[T][F]`, features are `[F]`. */
type Sequence = number[][];
type Parameter = (role: string) => Float32Array;

const sigmoid = (a: number): number => 1 / (1 + Math.exp(-a));

/** Row `row` of `weights [.., n]` times `vector [n]`. */
function dot(weights: Float32Array, row: number, vector: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += weights[row * vector.length + i]! * vector[i]!;
  return sum;
}

/** One layer over all steps in float64, as the textbook writes it; gates i f g o and z r n. */
function recurrentLayer(node: Extract<GraphNode, { op: 'rnn' | 'lstm' | 'gru' }>, input: Sequence, parameter: Parameter): Sequence {
  const H = node.hidden;
  const U = parameter('inputWeights');
  const W = parameter('recurrentWeights');
  const bias = parameter('bias');
  let h = new Array<number>(H).fill(0);
  let c = new Array<number>(H).fill(0);
  return input.map((x) => {
    const previous = h;
    const entry = (gate: number, j: number): number => bias[gate * H + j]! + dot(U, gate * H + j, x);
    const gate = (index: number, j: number): number => entry(index, j) + dot(W, index * H + j, previous);
    if (node.op === 'rnn') h = previous.map((_, j) => Math.tanh(gate(0, j)));
    else if (node.op === 'lstm') {
      c = c.map((cell, j) => sigmoid(gate(1, j)) * cell + sigmoid(gate(0, j)) * Math.tanh(gate(2, j)));
      h = c.map((cell, j) => sigmoid(gate(3, j)) * Math.tanh(cell));
    } else {
      const resetAfter = 'resetAfter' in node && node.resetAfter;
      const z = previous.map((_, j) => sigmoid(gate(0, j)));
      const r = previous.map((_, j) => sigmoid(gate(1, j)));
      const candidate = (j: number): number => {
        if (resetAfter) return entry(2, j) + r[j]! * (dot(W, 2 * H + j, previous) + parameter('recurrentBias')[j]!);
        const reset = previous.map((value, k) => r[k]! * value);
        return entry(2, j) + dot(W, 2 * H + j, reset);
      };
      h = previous.map((value, j) => (1 - z[j]!) * value + z[j]! * Math.tanh(candidate(j)));
    }
    return h;
  });
}

/** The graph of a model over one window: `x [T][channels] -> [O]`. */
export function runGraph(model: TrainedModel, x: Sequence): number[] {
  const sequences = new Map<string, Sequence>([['x', x]]);
  const features = new Map<string, number[]>();
  for (const node of model.graph.nodes) {
    const parameter = (role: string): Float32Array => {
      const { offset, shape } = model.parameters.find(({ name }) => name === `${node.output}.${role}`)!;
      return model.values.subarray(offset, offset + shape.reduce((a, b) => a * b, 1));
    };
    if (node.op === 'add') {
      const right = features.get(node.right)!;
      const sum = features.get(node.left)!.map((value, i) => value + right[i]!);
      features.set(node.output, sum);
    } else if (node.op === 'dropout') {
      const sequence = sequences.get(node.input);
      if (sequence) sequences.set(node.output, sequence);
      else features.set(node.output, features.get(node.input)!);
    } else if (node.op === 'last') features.set(node.output, sequences.get(node.input)!.at(-1)!);
    else if (node.op === 'channel')
      features.set(
        node.output,
        sequences.get(node.input)!.map((step) => step[node.channel]!),
      );
    else if (node.op === 'dense') {
      const input = features.get(node.input)!;
      const weights = parameter('weights');
      const bias = node.bias ? parameter('bias') : null;
      features.set(
        node.output,
        Array.from({ length: node.units }, (_, unit) => dot(weights, unit, input) + (bias?.[unit] ?? 0)),
      );
    } else if (node.op === 'rnn' || node.op === 'lstm' || node.op === 'gru')
      sequences.set(node.output, recurrentLayer(node, sequences.get(node.input)!, parameter));
  }
  return features.get(model.graph.output)!;
}
