import type { Graph, GraphNode } from '../../../engine/native/api.ts';
import type { TrainedModel } from '../../../engine/models/trained.ts';
import { outputsPerTarget } from '../../../engine/models/loss.ts';
import { neededNodes } from '../../../engine/models/needed.ts';
import { tensorShapes } from '../../../engine/models/shapes.ts';
import { randomModel } from './models.ts';

const CONTEXT = 11;
const HORIZON = 4;

/** Nodes from `x` `[11, 3]` and `static` `[1]` that end with a tensor `y` of any shape. */
type Case = GraphNode[];

const x = 'x';
const output = 'y';
const vector: GraphNode = { op: 'last', input: x, output: 'v' };
const start: GraphNode[] = [vector, { op: 'dense', input: 'v', output: 's', units: 4, bias: true, zero: false }];
const drawn: GraphNode[] = [vector, { op: 'step', input: 'noise', output: 'n', index: 2 }];
const query: GraphNode = { op: 'query', output: 'q', steps: 5, units: 3 };
/** A node of each kind whose parameters another may share. */
const first = {
  rnn: { op: 'rnn' },
  lstm: { op: 'lstm' },
  gru: { op: 'gru', resetAfter: true },
  old: { op: 'gru', resetAfter: false },
} as const;

/** What all recurrent nodes can do: dilations that do and do not divide the context, beyond it, single steps, states, shared weights. */
function recurrentCases(kind: (typeof first)[keyof typeof first]): Case[] {
  const hidden = 4;
  return [
    [{ ...kind, input: x, output, hidden }],
    [{ ...kind, input: x, output, hidden, carry: true }],
    ...[2, 3, 10, 11, 40].map((dilation): Case => [...start, { ...kind, input: x, output, hidden, dilation, state: 's' }]),
    [...start, { ...kind, input: 'v', output, hidden }],
    [...start, { ...kind, input: 'v', output, hidden, state: 's', dilation: 3 }],
    [
      ...start,
      { ...kind, input: x, output: 'a', hidden },
      { op: 'last', input: 'a', output: 'l' },
      { ...kind, input: 'v', output: 'b', hidden, state: 'l', weights: 'a' },
      query,
      { ...kind, input: 'q', output, hidden, state: 'b', dilation: 5, weights: 'a' },
    ],
  ];
}

/** Where an LSTM's cells come from and go to. */
const cells: Case[] = [
  [
    ...start,
    { op: 'lstm', input: x, output: 'a', hidden: 4, cell: 's', finalCell: 'c' },
    { op: 'last', input: 'a', output: 'b' },
    { op: 'concat', left: 'b', right: 'c', output },
  ],
  ...[3, 11].map((dilation): Case => [
    ...start,
    { op: 'lstm', input: x, output: 'a', hidden: 4, state: 's', cell: 's', finalCell: 'c', dilation },
    { op: 'last', input: 'a', output: 'l' },
    { op: 'lstm', input: 'v', output: 'b', hidden: 4, state: 'l', cell: 'c', finalCell: 'd', weights: 'a' },
    { op: 'add', left: 'b', right: 'd', output },
  ]),
];

const kinds = ['relu', 'tanh', 'sigmoid', 'softplus'] as const;
const rates: GraphNode[] = [{ op: 'query', output: 'r', steps: 0, units: 2 }];
const query6: GraphNode = { op: 'query', output: 'q', steps: 2, units: 6 };

/** Graphs for each operation; one without a test does not compile. */
const CASES = {
  rnn: recurrentCases(first.rnn),
  lstm: [...recurrentCases(first.lstm), ...cells],
  gru: [...recurrentCases(first.gru), ...recurrentCases(first.old)],
  dense: [
    [{ op: 'dense', input: x, output, units: 5, bias: true, zero: false }],
    [{ op: 'dense', input: x, output, units: 5, bias: false, zero: true }],
    [vector, { op: 'dense', input: 'v', output, units: 5, bias: false, zero: false }],
    [
      vector,
      { op: 'dense', input: 'v', output: 'a', units: 3, bias: true, zero: false },
      { op: 'dense', input: 'a', output: 'b', units: 3, bias: true, zero: false, weights: 'a' },
      { op: 'dense', input: x, output: 'c', units: 3, bias: true, zero: false, weights: 'a' },
      { op: 'rnn', input: 'c', output, hidden: 3, state: 'b' },
    ],
  ],
  embedding: [
    [{ op: 'embedding', input: 'static', output, channel: 0, categories: 4, units: 3 }],
    // Codes beyond the table, and of a channel that holds any numbers.
    [{ op: 'embedding', input: 'static', output, channel: 0, categories: 2, units: 3 }],
    [{ op: 'embedding', input: x, output, channel: 1, categories: 2, units: 3 }],
    [vector, { op: 'embedding', input: 'v', output, channel: 2, categories: 2, units: 3 }],
    [
      { op: 'embedding', input: 'static', output: 'a', channel: 0, categories: 3, units: 3 },
      { op: 'embedding', input: 'static', output: 'b', channel: 0, categories: 3, units: 3, weights: 'a' },
      { op: 'add', left: 'a', right: 'b', output },
    ],
  ],
  query: [[{ op: 'query', output, steps: 5, units: 3 }], [{ op: 'query', output, steps: 0, units: 3 }]],
  norm: [[{ op: 'norm', input: x, output }], [vector, { op: 'norm', input: 'v', output }]],
  dropout: [[{ op: 'dropout', input: x, output, rate: 0.5 }], [vector, { op: 'dropout', input: 'v', output, rate: 0.5 }]],
  activation: kinds.flatMap((kind): Case[] => [
    [{ op: 'activation', input: x, output, kind }],
    [vector, { op: 'activation', input: 'v', output, kind }],
  ]),
  add: [[{ op: 'add', left: x, right: x, output }], [vector, { op: 'add', left: 'v', right: 'v', output }]],
  concat: [
    [
      { op: 'dense', input: x, output: 'd', units: 2, bias: true, zero: false },
      { op: 'concat', left: x, right: 'd', output },
    ],
    [...start, { op: 'concat', left: 'v', right: 's', output }],
  ],
  part: [[{ op: 'part', input: x, output, from: 1, count: 2 }], [vector, { op: 'part', input: 'v', output, from: 0, count: 1 }]],
  last: [[{ op: 'last', input: x, output }]],
  step: [[{ op: 'step', input: x, output, index: 0 }], [{ op: 'step', input: x, output, index: 10 }]],
  channel: [[{ op: 'channel', input: x, output, channel: 1 }]],
  repeat: [[vector, { op: 'repeat', input: 'v', output, steps: 6 }]],
  reverse: [
    [
      { op: 'reverse', input: x, output: 'r' },
      { op: 'rnn', input: 'r', output, hidden: 3 },
    ],
  ],
  reshape: [
    [{ op: 'reshape', input: x, output, steps: 3, features: 11 }],
    [{ op: 'reshape', input: x, output, steps: 0, features: 33 }],
    [query6, { op: 'reshape', input: 'q', output, steps: 4, features: 3 }],
    [vector, { op: 'reshape', input: 'v', output, steps: 3, features: 1 }],
  ],
  monotone: [
    [query6, { op: 'monotone', input: 'q', output, levels: 3, median: 1 }],
    [query6, { op: 'monotone', input: 'q', output, levels: 6, median: 4 }],
    [vector, { op: 'monotone', input: 'v', output, levels: 3, median: 0 }],
    [vector, { op: 'monotone', input: 'v', output, levels: 1, median: 0 }],
  ],
  teach: [
    [
      vector,
      { op: 'part', input: 'v', output: 'p', from: 0, count: 1 },
      { op: 'step', input: 'teacher', output: 't', index: 2 },
      { op: 'teach', input: 'p', teacher: 't', output, rate: 0.5 },
    ],
  ],
  smooth: [
    // Mask: the last channel, 1 where the target was observed. Blocks of 48 steps: a whole season, none, and more than one.
    ...[1, 2, 3, 5].map((season): Case => [
      ...rates,
      { op: 'smooth', input: x, rates: 'r', output, channel: 0, mask: 2, season, steps: 7 },
    ]),
    [
      { op: 'embedding', input: 'static', output: 'r', channel: 0, categories: 4, units: 2 },
      { op: 'smooth', input: x, rates: 'r', output, channel: 0, mask: 2, season: 4, steps: 3 },
    ],
    ...[1, 60].map((season): Case => [
      ...rates,
      { op: 'reshape', input: x, output: 'row', steps: 0, features: 33 },
      { op: 'dense', input: 'row', output: 'wide', units: 260, bias: true, zero: false },
      { op: 'activation', input: 'wide', output: 'positive', kind: 'softplus' },
      { op: 'reshape', input: 'positive', output: 'long', steps: 130, features: 2 },
      { op: 'smooth', input: 'long', rates: 'r', output, channel: 0, mask: 1, season, steps: 70 },
    ]),
  ],
  draw: (['normal', 'studentT'] as const)
    .map((distribution): Case => [
      ...drawn,
      { op: 'dense', input: 'v', output: 'p', units: distribution === 'normal' ? 2 : 3, bias: true, zero: false },
      { op: 'draw', input: 'p', noise: 'n', output, distribution },
    ])
    .concat([
      [
        ...drawn,
        { op: 'dense', input: 'v', output: 'p', units: 2, bias: true, zero: false },
        { op: 'draw', input: 'p', noise: 'n', scale: 'scale', output, distribution: 'negativeBinomial' },
      ],
    ]),
} satisfies Record<GraphNode['op'], Case[]>;

/** The operation's tensor `y`, and beside it everything that came in, as one forecast. */
function graphOf(op: GraphNode['op'], nodes: Case, perTarget: number): Graph {
  const needed = neededNodes(nodes, output, { training: true });
  const reads = (name: string): boolean => nodes.some((node) => 'input' in node && node.input === name);
  const inputs = {
    context: CONTEXT,
    channels: 3,
    horizon: HORIZON,
    ...(reads('teacher') ? { teacher: true } : {}),
    ...(reads('static') ? { statics: 1 } : {}),
    ...(reads('noise') ? { noise: true } : {}),
    ...(nodes.some((node) => 'scale' in node) ? { scale: true } : {}),
  };
  const shape = tensorShapes({ ...inputs, nodes, output }).get(output);
  if (!shape) throw new Error(`Expected a case of ${op} to write ${output}`);
  const features = Math.max(shape.steps, 1) * shape.features;
  return {
    ...inputs,
    nodes: [
      ...needed,
      { op: 'reshape', input: output, output: 'flat', steps: 0, features },
      { op: 'dense', input: 'flat', output: 'end', units: HORIZON * perTarget, bias: true, zero: false },
    ],
    output: 'end',
  };
}

/** A panel's model around each graph, with points as its forecasts. */
export function* operationModels(op: GraphNode['op']): Generator<[string, TrainedModel]> {
  for (const [index, nodes] of CASES[op].entries()) {
    const loss = nodes.find((node) => node.op === 'draw')?.distribution ?? 'mse';
    const graph = graphOf(op, nodes, outputsPerTarget({ kind: loss }));
    const data = { context: CONTEXT, horizon: HORIZON, anchor: loss !== 'negativeBinomial', covariates: ['price'] };
    yield [`${op} ${index}: ${JSON.stringify(nodes)}`, randomModel({ graph, data, loss, series: ['a', 'b', 'c'], seed: index })];
  }
}

export const OPERATION_NAMES = Object.keys(CASES) as Array<GraphNode['op']>;
