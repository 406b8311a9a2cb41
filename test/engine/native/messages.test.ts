import { describe, expect, it } from 'vitest';

import type { Graph, GraphNode, InstructionSet, ModelOptions } from '../../../engine/native/api.ts';
import {
  add,
  cellNode,
  concat,
  createModel,
  dense,
  last,
  native,
  noise,
  QUANTILES,
  randomBatch,
  stack,
  waveSource,
  type CellOptions,
} from './models.ts';

const SIZES = { T: 8, I: 1, H: 4, O: 3 };
const graph = stack('lstm', SIZES);

function withNodes(nodes: GraphNode[], output = 'y', inputs: Partial<Graph> = {}): Graph {
  return { context: 8, channels: 2, nodes, output, ...inputs };
}

const head = (input: string, output = 'y'): GraphNode => dense(input, output, 3);
const lstm = (input: string, output: string, options: CellOptions = {}): GraphNode => cellNode('lstm', input, output, 3, options);

const REFUSED: Array<[string, Graph, string]> = [
  [
    'a sum of two shapes',
    withNodes([{ op: 'channel', input: 'x', output: 'a', channel: 0 }, last('x', 'b'), add('a', 'b', 'y')]),
    "Expected two tensors of one shape for add 'y' but received 'a' [8] and 'b' [2]",
  ],
  [
    'a concatenation of other steps',
    withNodes([last('x', 'a'), concat('x', 'a', 'y')]),
    "Expected two tensors of as many steps for concat 'y' but received 'x' [8, 2] and 'a' [2]",
  ],
  [
    'a state of another size',
    withNodes([last('x', 'a'), lstm('x', 'h', { state: 'a' })]),
    "Expected a state [hidden] for lstm 'h' (units 3) but received 'x' [8, 2] and 'a' [2]",
  ],
  [
    'a state that is a sequence',
    withNodes([dense('x', 'a', 3), lstm('x', 'h', { state: 'a' })]),
    "Expected a state [hidden] for lstm 'h' (units 3) but received 'x' [8, 2] and 'a' [8, 3]",
  ],
  [
    'a cell of another size',
    withNodes([last('x', 'a'), lstm('x', 'h', { cell: 'a' })]),
    "Expected a cell [hidden] for lstm 'h' (units 3) but received 'x' [8, 2] and 'a' [2]",
  ],
  [
    'a carried state beside a given one',
    withNodes([last('x', 'a'), head('a', 'b'), lstm('x', 'h', { state: 'b', carry: true })]),
    "Expected neither a state nor a dilation beside the carried state of lstm 'h' (units 3) but received 'x' [8, 2] and 'b' [3]",
  ],
  [
    'a carried state beside a dilation',
    withNodes([lstm('x', 'h', { dilation: 2, carry: true })]),
    "Expected neither a state nor a dilation beside the carried state of lstm 'h' (units 3, dilation 2) but received 'x' [8, 2]",
  ],
  [
    'shared weights of two sizes',
    withNodes([lstm('x', 'h'), lstm('h', 'i', { weights: 'h' })]),
    "Expected two nodes of one kind and size to share weights but received lstm 'i' (units 3) of 'h' [8, 3] and lstm 'h' of 'x' [8, 2]",
  ],
  [
    'shared weights of two kinds',
    withNodes([lstm('x', 'h'), cellNode('rnn', 'x', 'i', 3, { weights: 'h' })]),
    "Expected two nodes of one kind and size to share weights but received rnn 'i' (units 3) of 'x' [8, 2] and lstm 'h' of 'x' [8, 2]",
  ],
  [
    'shared weights of a node that has none',
    withNodes([last('x', 'a'), dense('a', 'y', 3, { weights: 'a' })]),
    "Expected two nodes of one kind and size to share weights but received dense 'y' (units 3) of 'a' [2] and last 'a' of 'x' [8, 2]",
  ],
  [
    'a channel that is not there',
    withNodes([{ op: 'channel', input: 'x', output: 'a', channel: 2 }]),
    "Expected a channel of the input of channel 'a' (index 2) but received 'x' [8, 2]",
  ],
  [
    'a channel of a vector',
    withNodes([last('x', 'a'), { op: 'channel', input: 'a', output: 'b', channel: 0 }]),
    "Expected a sequence [T, F] for the input of channel 'b' but received 'a' [2]",
  ],
  [
    'an embedding of a channel that is not there',
    withNodes([{ op: 'embedding', input: 'x', output: 'a', channel: 2, categories: 4, units: 3 }]),
    "Expected a channel of the input of embedding 'a' (units 3, index 2, count 4) but received 'x' [8, 2]",
  ],
  [
    'a step that is not there',
    withNodes([{ op: 'step', input: 'x', output: 'a', index: 8 }]),
    "Expected a step of the input of step 'a' (index 8) but received 'x' [8, 2]",
  ],
  [
    'the last step of a vector',
    withNodes([last('x', 'a'), last('a', 'b')]),
    "Expected a sequence [T, F] for the input of last 'b' but received 'a' [2]",
  ],
  [
    'a vector in reverse',
    withNodes([last('x', 'a'), { op: 'reverse', input: 'a', output: 'b' }]),
    "Expected a sequence [T, F] for the input of reverse 'b' but received 'a' [2]",
  ],
  [
    'features that are not there',
    withNodes([{ op: 'part', input: 'x', output: 'a', from: 1, count: 2 }]),
    "Expected features of the input for part 'a' (index 1, count 2) but received 'x' [8, 2]",
  ],
  [
    'a sequence repeated',
    withNodes([{ op: 'repeat', input: 'x', output: 'a', steps: 3 }]),
    "Expected a vector [F] for the input of repeat 'a' (steps 3) but received 'x' [8, 2]",
  ],
  [
    'a shape of other numbers',
    withNodes([{ op: 'reshape', input: 'x', output: 'a', steps: 3, features: 5 }]),
    "Expected as many numbers as the input has for reshape 'a' (units 5, steps 3) but received 'x' [8, 2]",
  ],
  [
    'levels that do not divide the features',
    withNodes([{ op: 'monotone', input: 'x', output: 'a', levels: 3, median: 1 }]),
    "Expected whole groups of levels for the input of monotone 'a' (index 1, count 3) but received 'x' [8, 2]",
  ],
  [
    'a teacher of another shape',
    withNodes([last('x', 'a'), { op: 'teach', input: 'a', teacher: 'teacher', output: 'b', rate: 1 }], 'b', { teacher: true, horizon: 3 }),
    "Expected two vectors of one shape for teach 'b' but received 'a' [2] and 'teacher' [3, 1]",
  ],
  [
    'one rate instead of two',
    withNodes([
      { op: 'query', output: 'r', steps: 0, units: 1 },
      { op: 'smooth', input: 'x', rates: 'r', output: 'y', channel: 0, mask: 1, season: 2, steps: 3 },
    ]),
    "Expected two rates [2] for smooth 'y' (units 2, count 1, steps 3) but received 'x' [8, 2] and 'r' [1]",
  ],
  [
    'a season that the context does not hold twice',
    withNodes([
      { op: 'query', output: 'r', steps: 0, units: 2 },
      { op: 'smooth', input: 'x', rates: 'r', output: 'y', channel: 0, mask: 1, season: 5, steps: 3 },
    ]),
    "Expected two seasons of steps for the input of smooth 'y' (units 5, count 1, steps 3) but received 'x' [8, 2] and 'r' [2]",
  ],
  [
    'a mask that is no channel',
    withNodes([
      { op: 'query', output: 'r', steps: 0, units: 2 },
      { op: 'smooth', input: 'x', rates: 'r', output: 'y', channel: 0, mask: 2, season: 2, steps: 3 },
    ]),
    "Expected a target and a mask among the channels of smooth 'y' (units 2, count 2, steps 3) but received 'x' [8, 2] and 'r' [2]",
  ],
  ['covariates that the graph does not have', withNodes([head('future')]), "but received 'future'"],
  ['covariates without a horizon', withNodes([head('future')], 'y', { future: 2 }), 'Expected 1 to 1048576 for horizon but received 0'],
  ['a tensor from nowhere', withNodes([head('z')]), "Expected a tensor written before dense 'y' for its input but received 'z'"],
  ['a name taken twice', withNodes([last('x', 'a'), last('x', 'a')]), "Expected a new name for the output of last 'a'"],
  [
    'cells under a name taken before',
    withNodes([lstm('x', 'h', { finalCell: 'x' })]),
    "Expected a new name for the output of lstm 'h' but 'x' is already a tensor",
  ],
  ['an output that is a sequence', withNodes([], 'x'), "Expected a vector [O] for the output of the graph but received 'x' [8, 2]"],
  [
    'a tensor that leads nowhere',
    withNodes([last('x', 'a'), head('a', 'lost'), head('a')]),
    "Expected every tensor to lead to the output 'y' but 'lost' does not",
  ],
  [
    'a hidden size beyond reason',
    withNodes([cellNode('lstm', 'x', 'h', 100_000)]),
    "Expected hidden from 1 to 4096 for lstm 'h' (units 100000) but received 'x' [8, 2]",
  ],
  ['a node without units', withNodes([dense('x', 'y', 0)]), 'Expected an integer of at least 1 for units of node 0 (dense) but received 0'],
  [
    'an operation that the core has not',
    withNodes([{ op: 'fold', input: 'x', output: 'y' } as unknown as GraphNode]),
    "Expected an operation of the core for op of node 0 but received 'fold'",
  ],
  [
    'a teacher of other steps than the targets',
    withNodes(
      [
        last('x', 'a'),
        head('a', 'b'),
        { op: 'step', input: 'teacher', output: 't', index: 0 },
        { op: 'part', input: 'b', output: 'c', from: 0, count: 1 },
        { op: 'teach', input: 'c', teacher: 't', output: 'd', rate: 1 },
        dense('d', 'y', 3),
      ],
      'y',
      { teacher: true, horizon: 5 },
    ),
    'Expected as many outputs as the teacher has steps, 5, but received 3',
  ],
];

describe('a graph is refused', () => {
  for (const [name, refused, message] of REFUSED)
    it(name, () => {
      expect(() => createModel(refused)).toThrow(message);
    });

  it('for outputs that are not a multiple of the quantiles', () => {
    expect(() => createModel(stack('rnn', { ...SIZES, O: 4 }), { loss: QUANTILES })).toThrow(
      "Expected outputs [h, P] with P = 3 outputs a target for the loss but received 'y' [4]",
    );
  });
});

describe('an argument is refused', () => {
  const options: Array<[Partial<ModelOptions>, string]> = [
    [{ seed: -1 }, 'Expected an integer of at least 0 for seed but received -1'],
    [{ threads: 1.5 }, 'Expected an integer from 0 to 256 for threads but received 1.5'],
    [{ loss: { kind: 'pinball', quantiles: [0.5, 1] } }, 'Expected 0 < quantile < 1 for a quantile but received 1'],
    [{ loss: { kind: 'huber', delta: 0 } }, 'Expected a positive number for delta but received 0'],
    [{ loss: { kind: 'crossEntropy', classes: 0 } }, 'Expected an integer of at least 1 for classes but received 0'],
    [
      { optimizer: { beta1: 0.9, beta2: 0.9, epsilon: 1e-8, clipNorm: 0, noise: -1 } },
      'Expected 0 or a positive number for noise but received -1',
    ],
    [{ optimizer: { beta1: 1, beta2: 0.9, epsilon: 1e-8, clipNorm: 0 } }, 'Expected 0 <= beta1 < 1 for beta1 but received 1'],
  ];
  for (const [option, message] of options)
    it(message, () => {
      expect(() => createModel(graph, option)).toThrow(message);
    });

  it('by the calls of a model', async () => {
    const model = createModel(graph);
    const source = waveSource(graph, 3, 50);
    const order = Int32Array.of(0, 1, 2);
    await expect(model.predict(order, 2)).rejects.toThrow('Expected a source before this call but none was set');
    expect(() => model.setSource({ ...source, horizon: 4 })).toThrow('Expected 3 (the graph has 3 outputs) for horizon but received 4');
    expect(() => model.setSource({ ...source, mask: true })).toThrow(
      "Expected 1 channels (the graph's) for a source with a mask but received '2'",
    );
    const lagged = { ...source, anchor: 'none' as const, difference: 2 };
    const { context } = graph;
    expect(() => model.setSource({ ...lagged, difference: context })).toThrow(
      `Expected an integer from 0 to ${context - 1} for difference but received ${context}`,
    );
    expect(() => model.setSource({ ...lagged, anchor: 'last' })).toThrow(
      "Expected 'none' with a difference for anchor but received 'last'",
    );
    expect(() => model.setSource({ ...lagged, scaling: 'level' })).toThrow(
      "Expected 'none' or 'window' with a difference for scaling but received 'level'",
    );
    expect(() => model.setSource({ ...lagged, targetOffset: 1 })).toThrow(
      `Expected ${context} (the context) with a difference for targetOffset but received 1`,
    );
    model.setSource(source);
    await expect(model.trainSteps({ order, batch: 2, rates: Float64Array.of(0.1) })).rejects.toThrow(
      'Expected 2 elements for rates but received 1',
    );
    await expect(model.predict(Int32Array.of(1000), 2)).rejects.toThrow('Expected 0 to 39 for the index of a window but received 1000');
    await expect(model.gradients({ x: noise(8, 1), y: noise(2, 1), batch: 1 })).rejects.toThrow(
      'Expected 3 elements for y [1, 3] but received 2',
    );
    expect(() => model.setParameters(new Float32Array(1))).toThrow(
      `Expected ${model.parameterCount} elements for parameters but received 1`,
    );
    await expect(model.predict([0] as unknown as Int32Array, 1)).rejects.toThrow(
      'Expected a Int32Array for the indices of windows but received an array',
    );
  });

  it('of a source or batch that the graph needs more of', async () => {
    const future = withNodes([last('future', 'a'), concat('a', 'static', 'b'), head('b')], 'y', { horizon: 3, future: 2, statics: 2 });
    const model = createModel({ ...future, channels: 1 });
    const source = { ...waveSource(graph, 3, 50), mask: false, future: Int32Array.of(0, 0) };
    const windows = source.starts.length;
    const statics = { statics: new Float32Array(4), staticOf: new Int32Array(windows) };
    expect(() => model.setSource({ ...source, ...statics, future: Int32Array.of(0) })).toThrow(
      "Expected 2 channels (the graph's) for future but received '1'",
    );
    expect(() => model.setSource({ ...source, ...statics, future: Int32Array.of(0, 1) })).toThrow(
      'Expected an integer from 0 to 0 for a channel of future but received 1',
    );
    expect(() => model.setSource(source)).toThrow("Expected rows of 2 (the graph's) for statics and staticOf");
    expect(() => model.setSource({ ...source, ...statics, statics: new Float32Array(3) })).toThrow(
      'Expected a multiple of 2 for the length of statics but received 3',
    );
    expect(() => model.setSource({ ...source, ...statics, staticOf: new Int32Array(1) })).toThrow(
      `Expected ${windows} elements for staticOf but received 1`,
    );
    expect(() => model.setSource({ ...source, ...statics, weights: new Float32Array(windows).fill(-1) })).toThrow(
      'Expected numbers of at least 0 for weights but received -1',
    );
    expect(() => model.setSource({ ...source, ...statics, scales: new Float32Array(windows) })).toThrow(
      'Expected numbers above 0 for scales but received 0',
    );
    model.setSource({ ...source, ...statics });
    await expect(
      model.trainSteps({ order: Int32Array.of(0), batch: 1, rates: Float64Array.of(0), restarts: new Uint8Array(2) }),
    ).rejects.toThrow('Expected 1 elements for restarts but received 2');
    const batch = randomBatch({ ...future, channels: 1 }, { kind: 'mse' }, 3, 4);
    await expect(model.gradients({ ...batch, future: new Float32Array(5) })).rejects.toThrow(
      'Expected 24 elements for future [4, 3, 2] but received 5',
    );
    await expect(model.stepGradients({ ...batch, statics: new Float32Array(5) })).rejects.toThrow(
      'Expected 8 elements for statics [4, 2] but received 5',
    );
    await expect(model.activations({ ...batch, scales: new Float32Array(4) })).rejects.toThrow('Expected numbers above 0 for scales');
    await expect(model.gradients(batch, -1)).rejects.toThrow('Expected an integer of at least 0 for dropoutStep but received -1');
  });

  it('by the choice of an instruction set', () => {
    const names = native.info().available.join(', ');
    expect(() => createModel(graph, {}, 'mmx' as InstructionSet)).toThrow(
      `Expected one of ${names} for the instruction set but received 'mmx'`,
    );
    process.env.HINDCAST_ISA = 'altivec';
    try {
      expect(() => native.info()).toThrow("but received 'altivec'");
      process.env.HINDCAST_ISA = 'scalar';
      expect(native.info().active).toBe('scalar');
    } finally {
      delete process.env.HINDCAST_ISA;
    }
  });
});

describe('memory', () => {
  it('is at most 1.2 times the activations that backpropagation through time needs', () => {
    const [T, H, batch] = [672, 64, 64];
    const model = createModel(stack('lstm', { T, I: 1, H, O: 24 }), { threads: 4 });
    // The input, four gates, the state and the output of every step, for every window.
    const activations = 4 * batch * T * (1 + 6 * H);
    // The gradient of each of four shards, and the weights packed for forward and backward.
    const parameters = 4 * model.parameterCount * (4 + 3);
    expect(model.trainingBytes(batch)).toBeLessThan(1.2 * activations + parameters);
  });

  it('is known before a call and refused with a reason when it is not to be had', async () => {
    const large = stack('lstm', { T: 8, I: 60_000, H: 4_000, O: 1 });
    const small = createModel(graph);
    expect(small.trainingBytes(64)).toBeGreaterThan(0);
    expect(small.trainingBytes(64)).toBeLessThan(10_000_000);
    expect(() => createModel(large)).toThrow('for the number of parameters');
    const wide = createModel(stack('lstm', { T: 1_000_000, I: 1, H: 400, O: 1 }));
    await expect(wide.gradients({ x: new Float32Array(1_000_000), y: new Float32Array(1), batch: 1 })).rejects.toThrow(
      /Expected room for [\d.]+ GB of activations \(batch 1, context 1000000, 1 threads\) but it is not to be had: lower the batch/,
    );
  });
});
