import { neededNodes } from '../models/needed.ts';
import type { TrainedModel } from '../models/trained.ts';
import type { GraphNode } from '../native/api.ts';
import type { GraphBuilder } from './builder.ts';
import { dense } from './layers/dense.ts';
import { activation, add, concat, identity, monotone, norm, part } from './layers/features.ts';
import { embedding, query } from './layers/learned.ts';
import { recurrent } from './layers/recurrent.ts';
import { smooth } from './layers/smooth.ts';
import { channel, last, repeat, reshape, reverse, step } from './layers/steps.ts';
import { type Mapping, Walk } from './layers/walk.ts';

/** One line an operation. */
const MAPPING: { [Op in GraphNode['op']]: Mapping<Op> } = {
  rnn: recurrent,
  lstm: recurrent,
  gru: recurrent,
  dense,
  embedding,
  query,
  norm,
  dropout: identity,
  activation,
  add,
  concat,
  part,
  last,
  step,
  channel,
  repeat,
  reverse,
  reshape,
  monotone,
  teach: identity,
  smooth,
};

function map<Op extends GraphNode['op']>(walk: Walk, node: Extract<GraphNode, { op: Op }>): void {
  const mapping: Mapping<Op> = MAPPING[node.op];
  mapping(walk, node);
}

/**
 * Step 6 of `TrainedModel`: writes the model's graph, from `x` float32 `[C, B, channels]`, and `code` float32 `[B, 1]` where it
 * reads the series, to `[B, O]`.
 */
export function writeNetwork(b: GraphBuilder, model: TrainedModel, x: string, code: string | null): string {
  const walk = new Walk(b, model);
  walk.set('x', x);
  if (code !== null) walk.set('static', code);
  const { nodes, output } = model.graph;
  for (const node of neededNodes(nodes, output, { training: false })) map(walk, node);
  return walk.tensor(output);
}
