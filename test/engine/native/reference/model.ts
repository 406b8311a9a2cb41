/**
 * The truth for the native core: the same graphs and losses in plain float64, one window at a time, with gradients by
 * central differences. Nothing here shares code with the core.
 */
import type { Graph, LossSpec, ParameterInfo, TensorBatch } from '../../../../engine/native/api.ts';
import { runCell, zeros, type Parameters, type RecurrentNode, type Rows } from './cells.ts';
import { lossOf, outputsPerTarget } from './losses.ts';
import { pieces, runPlain, type Choices } from './operations.ts';

/** The states and cells that carrying layers hand on, by the layer's output. */
export type Carried = ReadonlyMap<string, { h: number[]; c: number[] }>;

export interface Pass {
  /** Whether the teacher is there; default true. */
  training?: boolean;
  /** The random choices at a node (by index) for a window; default none. */
  choices?: (node: number, window: number) => Choices;
  /** For each window of the batch. */
  carried?: Carried[];
  /** `[h][2]` for each window; default none, which is NaN. */
  noise?: Rows[];
}

/** What one window left behind. */
export interface Trace {
  output: number[];
  gates: Map<string, Rows[]>;
  carried: Carried;
}

/** Moves one of the sums of one layer. */
interface Nudge {
  layer: string;
  step: number;
  row: number;
  amount: number;
}

/** Small enough for the curvature of a norm over nearly equal numbers, large enough for float64. */
const DIFFERENCE = 1e-6;

export class Reference {
  readonly #graph: Graph;
  readonly #loss: LossSpec;
  readonly #parameters: readonly ParameterInfo[];
  /** The parameters inside each vector, and the tensors of each batch, which thousands of passes read. */
  readonly #views = new WeakMap<Float64Array, Map<string, Parameters>>();
  readonly #inputs = new WeakMap<TensorBatch, Array<Map<string, Rows>>>();

  constructor(graph: Graph, loss: LossSpec, parameters: readonly ParameterInfo[]) {
    this.#graph = graph;
    this.#loss = loss;
    this.#parameters = parameters;
  }

  run(theta: Float64Array, batch: TensorBatch, pass: Pass = {}): Trace[] {
    return Array.from({ length: batch.batch }, (_, window) => this.#window(theta, batch, window, pass));
  }

  /** Outputs [B][O]. */
  outputs(theta: Float64Array, batch: TensorBatch, pass: Pass = {}): number[][] {
    return this.run(theta, batch, pass).map(({ output }) => output);
  }

  /** The weighted mean over the targets that are not NaN. */
  loss(theta: Float64Array, batch: TensorBatch, pass: Pass = {}): number {
    const weight = observedWeight(batch);
    const losses = this.run(theta, batch, pass).map(({ output }, window) => this.#windowLoss(output, batch, window));
    return weight > 0 ? losses.reduce((a, b) => a + b, 0) / weight : 0;
  }

  gradient(theta: Float64Array, batch: TensorBatch, pass: Pass = {}): Float64Array {
    const moved = theta.slice();
    return theta.map((value, k) => {
      moved[k] = value + DIFFERENCE;
      const above = this.loss(moved, batch, pass);
      moved[k] = value - DIFFERENCE;
      const below = this.loss(moved, batch, pass);
      moved[k] = value;
      return (above - below) / (2 * DIFFERENCE);
    });
  }

  /** The norms of dL/da_t over windows and gates, for each step of a recurrent layer. */
  stepGradients(theta: Float64Array, batch: TensorBatch, layer: RecurrentNode, steps: number): number[] {
    const rows = this.#viewsOf(theta).get(layer.weights ?? layer.output)!.bias!.length;
    const slope = (window: number, nudge: Omit<Nudge, 'amount'>): number => {
      const [above, below] = [DIFFERENCE, -DIFFERENCE].map((amount) =>
        this.#windowLoss(this.#window(theta, batch, window, {}, { ...nudge, amount }).output, batch, window),
      );
      return (above! - below!) / (2 * DIFFERENCE * observedWeight(batch));
    };
    return Array.from({ length: steps }, (_, step) => {
      const places = Array.from({ length: batch.batch * rows }, (_, k) => ({ window: Math.floor(k / rows), row: k % rows }));
      return Math.hypot(...places.map(({ window, row }) => slope(window, { layer: layer.output, step, row })));
    });
  }

  /** The parameters of each node that has its own. */
  #viewsOf(theta: Float64Array): Map<string, Parameters> {
    const known = this.#views.get(theta);
    if (known !== undefined) return known;
    const views = new Map<string, Record<string, Float64Array>>();
    for (const { name, offset, shape } of this.#parameters) {
      const [owner, role] = name.split('.') as [string, string];
      const view = theta.subarray(offset, offset + shape.reduce((a, b) => a * b, 1));
      views.set(owner, { ...views.get(owner), [role]: view });
    }
    this.#views.set(theta, views);
    return views;
  }

  #inputsOf(batch: TensorBatch): Array<Map<string, Rows>> {
    const { channels, future, statics, teacher, noise, scale, horizon = 0 } = this.#graph;
    const inputs =
      this.#inputs.get(batch) ??
      Array.from({ length: batch.batch }, (_, window) => {
        const of = (values: Float32Array | undefined): number[] => slice(values!, batch.batch, window);
        const tensors = new Map<string, Rows>([['x', pieces(of(batch.x), channels)]]);
        if (future) tensors.set('future', pieces(of(batch.future), future));
        if (statics) tensors.set('static', [of(batch.statics)]);
        if (noise) tensors.set('noise', new Array<number[]>(horizon).fill([NaN, NaN]));
        if (scale) tensors.set('scale', [[batch.scales?.[window] ?? 1]]);
        if (teacher) tensors.set('teacher', pieces(of(batch.y), 1));
        return tensors;
      });
    this.#inputs.set(batch, inputs);
    return inputs;
  }

  /** The weighted sum over one window's targets. */
  #windowLoss(output: number[], batch: TensorBatch, window: number): number {
    const P = outputsPerTarget(this.#loss);
    const losses = slice(batch.y, batch.batch, window).map((target, step) =>
      Number.isNaN(target) ? 0 : lossOf(this.#loss, output.slice(step * P, (step + 1) * P), target, batch.scales?.[window] ?? 1),
    );
    return (batch.weights?.[window] ?? 1) * losses.reduce((a, b) => a + b, 0);
  }

  #window(theta: Float64Array, batch: TensorBatch, window: number, pass: Pass, nudge?: Nudge): Trace {
    const views = this.#viewsOf(theta);
    const tensors = new Map(this.#inputsOf(batch)[window]);
    if (pass.noise) tensors.set('noise', pass.noise[window]!);
    const gates = new Map<string, Rows[]>();
    const carried = new Map<string, { h: number[]; c: number[] }>();
    const read = (name: string): Rows => tensors.get(name)!;
    for (const [index, node] of this.#graph.nodes.entries()) {
      const owner = 'weights' in node && node.weights !== undefined ? node.weights : node.output;
      const parameters = views.get(owner) ?? {};
      if (!('hidden' in node)) {
        const choices = pass.choices?.(index, window);
        tensors.set(node.output, runPlain(node, { read, parameters, training: pass.training ?? true, choices }));
        continue;
      }
      const before = node.carry ? pass.carried?.[window]?.get(node.output) : undefined;
      const initial = (name: string | undefined): number[] => (name === undefined ? zeros(node.hidden) : read(name)[0]!);
      const nudged = nudge?.layer === node.output;
      const result = runCell(node, parameters, {
        x: read(node.input),
        state: before?.h ?? initial(node.state),
        cell: before?.c ?? (node.op === 'lstm' ? initial(node.cell) : []),
        nudge: (step, row) => (nudged && nudge.step === step && nudge.row === row ? nudge.amount : 0),
      });
      tensors.set(node.output, result.h);
      gates.set(node.output, result.gates);
      if (node.op === 'lstm' && node.finalCell !== undefined) tensors.set(node.finalCell, [result.finalCell]);
      if (node.carry) carried.set(node.output, { h: result.h.at(-1)!, c: result.finalCell });
    }
    return { output: read(this.#graph.output)[0]!, gates, carried };
  }
}

function observedWeight({ y, batch, weights }: TensorBatch): number {
  return y.reduce((sum, target, k) => sum + (Number.isNaN(target) ? 0 : (weights?.[Math.floor((k * batch) / y.length)] ?? 1)), 0);
}

/** The part of `values` that belongs to one of `batch` windows. */
function slice(values: Float32Array, batch: number, window: number): number[] {
  const length = values.length / batch;
  return Array.from(values.subarray(window * length, (window + 1) * length));
}
