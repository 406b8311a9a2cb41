import { describe, expect, it } from 'vitest';

import type { Graph, GraphNode, InstructionSet, ModelOptions } from '../../../engine/native/api.ts';
import { createModel, native, noise, QUANTILES, stack, waveSource } from './models.ts';

const SIZES = { T: 8, I: 1, H: 4, O: 3 };
const graph = stack('lstm', SIZES);

function withNodes(nodes: GraphNode[], output = 'y'): Graph {
  return { context: 8, channels: 2, nodes, output };
}

const head = (input: string, output = 'y'): GraphNode => ({ op: 'dense', input, output, units: 3, bias: true, zero: false });

const REFUSED: Array<[string, Graph, string]> = [
  ['a dense layer on a sequence', withNodes([head('x')]), "Expected a vector [F] for the input of dense 'y' but received 'x' [8, 2]"],
  [
    'a sum of two shapes',
    withNodes([
      { op: 'channel', input: 'x', output: 'a', channel: 0 },
      { op: 'last', input: 'x', output: 'b' },
      { op: 'add', left: 'a', right: 'b', output: 'y' },
    ]),
    "Expected two tensors of one shape for add 'y' but received 'a' [8] and 'b' [2]",
  ],
  [
    'a recurrent layer on a vector',
    withNodes([
      { op: 'last', input: 'x', output: 'a' },
      { op: 'lstm', input: 'a', output: 'h', hidden: 3 },
    ]),
    "Expected a sequence [T, F] for the input of lstm 'h' but received 'a' [2]",
  ],
  [
    'a channel that is not there',
    withNodes([{ op: 'channel', input: 'x', output: 'a', channel: 2 }]),
    "Expected a channel below 2 for channel 'a' of 'x' [8, 2] but received 2",
  ],
  ['a tensor from nowhere', withNodes([head('z')]), "Expected a tensor written before dense 'y' for its input but received 'z'"],
  ['an output that is a sequence', withNodes([], 'x'), "Expected a vector [O] for the output of the graph but received 'x' [8, 2]"],
  [
    'a tensor that leads nowhere',
    withNodes([{ op: 'last', input: 'x', output: 'a' }, head('a', 'lost'), head('a')]),
    "Expected every tensor to lead to the output 'y' but 'lost' does not",
  ],
  [
    'a hidden size beyond reason',
    withNodes([{ op: 'lstm', input: 'x', output: 'h', hidden: 100_000 }]),
    "Expected 1 to 4096 for hidden of lstm 'h' but received 100000",
  ],
  [
    'a node without units',
    withNodes([{ ...head('x'), units: 0 } as GraphNode]),
    'Expected an integer of at least 1 for units of node 0 (dense) but received 0',
  ],
];

describe('a graph is refused', () => {
  for (const [name, refused, message] of REFUSED)
    it(name, () => {
      expect(() => createModel(refused)).toThrow(message);
    });

  it('for outputs that are not a multiple of the quantiles', () => {
    expect(() => createModel(stack('rnn', { ...SIZES, O: 4 }), { loss: QUANTILES })).toThrow(
      "Expected outputs [h, Q] for 3 quantiles but received 'y' [4]",
    );
  });
});

describe('an argument is refused', () => {
  const options: Array<[Partial<ModelOptions>, string]> = [
    [{ seed: -1 }, 'Expected an integer of at least 0 for seed but received -1'],
    [{ threads: 1.5 }, 'Expected an integer from 0 to 256 for threads but received 1.5'],
    [{ loss: { kind: 'pinball', quantiles: [0.5, 1] } }, 'Expected 0 < quantile < 1 for a quantile but received 1'],
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

describe('the shape table', () => {
  it('names every parameter once, without gaps', () => {
    const model = createModel(stack('gruAfter', { T: 8, I: 2, H: 4, O: 3 }));
    expect(model.parameters.map(({ name, shape }) => `${name} [${shape.join(', ')}]`)).toEqual([
      'h1.inputWeights [12, 2]',
      'h1.recurrentWeights [12, 4]',
      'h1.bias [12]',
      'h1.recurrentBias [4]',
      'y.weights [3, 4]',
      'y.bias [3]',
    ]);
    let offset = 0;
    for (const parameter of model.parameters) {
      expect(parameter.offset).toBe(offset);
      offset += parameter.shape.reduce((a, b) => a * b, 1);
    }
    expect(model.parameterCount).toBe(offset);
    expect(model.outputs).toBe(3);
  });

  it('starts orthogonal, with a forget bias of one, and at zero where asked', () => {
    const H = 12;
    const start: Graph = {
      context: 4,
      channels: 1,
      nodes: [
        { op: 'lstm', input: 'x', output: 'h', hidden: H },
        { op: 'last', input: 'h', output: 'state' },
        { op: 'dense', input: 'state', output: 'y', units: 2, bias: true, zero: true },
      ],
      output: 'y',
    };
    const model = createModel(start);
    const values = model.getParameters();
    const part = (name: string): number[] => {
      const { offset, shape } = model.parameters.find((parameter) => parameter.name === name) ?? { offset: 0, shape: [] };
      return [...values.subarray(offset, offset + shape.reduce((a, b) => a * b, 1))];
    };
    const W = part('h.recurrentWeights');
    const rows = Array.from({ length: 4 * H }, (_, row) => W.slice(row * H, row * H + H));
    const dot = (a: number[], b: number[]): number => a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
    for (let gate = 0; gate < 4; gate++)
      for (let a = 0; a < H; a++)
        for (let b = 0; b < H; b++) expect(dot(rows[gate * H + a] ?? [], rows[gate * H + b] ?? [])).toBeCloseTo(a === b ? 1 : 0, 5);
    expect(part('h.bias')).toEqual(Array.from({ length: 4 * H }, (_, k) => (k >= H && k < 2 * H ? 1 : 0)));
    expect(part('y.weights').every((value) => value === 0)).toBe(true);
  });
});
