import type { TrainedModel } from '../../models/trained.ts';

/** A parameter tensor: a view into the model's one vector, row-major. */
export interface Parameter {
  values: Float32Array;
  shape: readonly number[];
}

/** Looks parameters up by name, `<output tensor>.<role>`. A name the model lacks, or another shape, is a bug. */
export class Parameters {
  private readonly byName: Map<string, Parameter>;
  private readonly owners: Map<string, string>;

  constructor(model: TrainedModel) {
    this.byName = new Map(
      model.parameters.map(({ name, shape, offset }) => {
        const count = shape.reduce((product, length) => product * length, 1);
        return [name, { values: model.values.subarray(offset, offset + count), shape }];
      }),
    );
    this.owners = new Map(
      model.graph.nodes.flatMap((node) => ('weights' in node && node.weights !== undefined ? [[node.output, node.weights]] : [])),
    );
  }

  /** The node whose parameters the node with this output uses: itself, or the one that it shares them with. */
  owner(output: string): string {
    const other = this.owners.get(output);
    return other === undefined ? output : this.owner(other);
  }

  /** `shape` as expected; -1 matches any length. */
  get(name: string, shape: readonly number[]): Parameter {
    const found = this.byName.get(name);
    if (!found) throw new Error(`Expected a parameter named ${name} but the model has ${[...this.byName.keys()].join(', ')}`);
    const fits = found.shape.length === shape.length && shape.every((length, axis) => length === -1 || length === found.shape[axis]);
    if (!fits) throw new Error(`Expected shape [${shape.join(', ')}] for ${name} but received [${found.shape.join(', ')}]`);
    return found;
  }
}
