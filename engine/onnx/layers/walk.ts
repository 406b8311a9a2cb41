import { type Shape, tensorShapes } from '../../models/shapes.ts';
import type { TrainedModel } from '../../models/trained.ts';
import type { GraphNode } from '../../native/api.ts';
import type { GraphBuilder } from '../builder.ts';
import { Parameters } from './parameters.ts';

/** Writes the ONNX counterpart of one operation and tells the walk which tensor holds what it wrote. */
export type Mapping<Op extends GraphNode['op']> = (walk: Walk, node: Extract<GraphNode, { op: Op }>) => void;

/**
 * What the mappings share. A sequence of the model's graph is `[T, B, F]` in the file, a vector `[B, F]`; recurrent operators
 * read and write vectors as sequences of one step, `[1, B, F]`, and the walk turns one into the other once, where it is needed.
 */
export class Walk {
  readonly b: GraphBuilder;
  readonly parameters: Parameters;
  private readonly shapes: Map<string, Shape>;
  private readonly tensors = new Map<string, string>();
  private readonly oneStep = new Map<string, string>();
  private readonly written = new Set<string>();

  constructor(b: GraphBuilder, model: TrainedModel) {
    this.b = b;
    this.parameters = new Parameters(model);
    this.shapes = tensorShapes(model.graph);
  }

  /** The shape of a tensor of the model's graph. */
  shape(name: string): Shape {
    const found = this.shapes.get(name);
    if (!found) throw new Error(`Expected a tensor of the graph but received ${name}`);
    return found;
  }

  /** Name in the file of what a node writes. */
  named(output: string): string {
    return `network/${output}`;
  }

  /** Tells that the file's `tensor` is the graph's `name`, `[T, B, F]` or `[B, F]`. */
  set(name: string, tensor: string): void {
    this.tensors.set(name, tensor);
  }

  /** Tells that the file's `tensor` is the graph's vector `name` as `[1, B, F]`. */
  setOneStep(name: string, tensor: string): void {
    this.oneStep.set(name, tensor);
  }

  /** The file's tensor for a sequence or a vector. */
  tensor(name: string): string {
    const found = this.tensors.get(name);
    if (found !== undefined) return found;
    const oneStep = this.oneStep.get(name);
    if (oneStep === undefined) throw new Error(`Expected a tensor that is known outside of training but received ${name}`);
    const vector = this.b.node('Squeeze', this.named(name), [oneStep, this.list(0)]);
    this.set(name, vector);
    return vector;
  }

  /** A vector as a sequence of one step, `[1, B, F]`. */
  asOneStep(name: string): string {
    let found = this.oneStep.get(name);
    if (found === undefined) {
      found = this.b.node('Unsqueeze', `${this.named(name)}/step`, [this.tensor(name), this.list(0)]);
      this.setOneStep(name, found);
    }
    return found;
  }

  /** Repeats each window's row of a vector for its paths, `[B, F]` to `[B * paths, F]`; from then on the name means that. `paths`: int64 `[1]`. */
  expand(name: string, paths: string): void {
    const { features, steps } = this.shape(name);
    if (steps !== 0) throw new Error(`Expected a vector for sample paths but received ${name}`);
    const { b } = this;
    const one = this.list(1);
    const shape = this.once('network/paths_each', (key) => b.node('Concat', key, [one, paths, one], { axis: 0 }));
    const spread = b.node('Unsqueeze', `${this.named(name)}/once`, [this.tensor(name), one]);
    const each = b.node('Expand', `${this.named(name)}/each`, [spread, shape]);
    this.set(name, b.node('Reshape', `${this.named(name)}/paths`, [each, this.list(-1, features)]));
    this.oneStep.delete(name);
  }

  /** `make` writes the tensor `name` the first time. */
  once(name: string, make: (name: string) => void): string {
    if (!this.written.has(name)) make(name);
    this.written.add(name);
    return name;
  }

  /** A constant int64 `[n]`. */
  list(...values: number[]): string {
    return this.once(`integers/${values.join(',')}`, (name) => this.b.constant(name, 'int64', values, [values.length]));
  }

  /** A constant int64 scalar. */
  integer(value: number): string {
    return this.once(`integer/${value}`, (name) => this.b.constant(name, 'int64', [value], []));
  }

  /** A constant float32 scalar. */
  float(value: number): string {
    return this.once(`float/${value}`, (name) => this.b.constant(name, 'float32', [value], []));
  }

  /** How many windows a run has, int64 `[1]`. */
  batch(): string {
    return this.once('network/batch', (name) => this.b.node('Shape', name, [this.tensor('x')], { start: 1, end: 2 }));
  }
}
