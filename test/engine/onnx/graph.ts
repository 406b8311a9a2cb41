import type { GraphNode } from '../../../engine/native/api.ts';
import type { TrainedModel } from '../../../engine/models/trained.ts';
import { drawOf } from '../native/reference/draws.ts';
import { dot, recurrentLayer, sigmoid } from './cells.ts';
import { smoothed } from '../native/reference/smooth.ts';
import type { Parameter, RecurrentNode, Rows } from './cells.ts';

/** What an operation sees: tensors by name, and its parameters. */
interface Scene {
  tensors: Map<string, Rows>;
  of: (name: string) => Rows;
  parameter: Parameter;
}

type Operations = { [Op in GraphNode['op']]: (node: Extract<GraphNode, { op: Op }>, scene: Scene) => Rows };

const softplus = (x: number): number => Math.log(1 + Math.exp(x));
const ACTIVATIONS = { relu: (x: number) => Math.max(x, 0), tanh: Math.tanh, sigmoid, softplus };

function layer(node: RecurrentNode, { tensors, of, parameter }: Scene): Rows {
  const zero = new Array<number>(node.hidden).fill(0);
  const state = node.state === undefined ? zero : of(node.state)[0]!;
  const cell = node.op === 'lstm' && node.cell !== undefined ? of(node.cell)[0]! : zero;
  const { states, cells } = recurrentLayer(node, of(node.input), parameter, { state, cell });
  if (node.op === 'lstm' && node.finalCell !== undefined) tensors.set(node.finalCell, [cells.at(-1)!]);
  return states;
}

/** From the median outwards, one softplus after the other. */
function ascending(levels: number[], median: number): number[] {
  const result = [...levels];
  for (let k = median + 1; k < levels.length; k++) result[k] = result[k - 1]! + softplus(levels[k]!);
  for (let k = median - 1; k >= 0; k--) result[k] = result[k + 1]! - softplus(levels[k]!);
  return result;
}

const groups = (row: number[], size: number): number[][] =>
  Array.from({ length: row.length / size }, (_, i) => row.slice(i * size, (i + 1) * size));

const same = ({ input }: { input: string }, { of }: Scene): Rows => of(input);

/** Every operation in float64, as `engine/native/api.ts` states it, outside of training. */
const OPERATIONS: Operations = {
  rnn: layer,
  lstm: layer,
  gru: layer,
  dense: ({ input, units, bias }, { of, parameter }) =>
    of(input).map((row) =>
      Array.from({ length: units }, (_, unit) => dot(parameter('weights'), unit, row) + (bias ? parameter('bias')[unit]! : 0)),
    ),
  embedding: ({ input, channel, categories, units }, { of, parameter }) =>
    of(input).map((row) => {
      const nearest = Math.round(row[channel]!);
      const code = nearest >= 0 && nearest < categories ? nearest : 0;
      return Array.from(parameter('rows').subarray(code * units, (code + 1) * units));
    }),
  query: ({ units }, { parameter }) => groups(Array.from(parameter('values')), units),
  norm: ({ input }, { of, parameter }) =>
    of(input).map((row) => {
      const mean = row.reduce((a, b) => a + b, 0) / row.length;
      const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
      return row.map((value, f) => (parameter('gain')[f]! * (value - mean)) / Math.sqrt(variance + 1e-5) + parameter('bias')[f]!);
    }),
  dropout: same,
  activation: ({ input, kind }, { of }) => of(input).map((row) => row.map((value) => ACTIVATIONS[kind](value))),
  add: ({ left, right }, { of }) => of(left).map((row, t) => row.map((value, f) => value + of(right)[t]![f]!)),
  concat: ({ left, right }, { of }) => of(left).map((row, t) => [...row, ...of(right)[t]!]),
  part: ({ input, from, count }, { of }) => of(input).map((row) => row.slice(from, from + count)),
  last: ({ input }, { of }) => [of(input).at(-1)!],
  step: ({ input, index }, { of }) => [of(input)[index]!],
  channel: ({ input, channel }, { of }) => [of(input).map((row) => row[channel]!)],
  repeat: ({ input, steps }, { of }) => Array.from({ length: steps }, () => of(input)[0]!),
  reverse: ({ input }, { of }) => [...of(input)].reverse(),
  reshape: ({ input, features }, { of }) => groups(of(input).flat(), features),
  monotone: ({ input, levels, median }, { of }) => of(input).map((row) => groups(row, levels).flatMap((group) => ascending(group, median))),
  teach: same,
  smooth: ({ input, rates, channel, mask, season, steps }, { of }) => {
    const values = of(input).map((row) => (row[mask]! > 0.5 ? row[channel]! : NaN));
    return [smoothed(values, of(rates)[0]!.map(sigmoid), season, steps)];
  },
  draw: (node, { of }) => {
    const v = node.distribution === 'negativeBinomial' ? of(node.scale)[0]![0]! : 1;
    return [[drawOf(node.distribution, of(node.input)[0]!, of(node.noise)[0]!, v)]];
  },
};

function run<Op extends GraphNode['op']>(node: Extract<GraphNode, { op: Op }>, scene: Scene): Rows {
  const operation: (node: Extract<GraphNode, { op: Op }>, scene: Scene) => Rows = OPERATIONS[node.op];
  return operation(node, scene);
}

/** The graph of a model over one window, `x [C][channels]`, with what its series' `statics` are, `ahead` `[h][known]`: `[O]`. */
export function runGraph(
  model: TrainedModel,
  x: Rows,
  statics: number[],
  ahead: Rows,
  drawn: { noise: Rows; scale: number } | null = null,
): number[] {
  const { nodes, output, teacher, horizon } = model.graph;
  const tensors = new Map<string, Rows>([
    ['x', x],
    ['static', [statics]],
    ['future', ahead],
  ]);
  if (drawn !== null) tensors.set('noise', drawn.noise).set('scale', [[drawn.scale]]);
  if (teacher) tensors.set('teacher', new Array<number[]>(horizon!).fill([NaN]));
  const of = (name: string): Rows => tensors.get(name)!;
  const owners = new Map(nodes.map((node) => [node.output, 'weights' in node ? (node.weights ?? node.output) : node.output]));
  for (const node of nodes) {
    let owner = node.output;
    while (owners.get(owner) !== owner) owner = owners.get(owner)!;
    const parameter = (role: string): Float32Array => {
      const { offset, shape } = model.parameters.find(({ name }) => name === `${owner}.${role}`)!;
      return model.values.subarray(offset, offset + shape.reduce((a, b) => a * b, 1));
    };
    tensors.set(node.output, run(node, { tensors, of, parameter }));
  }
  return of(output)[0]!;
}
