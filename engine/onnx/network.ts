import { outputsPerTarget, pathDistribution } from '../models/loss.ts';
import { neededNodes, readsOf } from '../models/needed.ts';
import { drawsPaths } from '../models/paths.ts';
import type { TrainedModel } from '../models/trained.ts';
import type { GraphNode } from '../native/api.ts';
import { dense } from './layers/dense.ts';
import { draw, writeDraw } from './layers/draw.ts';
import { activation, add, concat, identity, monotone, norm, part } from './layers/features.ts';
import { embedding, query } from './layers/learned.ts';
import { recurrent } from './layers/recurrent.ts';
import { smooth } from './layers/smooth.ts';
import { channel, last, repeat, reshape, reverse, step } from './layers/steps.ts';
import type { Mapping, Walk } from './layers/walk.ts';
import type { PreparedWindow } from './window.ts';

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
  draw,
};

function map<Op extends GraphNode['op']>(walk: Walk, node: Extract<GraphNode, { op: Op }>): void {
  const mapping: Mapping<Op> = MAPPING[node.op];
  mapping(walk, node);
}

/** The nodes that depend on the noise, and the tensors that they read from the others. */
function drawnPart(nodes: readonly GraphNode[], output: string): { drawn: Set<GraphNode>; read: Set<string> } {
  const tensors = new Set(['noise']);
  const drawn = new Set<GraphNode>();
  const read = new Set<string>();
  for (const node of nodes) {
    const names = readsOf(node, false);
    if (!names.some((name) => tensors.has(name))) continue;
    drawn.add(node);
    for (const name of names) if (!tensors.has(name)) read.add(name);
    tensors.add(node.output);
    if (node.op === 'lstm' && node.finalCell !== undefined) tensors.add(node.finalCell);
  }
  if (!tensors.has(output)) read.add(output);
  return { drawn, read };
}

/**
 * Step 6 of `TrainedModel`: writes the model's graph, from what the window's steps left, to `[B, O]`. A model that draws paths reads
 * `noise` as float32 `[B, paths, h, 2]`; its context is computed once a window, and the result is the drawn values, float32 `[B, paths, h]`, scaled.
 */
export function writeNetwork(walk: Walk, model: TrainedModel, window: PreparedWindow): string {
  const { b } = walk;
  walk.set('x', window.x);
  if (window.statics !== null) walk.set('static', window.statics);
  if (window.ahead !== null) walk.set('future', window.ahead);
  if (window.level !== null) walk.set('scale', window.level);
  const { nodes, output } = model.graph;
  const needed = neededNodes(nodes, output, { training: false });
  if (!drawsPaths(model.graph)) {
    for (const node of needed) map(walk, node);
    return walk.tensor(output);
  }
  const { drawn, read } = drawnPart(needed, output);
  for (const node of needed) if (!drawn.has(node)) map(walk, node);
  const { horizon } = model.data;
  const noise = b.input('noise', 'float32', ['batch', 'paths', horizon, 2]);
  const paths = b.node('Shape', 'paths/count', [noise], { start: 1, end: 2 });
  const rows = b.node('Reshape', 'paths/noise', [noise, walk.list(-1, horizon, 2)]);
  walk.set('noise', b.node('Transpose', 'paths/noise_steps', [rows], { perm: [1, 0, 2] }));
  if (window.level !== null) read.add('scale');
  for (const name of read) if (name !== 'noise') walk.expand(name, paths);
  for (const node of needed) if (drawn.has(node)) map(walk, node);
  return drawSteps(walk, model, rows, paths);
}

/** The value of every step of every path. */
function drawSteps(walk: Walk, { graph, loss, data }: TrainedModel, noise: string, paths: string): string {
  const { b } = walk;
  const parameters = b.node('Reshape', 'paths/parameters', [walk.tensor(graph.output), walk.list(-1, outputsPerTarget(loss))]);
  const each = b.node('Reshape', 'paths/noise_each', [noise, walk.list(-1, 2)]);
  let scale: string | null = null;
  if (graph.scale) {
    const wide = b.node('Expand', 'paths/scale_steps', [walk.tensor('scale'), walk.list(1, data.horizon)]);
    scale = b.node('Reshape', 'paths/scale_each', [wide, walk.list(-1, 1)]);
  }
  const values = writeDraw(walk, 'paths/drawn', pathDistribution(loss), parameters, each, scale);
  const shape = b.node('Concat', 'paths/shape', [walk.list(-1), paths, walk.list(data.horizon)], { axis: 0 });
  return b.node('Reshape', 'paths/values', [values, shape]);
}
