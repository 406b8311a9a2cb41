import { describe, expect, it } from 'vitest';
import { dilationOf } from '../../../engine/models/layers.ts';
import { lossSpec, outputsPerTarget, pointOutput } from '../../../engine/models/loss.ts';
import { neededNodes } from '../../../engine/models/needed.ts';
import { networkGraph } from '../../../engine/models/network.ts';
import { tensorShapes } from '../../../engine/models/shapes.ts';
import type { Graph, GraphNode, LossSpec } from '../../../engine/native/api.ts';
import { loadNative } from '../../../engine/native/binding.ts';
import { DATA_DEFAULTS, MODEL_DEFAULTS } from '../../../engine/protocol/defaults.ts';
import type { DataConfig, ModelConfig, Structure } from '../../../engine/protocol/training.ts';

const data: DataConfig = {
  target: 'y',
  covariates: ['price'],
  context: 12,
  horizon: 7,
  season: 1,
  validationShare: 0.2,
  testShare: 0.2,
  transform: 'none',
  ...DATA_DEFAULTS,
  anchor: true,
};
const levels: LossSpec = { kind: 'pinball', quantiles: [0.1, 0.5, 0.9] };
const plain: ModelConfig = { ...MODEL_DEFAULTS, hidden: 5, skip: false, segment: 4, teacherForcing: 0 };

function build(model: Partial<ModelConfig>, options: { loss?: LossSpec; series?: number; horizon?: number } = {}): Graph {
  const { loss = levels, series = 1, horizon = data.horizon } = options;
  return networkGraph({ ...data, horizon }, { ...plain, ...model }, loss, series);
}

const operations = ({ nodes }: Graph): string[] => nodes.map(({ op }) => op);
const named = ({ nodes }: Graph, output: string): GraphNode | undefined => nodes.find((node) => node.output === output);

const STRUCTURES: Structure[] = ['stack', 'encoder-decoder', 'segments', 'es-rnn'];
const OPTIONS: Array<Partial<ModelConfig>> = [
  {},
  { layers: 3, residual: true, layerNorm: true, dropout: 0.1 },
  { layers: 2, dilated: true, skip: true },
  { monotone: true, skip: true },
  { seriesEmbedding: 2 },
  {
    seriesEmbedding: 2,
    bidirectional: true,
    reverseSource: true,
    teacherForcing: 1,
    layers: 2,
    residual: true,
    skip: true,
    monotone: true,
  },
];

describe('every structure', () => {
  it.each(STRUCTURES)('%s writes all outputs of the horizon, with every option, cell and loss', (structure) => {
    for (const options of OPTIONS)
      for (const kind of ['rnn', 'lstm', 'gru'] as const)
        for (const loss of [levels, { kind: 'mse' }, { kind: 'normal' }] satisfies LossSpec[])
          for (const horizon of [1, 7]) {
            const graph = build({ structure, kind, ...options }, { loss, horizon, series: 3 });
            const shapes = tensorShapes(graph);
            expect(shapes.get(graph.output)).toEqual({ steps: 0, features: horizon * outputsPerTarget(loss) });
            const names = graph.nodes.flatMap((node) => [node.output, ...('finalCell' in node && node.finalCell ? [node.finalCell] : [])]);
            expect(new Set(names).size).toBe(names.length);
            for (const node of graph.nodes) {
              if (node.op !== 'add' && node.op !== 'concat') continue;
              const [left, right] = [shapes.get(node.left)!, shapes.get(node.right)!];
              expect(node.op === 'add' ? right : right.steps, node.output).toEqual(node.op === 'add' ? left : left.steps);
            }
          }
  });

  it.each(STRUCTURES)('%s tells series apart only where there are several', (structure) => {
    expect(build({ structure, seriesEmbedding: 2 }, { series: 1 }).statics).toBeUndefined();
    const graph = build({ structure, seriesEmbedding: 2 }, { series: 5 });
    expect(graph.statics).toBe(1);
    expect(named(graph, 'series')).toMatchObject({ op: 'embedding', categories: 6, units: 2 });
  });

  it.each(STRUCTURES)('%s keeps quantiles apart last of all, and leaves a single output alone', (structure) => {
    expect(build({ structure, monotone: true, skip: true }).nodes.at(-1)).toMatchObject({ op: 'monotone', levels: 3, median: 1 });
    expect(operations(build({ structure, monotone: true }, { loss: { kind: 'mse' } }))).not.toContain('monotone');
  });
});

describe('a stack', () => {
  it('is the network of the first version where nothing new is chosen', () => {
    const graph = build({ layers: 2, dropout: 0.1, skip: true });
    expect(graph).toEqual({
      context: 12,
      channels: 3,
      output: 'forecast',
      nodes: [
        { op: 'gru', input: 'x', output: 'layer1', hidden: 5, resetAfter: true },
        { op: 'dropout', input: 'layer1', output: 'layer1.kept', rate: 0.1 },
        { op: 'gru', input: 'layer1.kept', output: 'layer2', hidden: 5, resetAfter: true },
        { op: 'last', input: 'layer2', output: 'state' },
        { op: 'dropout', input: 'state', output: 'state.kept', rate: 0.1 },
        { op: 'dense', input: 'state.kept', output: 'head', units: 21, bias: true, zero: false },
        { op: 'channel', input: 'x', output: 'targets', channel: 0 },
        { op: 'dense', input: 'targets', output: 'skip', units: 21, bias: false, zero: true },
        { op: 'add', left: 'head', right: 'skip', output: 'forecast' },
      ],
    });
  });

  it('doubles the dilation with each layer', () => {
    const { nodes } = build({ layers: 4, dilated: true });
    expect(nodes.filter(({ op }) => op === 'gru')).toMatchObject([{}, { dilation: 2 }, { dilation: 4 }, { dilation: 8 }]);
    expect(nodes[0]).not.toHaveProperty('dilation');
  });

  it('adds the input of a layer where it is as wide as the layer', () => {
    const sums = (model: Partial<ModelConfig>): string[] =>
      build({ residual: true, layers: 2, ...model }).nodes.flatMap(({ op, output }) => (op === 'add' ? [output] : []));
    expect(sums({})).toEqual(['layer2.sum']);
    expect(sums({ hidden: 3 })).toEqual(['layer1.sum', 'layer2.sum']);
    expect(sums({ bidirectional: true })).toEqual(['layer2.sum']);
  });

  it('reads both directions, each where it has seen the whole context', () => {
    const graph = build({ bidirectional: true });
    expect(named(graph, 'layer1.backward')).toMatchObject({ input: 'layer1.reversed' });
    expect(named(graph, 'state.start')).toMatchObject({ op: 'step', index: 0 });
    expect(named(graph, 'state.end')).toMatchObject({ op: 'last' });
    expect(named(graph, 'state')).toMatchObject({ left: 'state.forward', right: 'state.backward' });
  });
});

describe('an encoder-decoder', () => {
  it('unrolls one set of weights over the horizon', () => {
    const graph = build({ structure: 'encoder-decoder', kind: 'lstm', layers: 2 });
    expect(named(graph, 'decoder2.1')).toMatchObject({ input: 'decoder1.1', state: 'memory2', cell: 'layer2.cell' });
    expect(named(graph, 'decoder2.1')).not.toHaveProperty('weights');
    for (let step = 2; step <= 7; step++) {
      expect(named(graph, `decoder1.${step}`)).toMatchObject({
        state: `decoder1.${step - 1}`,
        cell: `decoder1.${step - 1}.cell`,
        weights: 'decoder1.1',
      });
      expect(named(graph, `head${step}`)).toMatchObject({ weights: 'head1', units: 3 });
    }
  });

  it('reads the context’s last target, then its own point forecast, bypass included', () => {
    const graph = build({ structure: 'encoder-decoder', skip: true });
    expect(named(graph, 'decoder1.1')).toMatchObject({ input: 'now.target' });
    expect(named(graph, 'decoder1.2')).toMatchObject({ input: 'own1' });
    expect(named(graph, 'own1')).toMatchObject({ op: 'part', input: 'forecast1', from: 1, count: 1 });
    expect(graph.teacher).toBeUndefined();
    const normal = build({ structure: 'encoder-decoder' }, { loss: { kind: 'normal' } });
    expect(named(normal, 'own1')).toMatchObject({ from: 0, count: 1 });
  });

  it('is taught the true value of the step before', () => {
    const graph = build({ structure: 'encoder-decoder', teacherForcing: 0.3 });
    expect(graph).toMatchObject({ teacher: true, horizon: 7 });
    expect(named(graph, 'fed2')).toMatchObject({ op: 'teach', input: 'own2', teacher: 'true2', rate: 0.3 });
    expect(named(graph, 'true2')).toMatchObject({ input: 'teacher', index: 1 });
    expect(named(graph, 'decoder1.3')).toMatchObject({ input: 'fed2' });
    expect(operations(graph).filter((op) => op === 'teach')).toHaveLength(6);
    expect(build({ structure: 'encoder-decoder', teacherForcing: 0.3 }, { horizon: 1 }).teacher).toBeUndefined();
  });

  it('hands over what layer normalisation makes of a state, where it is all that is read', () => {
    const graph = build({ structure: 'encoder-decoder', layerNorm: true, residual: true, layers: 2 });
    expect(named(graph, 'memory2')).toMatchObject({ input: 'layer2.norm' });
    expect(named(graph, 'decoder2.1.sum')).toMatchObject({ left: 'decoder2.1', right: 'decoder1.1' });
    expect(named(graph, 'layer2.norm.sum')).toBeUndefined();
  });

  it('refuses more steps than a file holds', () => {
    expect(() => build({ structure: 'encoder-decoder', skip: true }, { horizon: 2000 })).toThrow(/at most 10000 operations/);
  });

  it('hands over both directions through a dense layer, and reads backwards where told', () => {
    const graph = build({ structure: 'encoder-decoder', kind: 'lstm', bidirectional: true, reverseSource: true });
    expect(named(graph, 'layer1.forward')).toMatchObject({ input: 'source' });
    expect(named(graph, 'memory1')).toMatchObject({ op: 'dense', input: 'memory1.both', units: 5 });
    expect(named(graph, 'memory1.cell')).toMatchObject({ op: 'dense', input: 'memory1.cells', units: 5 });
  });
});

describe('segments', () => {
  it('decodes all segments of the horizon at once with the encoder’s weights', () => {
    const graph = build({ structure: 'segments', kind: 'lstm', segment: 3 });
    expect(named(graph, 'cut')).toMatchObject({ steps: 4, features: 9 });
    expect(named(graph, 'queries')).toMatchObject({ op: 'query', steps: 3, units: 5 });
    expect(named(graph, 'decoder1')).toMatchObject({ weights: 'layer1', dilation: 3, state: 'memory1', cell: 'layer1.cell' });
    expect(named(graph, 'segments')).toMatchObject({ units: 9 });
    expect(named(graph, 'head.horizon')).toMatchObject({ from: 0, count: 21 });
  });

  it('leaves out the oldest steps where the context is not whole segments', () => {
    const graph = build({ structure: 'segments', segment: 5 });
    expect(named(graph, 'context.end')).toMatchObject({ from: 6, count: 30 });
    expect(named(graph, 'cut')).toMatchObject({ input: 'context.end', steps: 2, features: 15 });
    expect(() => build({ structure: 'segments', segment: 13 })).toThrow(/segment of at most the context's 12 steps/);
  });

  it('gives a part of each query to the series', () => {
    const graph = build({ structure: 'segments', seriesEmbedding: 2 }, { series: 4 });
    expect(named(graph, 'positions')).toMatchObject({ units: 3 });
    expect(tensorShapes(graph).get('queries')).toEqual({ steps: 2, features: 5 });
    expect(() => build({ structure: 'segments', seriesEmbedding: 5 }, { series: 4 })).toThrow(/smaller than the 5 hidden units/);
  });
});

describe('an ES-RNN', () => {
  it('reads the smoothed context and adds to the smoothed forecast', () => {
    const graph = build({ structure: 'es-rnn', skip: true });
    expect(named(graph, 'smoothed')).toMatchObject({ op: 'smooth', input: 'x', rates: 'rates', channel: 0, mask: 2, season: 1, steps: 7 });
    expect(named(graph, 'input')).toMatchObject({ left: 'smoothed.target', right: 'others' });
    expect(named(graph, 'layer1')).toMatchObject({ input: 'input' });
    expect(named(graph, 'smoothed.skip')).toMatchObject({ input: 'smoothed.context', zero: true });
    expect(named(graph, 'head')).toMatchObject({ zero: true });
    expect(graph.nodes.filter((node) => node.op !== 'smooth' && 'input' in node && node.input === 'x')).toHaveLength(1);
  });

  it('has rates for each series of a panel, and one pair else', () => {
    const graph = build({ structure: 'es-rnn' }, { series: 5 });
    expect(graph.statics).toBe(1);
    expect(named(graph, 'rates')).toMatchObject({ op: 'embedding', input: 'static', categories: 6, units: 2 });
    expect(named(graph, 'series')).toBeUndefined();
    expect(build({ structure: 'es-rnn' }).statics).toBeUndefined();
    expect(named(build({ structure: 'es-rnn' }), 'rates')).toMatchObject({ op: 'query', steps: 0, units: 2 });
  });

  it('adds the smoothed forecast to what says where a target lies', () => {
    const located = (model: Partial<ModelConfig>, loss: LossSpec = levels): GraphNode | undefined =>
      named(build({ structure: 'es-rnn', ...model }, { loss }), 'location.own');
    expect(located({})).toBeUndefined();
    expect(located({ monotone: true })).toMatchObject({ input: 'outputs', from: 1, count: 1 });
    expect(located({}, { kind: 'normal' })).toMatchObject({ from: 0, count: 1 });
    expect(located({}, { kind: 'mse' })).toBeUndefined();
  });

  it('looks a season back with the fourth layer, as the paper does', () => {
    const dilations = (season: number): number[] => [1, 2, 3, 4].map((layer) => dilationOf('es-rnn', season, layer));
    expect(dilations(12)).toEqual([1, 3, 6, 12]);
    expect(dilations(4)).toEqual([1, 2, 4, 8]);
    expect(dilations(24)).toEqual([1, 6, 12, 24]);
    expect(dilations(1)).toEqual([1, 2, 4, 8]);
  });
});

describe('losses', () => {
  it('follow from the configuration', () => {
    const quantiles = [0.25, 0.5, 0.9];
    expect(lossSpec({ loss: 'quantile', quantiles })).toEqual({ kind: 'pinball', quantiles });
    expect(lossSpec({ loss: 'huber', quantiles })).toEqual({ kind: 'huber', delta: 1 });
    for (const loss of ['mse', 'mae', 'normal'] as const) expect(lossSpec({ loss, quantiles })).toEqual({ kind: loss });
    expect(pointOutput({ kind: 'pinball', quantiles })).toBe(1);
  });
});

describe('deepar', () => {
  const normal: LossSpec = { kind: 'normal' };
  const optimizer = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, clipNorm: 0 };
  const deepar = (model: Partial<ModelConfig> = {}, options: Parameters<typeof build>[1] = {}): Graph =>
    build({ structure: 'deepar', ...model }, { loss: normal, ...options });

  it('has one set of weights for context and horizon', () => {
    const graph = deepar({ kind: 'lstm', layers: 2, skip: true, residual: true, seriesEmbedding: 2 }, { series: 3 });
    const owners = graph.nodes
      .filter((node) => 'weights' in node && node.weights !== undefined)
      .map((node) => 'weights' in node && node.weights);
    expect(new Set(owners)).toEqual(new Set(['layer1', 'layer2', 'head', 'skip']));
    const own = graph.nodes.filter(({ op }) => op === 'lstm' || op === 'dense').filter((node) => !('weights' in node));
    expect(own.map(({ output }) => output)).toEqual(['layer1', 'layer2', 'head', 'skip']);
  });

  it('writes the parameters of every step, with every option, cell and distribution', () => {
    for (const options of [{}, { layers: 2, residual: true, dropout: 0.1 }, { skip: true }, { seriesEmbedding: 2, skip: true }])
      for (const kind of ['rnn', 'lstm', 'gru'] as const)
        for (const loss of [normal, { kind: 'studentT' }, { kind: 'negativeBinomial' }] satisfies LossSpec[])
          for (const horizon of [1, 7]) {
            const graph = deepar({ kind, ...options }, { loss, horizon, series: 3 });
            const features = horizon * outputsPerTarget(loss);
            expect(tensorShapes(graph).get(graph.output)).toEqual({ steps: 0, features });
            expect(graph).toMatchObject({ horizon, noise: true });
            expect(graph.scale ?? false).toBe(loss.kind === 'negativeBinomial');
            const model = loadNative().createModel({ graph, loss, optimizer, seed: 1, threads: 1 });
            expect(model.outputs).toBe(features);
            model.dispose();
          }
  });

  it('reads the truth in training and evaluation, and its own draw otherwise', () => {
    const graph = deepar();
    const { horizon } = data;
    expect(operations(graph).filter((op) => op === 'draw')).toHaveLength(horizon - 1);
    expect(named(graph, 'fed1')).toEqual({ op: 'teach', input: 'drawn1', teacher: 'true1', output: 'fed1', rate: 1, evaluation: true });
    expect(named(graph, 'read2')).toMatchObject({ left: 'fed1', right: 'ahead' });
    expect(neededNodes(graph.nodes, graph.output, { training: false }).some((node) => node.output === 'true1')).toBe(false);
  });

  it('of points is a bug: there is nothing to draw from', () =>
    expect(() => build({ structure: 'deepar' }, { loss: { kind: 'mse' } })).toThrow(/mse/));
});
