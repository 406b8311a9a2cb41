import type { GraphNode } from '../native/api.ts';
import type { GraphBuilder } from './builder.ts';
import type { Parameters } from './parameters.ts';

export type RecurrentNode = Extract<GraphNode, { op: 'rnn' | 'lstm' | 'gru' }>;

/** For each gate of ONNX, in its order: which of our gates it is, and with which sign. */
type GateOrder = ReadonlyArray<readonly [gate: number, sign: 1 | -1]>;

/**
 * LSTM: ours i f g o, ONNX i o f c (its c is our g). GRU: both z r n, but ONNX has h = (1 - z) n + z h_prev where
 * the textbook has h = (1 - z) h_prev + z n, and 1 - sigmoid(a) = sigmoid(-a): so weights and bias of z change sign.
 */
const ORDER: Record<RecurrentNode['op'], GateOrder> = {
  rnn: [[0, 1]],
  lstm: [
    [0, 1],
    [3, 1],
    [1, 1],
    [2, 1],
  ],
  gru: [
    [0, -1],
    [1, 1],
    [2, 1],
  ],
};

const OPERATOR = { rnn: 'RNN', lstm: 'LSTM', gru: 'GRU' } as const;

/** The blocks of `values` (one a gate, equal in size) in the order and with the signs of ONNX. */
function reorder(values: Float32Array, order: GateOrder): Float32Array {
  const block = values.length / order.length;
  const result = new Float32Array(values.length);
  order.forEach(([gate, sign], position) => {
    for (let i = 0; i < block; i++) result[position * block + i] = sign * values[gate * block + i]!;
  });
  return result;
}

/**
 * A recurrent layer, `[C, B, I] -> [C, B, H]`, state starting at zero. ONNX keeps two biases, `[2 G H]`: ours goes
 * into the first; the second is zero but for the candidate of a GRU with `resetAfter`, where it lies inside the reset product.
 * `name` is the ONNX tensor to write.
 */
export function recurrent(b: GraphBuilder, parameters: Parameters, node: RecurrentNode, input: string, name: string): string {
  const { output, hidden } = node;
  const order = ORDER[node.op];
  const rows = order.length * hidden;
  const inputWeights = parameters.get(`${output}.inputWeights`, [rows, -1]);
  const recurrentWeights = parameters.get(`${output}.recurrentWeights`, [rows, hidden]);
  const bias = new Float32Array(2 * rows);
  bias.set(reorder(parameters.get(`${output}.bias`, [rows]).values, order));
  const resetAfter = node.op === 'gru' && node.resetAfter;
  if (resetAfter) bias.set(parameters.get(`${output}.recurrentBias`, [hidden]).values, 2 * rows - hidden);

  const weights = [
    b.constant(`${name}.W`, 'float32', reorder(inputWeights.values, order), [1, rows, inputWeights.shape[1]!]),
    b.constant(`${name}.R`, 'float32', reorder(recurrentWeights.values, order), [1, rows, hidden]),
    b.constant(`${name}.B`, 'float32', bias, [1, 2 * rows]),
  ];
  const attributes = { hidden_size: hidden, ...(node.op === 'gru' ? { linear_before_reset: resetAfter ? 1 : 0 } : {}) };
  const states = b.node(OPERATOR[node.op], `${name}/states`, [input, ...weights], attributes);
  return b.node('Squeeze', name, [states, 'axis/1']);
}
