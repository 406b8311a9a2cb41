import onnxProto from 'onnx-proto';
import type { onnx } from 'onnx-proto';
import { IR_VERSION, OPSET } from './operators.ts';
import type { Operator } from './operators.ts';

/** Element types of tensors in an exported file. */
export type ElementType = 'float32' | 'float64' | 'int64';
export type FloatType = Exclude<ElementType, 'int64'>;
/** A number is an axis of that length, a word an axis of any length. */
export type Shape = ReadonlyArray<number | string>;
/** `INT`, `INTS` or `STRING` of ONNX: no operator here needs another kind. */
export type Attribute = number | readonly number[] | string;

export interface TensorInfo {
  name: string;
  type: ElementType;
  shape: Shape;
}

/** `TensorProto.DataType`. */
export const DATA_TYPE: Record<ElementType, number> = { float32: 1, int64: 7, float64: 11 };
/** `AttributeProto.AttributeType`. */
const INT = 2;
const STRING = 3;
const INTS = 7;

function attribute(name: string, value: Attribute): onnx.IAttributeProto {
  if (typeof value === 'number') return { name, type: INT, i: value };
  if (typeof value === 'string') return { name, type: STRING, s: new TextEncoder().encode(value) };
  return { name, type: INTS, ints: [...value] };
}

/** Little-endian bytes of the values, as `raw_data` holds them. */
function rawData(type: ElementType, values: ArrayLike<number>): Uint8Array {
  const width = type === 'float32' ? 4 : 8;
  const view = new DataView(new ArrayBuffer(values.length * width));
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (type === 'float32') view.setFloat32(i * width, value, true);
    else if (type === 'float64') view.setFloat64(i * width, value, true);
    else view.setBigInt64(i * width, BigInt(value), true);
  }
  return new Uint8Array(view.buffer);
}

function valueInfo({ name, type, shape }: TensorInfo): onnx.IValueInfoProto {
  const dim = shape.map((length) => (typeof length === 'number' ? { dimValue: length } : { dimParam: length }));
  return { name, type: { tensorType: { elemType: DATA_TYPE[type], shape: { dim } } } };
}

/**
 * Collects the nodes and constants of one ONNX graph in the order of execution. A node and the tensor it writes share
 * one name, which must be new; every method returns that name, ready to be another node's input.
 */
export class GraphBuilder {
  private readonly inputs: TensorInfo[] = [];
  private readonly outputs: TensorInfo[] = [];
  private readonly nodes: onnx.INodeProto[] = [];
  private readonly initializers: onnx.ITensorProto[] = [];
  private readonly names = new Set<string>();

  private claim(name: string): string {
    if (this.names.has(name)) throw new Error(`Expected a new tensor name but ${name} is taken`);
    this.names.add(name);
    return name;
  }

  input(name: string, type: ElementType, shape: Shape): string {
    this.inputs.push({ name, type, shape });
    return this.claim(name);
  }

  /** Declares a tensor that a node wrote as a result of the graph. */
  output(name: string, type: ElementType, shape: Shape): void {
    this.outputs.push({ name, type, shape });
  }

  /** A tensor stored in the file; an empty shape is a scalar. */
  constant(name: string, type: ElementType, values: ArrayLike<number>, shape: readonly number[]): string {
    const count = shape.reduce((product, length) => product * length, 1);
    if (count !== values.length)
      throw new Error(`Expected ${count} values for ${name} [${shape.join(', ')}] but received ${values.length}`);
    this.initializers.push({ name: this.claim(name), dataType: DATA_TYPE[type], dims: [...shape], rawData: rawData(type, values) });
    return name;
  }

  /** A node whose first output is `name`; `following` names its further outputs. An empty input is one that is left out. */
  node(
    operator: Operator,
    name: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute> = {},
    following: readonly string[] = [],
  ): string {
    for (const input of inputs) {
      if (input !== '' && !this.names.has(input))
        throw new Error(`Expected an existing tensor for ${operator} ${name} but received ${input}`);
    }
    this.claim(name);
    for (const other of following) this.claim(other);
    this.nodes.push({
      name,
      opType: operator,
      input: [...inputs],
      output: [name, ...following],
      attribute: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
    });
    return name;
  }

  /** Casts where the types differ; else the tensor itself. */
  cast(name: string, tensor: string, from: ElementType, to: ElementType): string {
    return from === to ? tensor : this.node('Cast', name, [tensor], { to: DATA_TYPE[to] });
  }

  /** The finished file, without constants that no node reads. `metadata` becomes `metadata_props`. */
  encode(name: string, producerVersion: string, documentation: string, metadata: Record<string, string>): Uint8Array {
    const read = new Set(this.nodes.flatMap(({ input }) => input ?? []));
    const model: onnx.IModelProto = {
      irVersion: IR_VERSION,
      opsetImport: [{ domain: '', version: OPSET }],
      producerName: 'Hindcast',
      producerVersion,
      docString: documentation,
      metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
      graph: {
        name,
        node: this.nodes,
        initializer: this.initializers.filter(({ name }) => read.has(name ?? '')),
        input: this.inputs.map(valueInfo),
        output: this.outputs.map(valueInfo),
      },
    };
    return onnxProto.onnx.ModelProto.encode(model).finish();
  }
}
