import type { GraphNode } from '../../native/api.ts';
import type { Walk } from './walk.ts';

type RecurrentNode = Extract<GraphNode, { op: 'rnn' | 'lstm' | 'gru' }>;

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
 * The node's weights as ONNX orders them: `W [1, G H, I]`, `R [1, G H, H]` and two biases `[1, 2 G H]`, of which ours is the
 * first; the second is zero but for the candidate of a GRU with `resetAfter`, where it lies inside the reset product.
 */
function writeWeights(walk: Walk, node: RecurrentNode): string[] {
  const { b, parameters } = walk;
  const { hidden } = node;
  const owner = parameters.owner(node.output);
  const name = walk.named(owner);
  const order = ORDER[node.op];
  const rows = order.length * hidden;
  return [
    walk.once(`${name}.W`, (W) => {
      const { values, shape } = parameters.get(`${owner}.inputWeights`, [rows, -1]);
      b.constant(W, 'float32', reorder(values, order), [1, rows, shape[1]!]);
    }),
    walk.once(`${name}.R`, (R) => {
      const { values } = parameters.get(`${owner}.recurrentWeights`, [rows, hidden]);
      b.constant(R, 'float32', reorder(values, order), [1, rows, hidden]);
    }),
    walk.once(`${name}.B`, (B) => {
      const bias = new Float32Array(2 * rows);
      bias.set(reorder(parameters.get(`${owner}.bias`, [rows]).values, order));
      if (node.op === 'gru' && node.resetAfter) bias.set(parameters.get(`${owner}.recurrentBias`, [hidden]).values, 2 * rows - hidden);
      b.constant(B, 'float32', bias, [1, 2 * rows]);
    }),
  ];
}

/**
 * With a dilation d the steps t, t + d, t + 2 d, .. are a sequence of their own: d sequences beside each other in the batch,
 * `[T, B, I] -> [T' / d, d B, I]`, T' the next multiple of d. What is padded stands at the end, where no kept step reads it.
 */
function interleave(walk: Walk, name: string, input: string, steps: number, dilation: number): string {
  const { b } = walk;
  const { features } = walk.shape(input);
  const rows = Math.ceil(steps / dilation);
  let padded = walk.tensor(input);
  const missing = rows * dilation - steps;
  if (missing > 0) {
    padded = b.node('Pad', `${name}/padded`, [padded, walk.list(0, 0, 0, missing, 0, 0)], { mode: 'constant' });
  }
  return b.node('Reshape', `${name}/interleaved`, [padded, walk.list(rows, -1, features)]);
}

/** Back from `[T' / d, 1, d B, H]` to `[T, B, H]`. */
function untangle(walk: Walk, name: string, states: string, steps: number, dilation: number, hidden: number): string {
  const { b } = walk;
  const padded = Math.ceil(steps / dilation) * dilation;
  const shape = walk.list(padded, -1, hidden);
  if (padded === steps) return b.node('Reshape', name, [states, shape]);
  const whole = b.node('Reshape', `${name}/whole`, [states, shape]);
  return b.node('Slice', name, [whole, walk.list(0), walk.list(steps), walk.list(0)]);
}

/** A recurrent layer over a sequence, or one step of it over a vector; state and cells start at zero where the graph gives none. */
export function recurrent(walk: Walk, node: RecurrentNode): void {
  const { b } = walk;
  const { hidden } = node;
  const { steps } = walk.shape(node.input);
  const name = walk.named(node.output);
  const dilation = Math.max(1, Math.min(node.dilation ?? 1, steps));
  const start = (tensor: string | undefined): string => {
    if (tensor === undefined) return '';
    const one = walk.asOneStep(tensor);
    return dilation === 1 ? one : walk.once(`${one}/x${dilation}`, (tiled) => b.node('Tile', tiled, [one, walk.list(1, dilation, 1)]));
  };
  let input = steps === 0 ? walk.asOneStep(node.input) : walk.tensor(node.input);
  if (dilation > 1) input = interleave(walk, name, node.input, steps, dilation);
  const starts = [start(node.state), node.op === 'lstm' ? start(node.cell) : ''];
  while (starts.at(-1) === '') starts.pop();
  // Between the weights and the states stands the length of each window's sequence, which are all alike.
  const operands = [input, ...writeWeights(walk, node), ...(starts.length > 0 ? ['', ...starts] : [])];
  const attributes = { hidden_size: hidden, ...(node.op === 'gru' ? { linear_before_reset: node.resetAfter ? 1 : 0 } : {}) };
  const finalCell = node.op === 'lstm' ? node.finalCell : undefined;
  const following = finalCell !== undefined ? [`${name}/last`, `${name}/cell`] : steps === 0 ? [`${name}/last`] : [];
  const states = b.node(OPERATOR[node.op], `${name}/states`, operands, attributes, following);

  if (steps === 0) walk.setOneStep(node.output, `${name}/last`);
  else if (dilation === 1) walk.set(node.output, b.node('Squeeze', name, [states, walk.list(1)]));
  else walk.set(node.output, untangle(walk, name, states, steps, dilation, hidden));
  if (finalCell === undefined) return;
  if (dilation === 1) return walk.setOneStep(finalCell, `${name}/cell`);
  const cells = b.node('Reshape', `${name}/cells`, [`${name}/cell`, walk.list(dilation, -1, hidden)]);
  const last = walk.integer((steps - 1) % dilation);
  walk.set(finalCell, b.node('Gather', walk.named(finalCell), [cells, last], { axis: 0 }));
}
