/**
 * The truth for the native core: the same graphs, losses and optimiser in plain float64, one window at a time, with
 * gradients by central differences. Nothing here shares code with the core.
 */
import type { Graph, GraphNode, LossSpec, OptimizerSpec, ParameterInfo } from '../../../engine/native/api.ts';

/** A sequence is one row a step; a vector is a single row. */
type Rows = number[][];

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** W v + b for row-major W [b.length, v.length]. */
function affine(weights: Float64Array, bias: ArrayLike<number>, v: number[]): number[] {
  return Array.from(bias, (start, row) => v.reduce((sum, value, k) => sum + weights[row * v.length + k]! * value, start));
}

const zeros = (count: number): number[] => new Array<number>(count).fill(0);

export class Reference {
  readonly #graph: Graph;
  readonly #loss: LossSpec;
  readonly #parameters: readonly ParameterInfo[];

  constructor(graph: Graph, loss: LossSpec, parameters: readonly ParameterInfo[]) {
    this.#graph = graph;
    this.#loss = loss;
    this.#parameters = parameters;
  }

  /** Outputs [B][O] for x [B, T, I]. */
  outputs(theta: Float64Array, x: ArrayLike<number>, batch: number): number[][] {
    const { context, channels } = this.#graph;
    return Array.from({ length: batch }, (_, b) =>
      this.#window(
        theta,
        Array.from({ length: context }, (_, t) => Array.from({ length: channels }, (_, c) => x[(b * context + t) * channels + c]!)),
      ),
    );
  }

  /** Mean loss over the targets of y [B, h] that are not NaN. */
  loss(theta: Float64Array, x: ArrayLike<number>, y: ArrayLike<number>, batch: number): number {
    const outputs = this.outputs(theta, x, batch);
    const horizon = y.length / batch;
    let sum = 0;
    let observed = 0;
    for (let k = 0; k < y.length; k++) {
      const target = y[k]!;
      if (Number.isNaN(target)) continue;
      sum += this.#lossOf(outputs[Math.floor(k / horizon)]!, k % horizon, target);
      observed++;
    }
    return sum / observed;
  }

  gradient(theta: Float64Array, x: ArrayLike<number>, y: ArrayLike<number>, batch: number): Float64Array {
    const step = 1e-5;
    const moved = theta.slice();
    return theta.map((value, k) => {
      moved[k] = value + step;
      const above = this.loss(moved, x, y, batch);
      moved[k] = value - step;
      const below = this.loss(moved, x, y, batch);
      moved[k] = value;
      return (above - below) / (2 * step);
    });
  }

  #lossOf(outputs: number[], step: number, target: number): number {
    if (this.#loss.kind !== 'pinball') return (outputs[step]! - target) ** 2;
    const { quantiles } = this.#loss;
    const terms = quantiles.map((q, k) => {
      const error = target - outputs[step * quantiles.length + k]!;
      return Math.max(q * error, (q - 1) * error);
    });
    return terms.reduce((sum, term) => sum + term, 0) / quantiles.length;
  }

  #window(theta: Float64Array, x: Rows): number[] {
    const tensors = new Map<string, Rows>([['x', x]]);
    const read = (name: string): Rows => tensors.get(name)!;
    for (const node of this.#graph.nodes) tensors.set(node.output, this.#node(node, theta, read));
    return read(this.#graph.output)[0]!;
  }

  #node(node: GraphNode, theta: Float64Array, read: (name: string) => Rows): Rows {
    const parameter = (role: string): Float64Array => {
      const info = this.#parameters.find(({ name }) => name === `${node.output}.${role}`)!;
      return theta.subarray(info.offset, info.offset + info.shape.reduce((a, b) => a * b, 1));
    };
    switch (node.op) {
      case 'last':
        return [read(node.input).at(-1)!];
      case 'channel':
        return [read(node.input).map((row) => row[node.channel]!)];
      case 'dropout':
        return read(node.input);
      case 'add': {
        const right = read(node.right);
        return read(node.left).map((row, t) => row.map((value, k) => value + right[t]![k]!));
      }
      case 'dense':
        return [affine(parameter('weights'), node.bias ? parameter('bias') : zeros(node.units), read(node.input)[0]!)];
      case 'rnn':
      case 'lstm':
      case 'gru':
        return this.#recurrent(node, parameter, read(node.input));
      default:
        throw new Error(`No reference of ${node.op}`);
    }
  }

  #recurrent(node: Extract<GraphNode, { hidden: number }>, parameter: (role: string) => Float64Array, x: Rows): Rows {
    const H = node.hidden;
    const bias = parameter('bias');
    const U = parameter('inputWeights');
    const W = parameter('recurrentWeights');
    const part = (values: number[], gate: number): number[] => values.slice(gate * H, (gate + 1) * H);
    let h = zeros(H);
    let c = zeros(H);
    return x.map((row) => {
      const input = affine(U, bias, row);
      const product = affine(W, zeros(bias.length), h);
      const sum = (gate: number): number[] => part(input, gate).map((value, k) => value + part(product, gate)[k]!);
      if (node.op === 'gru') {
        const z = sum(0).map(sigmoid);
        const r = sum(1).map(sigmoid);
        const Wn = W.subarray(2 * H * H);
        const recurrent = node.resetAfter
          ? affine(Wn, parameter('recurrentBias'), h).map((value, k) => r[k]! * value)
          : affine(
              Wn,
              zeros(H),
              h.map((value, k) => r[k]! * value),
            );
        const n = part(input, 2).map((value, k) => Math.tanh(value + recurrent[k]!));
        h = h.map((value, k) => (1 - z[k]!) * value + z[k]! * n[k]!);
      } else if (node.op === 'lstm') {
        const [i, f, o] = [sum(0), sum(1), sum(3)].map((gate) => gate.map(sigmoid)) as [number[], number[], number[]];
        const g = sum(2).map(Math.tanh);
        c = c.map((state, k) => f[k]! * state + i[k]! * g[k]!);
        h = c.map((state, k) => o[k]! * Math.tanh(state));
      } else {
        h = sum(0).map(Math.tanh);
      }
      return h;
    });
  }
}

/** Adam with clipping by the global norm, in float64. */
export class ReferenceAdam {
  readonly #spec: OptimizerSpec;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  #step = 0;

  constructor(spec: OptimizerSpec, count: number) {
    this.#spec = spec;
    this.#first = new Float64Array(count);
    this.#second = new Float64Array(count);
  }

  /** Moves theta and returns the norm of the gradient before clipping. */
  update(theta: Float64Array, gradient: Float64Array, rate: number): number {
    const { beta1, beta2, epsilon, clipNorm } = this.#spec;
    const norm = Math.hypot(...gradient);
    const scale = clipNorm > 0 && norm > clipNorm ? clipNorm / norm : 1;
    this.#step++;
    theta.forEach((value, k) => {
      const g = gradient[k]! * scale;
      this.#first[k] = beta1 * this.#first[k]! + (1 - beta1) * g;
      this.#second[k] = beta2 * this.#second[k]! + (1 - beta2) * g * g;
      const first = this.#first[k] / (1 - beta1 ** this.#step);
      const second = this.#second[k] / (1 - beta2 ** this.#step);
      theta[k] = value - (rate * first) / (Math.sqrt(second) + epsilon);
    });
    return norm;
  }
}
