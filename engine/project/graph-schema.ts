/** Graphs and losses of the native core, as a model's file keeps them. */
import type { Graph, GraphNode, LossSpec } from '../native/api.ts';
import { count, text, z } from '../protocol/schemas/common.ts';
import { quantiles } from '../protocol/schemas/training.ts';

const size = z.int().min(1);
const wire = { input: text, output: text };
const shared = { weights: text.exactOptional() };
const recurrent = {
  ...wire,
  ...shared,
  hidden: size,
  state: text.exactOptional(),
  dilation: size.exactOptional(),
  carry: z.boolean().exactOptional(),
};

const nodeSchema = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('rnn'), ...recurrent }),
  z.strictObject({ op: z.literal('lstm'), ...recurrent, cell: text.exactOptional(), finalCell: text.exactOptional() }),
  z.strictObject({ op: z.literal('gru'), ...recurrent, resetAfter: z.boolean() }),
  z.strictObject({
    op: z.literal('dense'),
    ...wire,
    ...shared,
    units: size,
    bias: z.boolean(),
    zero: z.boolean(),
    fixed: z.boolean().exactOptional(),
  }),
  z.strictObject({ op: z.literal('embedding'), ...wire, ...shared, channel: count, categories: size, units: size }),
  z.strictObject({ op: z.literal('query'), output: text, steps: count, units: size }),
  z.strictObject({ op: z.literal('norm'), ...wire }),
  z.strictObject({ op: z.literal('dropout'), ...wire, rate: z.number().min(0).lt(1) }),
  z.strictObject({ op: z.literal('activation'), ...wire, kind: z.enum(['relu', 'tanh', 'sigmoid', 'softplus']) }),
  z.strictObject({ op: z.literal('add'), left: text, right: text, output: text }),
  z.strictObject({ op: z.literal('concat'), left: text, right: text, output: text }),
  z.strictObject({ op: z.literal('part'), ...wire, from: count, count: size }),
  z.strictObject({ op: z.literal('last'), ...wire }),
  z.strictObject({ op: z.literal('step'), ...wire, index: count }),
  z.strictObject({ op: z.literal('channel'), ...wire, channel: count }),
  z.strictObject({ op: z.literal('repeat'), ...wire, steps: size }),
  z.strictObject({ op: z.literal('reverse'), ...wire }),
  z.strictObject({ op: z.literal('reshape'), ...wire, steps: count, features: size }),
  z.strictObject({ op: z.literal('monotone'), ...wire, levels: size, median: count }),
  z.strictObject({
    op: z.literal('teach'),
    ...wire,
    teacher: text,
    rate: z.number().min(0).max(1),
    evaluation: z.boolean().exactOptional(),
  }),
  z.strictObject({ op: z.literal('smooth'), ...wire, rates: text, channel: count, mask: count, season: size, steps: size }),
  z.discriminatedUnion('distribution', [
    z.strictObject({ op: z.literal('draw'), ...wire, noise: text, distribution: z.enum(['normal', 'studentT']) }),
    z.strictObject({ op: z.literal('draw'), ...wire, noise: text, scale: text, distribution: z.literal('negativeBinomial') }),
  ]),
]) satisfies z.ZodType<GraphNode>;

export const graphSchema = z.strictObject({
  context: size,
  channels: size,
  horizon: size.exactOptional(),
  future: count.exactOptional(),
  statics: count.exactOptional(),
  teacher: z.boolean().exactOptional(),
  noise: z.boolean().exactOptional(),
  scale: z.boolean().exactOptional(),
  nodes: z.array(nodeSchema).max(10_000),
  output: text,
}) satisfies z.ZodType<Graph>;

export const lossSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['mse', 'mae', 'normal', 'studentT', 'negativeBinomial']) }),
  z.strictObject({ kind: z.literal('huber'), delta: z.number().gt(0) }),
  z.strictObject({ kind: z.literal('pinball'), quantiles }),
  z.strictObject({ kind: z.literal('crossEntropy'), classes: size }),
]) satisfies z.ZodType<LossSpec>;
