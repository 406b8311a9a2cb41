import type { Graph, GraphNode } from '../native/api.ts';

/** A tensor of a graph for one window: `[steps, features]`, or a vector `[features]` where `steps` is 0. */
export interface Shape {
  steps: number;
  features: number;
}

type Rule = { [Op in GraphNode['op']]: (node: Extract<GraphNode, { op: Op }>, of: (name: string) => Shape) => Shape };

const layer = ({ input, hidden }: { input: string; hidden: number }, of: (name: string) => Shape): Shape => ({
  steps: of(input).steps,
  features: hidden,
});
const units = (node: { input: string; units: number }, of: (name: string) => Shape): Shape => ({
  steps: of(node.input).steps,
  features: node.units,
});
const same = ({ input }: { input: string }, of: (name: string) => Shape): Shape => of(input);
const oneStep = ({ input }: { input: string }, of: (name: string) => Shape): Shape => ({ steps: 0, features: of(input).features });

/** The shape of what each operation writes, as `engine/native/api.ts` states it. */
const RULES: Rule = {
  rnn: layer,
  lstm: layer,
  gru: layer,
  dense: units,
  embedding: units,
  query: ({ steps, units: features }) => ({ steps, features }),
  norm: same,
  dropout: same,
  activation: same,
  add: ({ left }, of) => of(left),
  concat: ({ left, right }, of) => ({ steps: of(left).steps, features: of(left).features + of(right).features }),
  part: ({ input, count }, of) => ({ steps: of(input).steps, features: count }),
  last: oneStep,
  step: oneStep,
  channel: ({ input }, of) => ({ steps: 0, features: of(input).steps }),
  repeat: ({ input, steps }, of) => ({ steps, features: of(input).features }),
  reverse: same,
  reshape: ({ steps, features }) => ({ steps, features }),
  monotone: same,
  teach: same,
  smooth: ({ input, steps }, of) => ({ steps: 0, features: of(input).steps + steps }),
  draw: () => ({ steps: 0, features: 1 }),
};

function shapeOf<Op extends GraphNode['op']>(node: Extract<GraphNode, { op: Op }>, of: (name: string) => Shape): Shape {
  const rule: (node: Extract<GraphNode, { op: Op }>, of: (name: string) => Shape) => Shape = RULES[node.op];
  return rule(node, of);
}

/** Every tensor of a graph by name, those from outside too. A tensor that is read before it is written is a bug. */
export function tensorShapes(graph: Graph): Map<string, Shape> {
  const horizon = graph.horizon ?? 0;
  const shapes = new Map<string, Shape>([['x', { steps: graph.context, features: graph.channels }]]);
  if (graph.future) shapes.set('future', { steps: horizon, features: graph.future });
  if (graph.statics) shapes.set('static', { steps: 0, features: graph.statics });
  if (graph.teacher) shapes.set('teacher', { steps: horizon, features: 1 });
  if (graph.noise) shapes.set('noise', { steps: horizon, features: 2 });
  if (graph.scale) shapes.set('scale', { steps: 0, features: 1 });
  const of = (name: string): Shape => {
    const found = shapes.get(name);
    if (!found) throw new Error(`Expected a tensor written before it is read but received ${name}`);
    return found;
  };
  for (const node of graph.nodes) {
    shapes.set(node.output, shapeOf(node, of));
    if (node.op === 'lstm' && node.finalCell !== undefined) shapes.set(node.finalCell, { steps: 0, features: node.hidden });
  }
  return shapes;
}
