import type { GraphNode } from '../native/api.ts';
import type { TrainedModel } from '../models/trained.ts';
import type { GraphBuilder } from './builder.ts';
import { Parameters } from './parameters.ts';
import { recurrent } from './recurrent.ts';
import type { RecurrentNode } from './recurrent.ts';

/** What a mapping knows besides its node. */
interface Walk {
  b: GraphBuilder;
  parameters: Parameters;
  /** Steps of every sequence, C. */
  context: number;
  /** The ONNX tensor that holds a tensor of the model's graph: `[C, B, F]` for a sequence, `[B, F]` for features. */
  tensor: (name: string) => string;
  /** The ONNX name of what a node writes. */
  named: (output: string) => string;
}

type Mapping = { [Op in GraphNode['op']]?: (walk: Walk, node: Extract<GraphNode, { op: Op }>) => string };

function layer({ b, parameters, tensor, named }: Walk, node: RecurrentNode): string {
  return recurrent(b, parameters, node, tensor(node.input), named(node.output));
}

/** The last step of `[C, B, F]`. */
function last({ b, context, tensor, named }: Walk, { input, output }: Extract<GraphNode, { op: 'last' }>): string {
  const name = named(output);
  return b.node('Gather', name, [tensor(input), b.constant(`${name}.step`, 'int64', [context - 1], [])], { axis: 0 });
}

/** One channel of `[C, B, F]` over all steps, as `[B, C]`. */
function channel({ b, tensor, named }: Walk, node: Extract<GraphNode, { op: 'channel' }>): string {
  const name = named(node.output);
  const steps = b.node('Gather', `${name}/steps`, [tensor(node.input), b.constant(`${name}.index`, 'int64', [node.channel], [])], {
    axis: 2,
  });
  return b.node('Transpose', name, [steps], { perm: [1, 0] });
}

/** `[B, F] -> [B, units]`; the weights `[units, F]` go into the file as they are. */
function dense({ b, parameters, tensor, named }: Walk, node: Extract<GraphNode, { op: 'dense' }>): string {
  const name = named(node.output);
  const { values, shape } = parameters.get(`${node.output}.weights`, [node.units, -1]);
  const operands = [tensor(node.input), b.constant(`${name}.weights`, 'float32', values, shape)];
  if (node.bias) {
    operands.push(b.constant(`${name}.bias`, 'float32', parameters.get(`${node.output}.bias`, [node.units]).values, [node.units]));
  }
  return b.node('Gemm', name, operands, { transB: 1 });
}

/** One line an operation: writes its ONNX counterpart and returns the tensor that holds its output. */
const MAPPING: Mapping = {
  rnn: layer,
  lstm: layer,
  gru: layer,
  dropout: ({ tensor }, { input }) => tensor(input),
  last,
  channel,
  dense,
  add: ({ b, tensor, named }, { left, right, output }) => b.node('Add', named(output), [tensor(left), tensor(right)]),
};

function map<Op extends GraphNode['op']>(walk: Walk, node: Extract<GraphNode, { op: Op }>): string {
  const mapping: ((walk: Walk, node: Extract<GraphNode, { op: Op }>) => string) | undefined = MAPPING[node.op];
  if (mapping === undefined) throw new Error(`No ONNX counterpart of ${node.op} yet`);
  return mapping(walk, node);
}

/** Step 6 of `TrainedModel`: writes the model's graph, from `x` float32 `[C, B, channels]` to `[B, O]`. */
export function writeNetwork(b: GraphBuilder, model: TrainedModel, x: string): string {
  const { graph } = model;
  const tensors = new Map([['x', x]]);
  const walk: Walk = {
    b,
    parameters: new Parameters(model),
    context: graph.context,
    tensor: (name) => {
      const found = tensors.get(name);
      if (found === undefined) throw new Error(`Expected a tensor written before it is read but received ${name}`);
      return found;
    },
    named: (output) => `network/${output}`,
  };
  for (const node of graph.nodes) tensors.set(node.output, map(walk, node));
  return walk.tensor(graph.output);
}
