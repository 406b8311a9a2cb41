import type { Graph, GraphNode, ParameterInfo } from '../../../engine/native/api.ts';
import { lossSpec } from '../../../engine/models/loss.ts';
import { isCode } from '../../../engine/models/channels.ts';
import { networkGraph } from '../../../engine/models/network.ts';
import { tensorShapes } from '../../../engine/models/shapes.ts';
import type { Scaler, TrainedModel } from '../../../engine/models/trained.ts';
import type { RawWindow } from '../../../engine/models/window.ts';
import { DATA_DEFAULTS, MODEL_DEFAULTS } from '../../../engine/protocol/defaults.ts';
import type { DataConfig, LossKind, ModelConfig } from '../../../engine/protocol/training.ts';

/** A repeatable stream of numbers in [0, 1) (mulberry32), so that a failure can be seen again. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Roles and shapes of a node's own parameters, F features of its input, as the core lays them out. */
const ROLES: { [Op in GraphNode['op']]?: (node: Extract<GraphNode, { op: Op }>, features: number) => Array<[string, number[]]> } = {
  rnn: ({ hidden }, features) => gated(1, hidden, features),
  lstm: ({ hidden }, features) => gated(4, hidden, features),
  gru: ({ hidden, resetAfter }, features) => [
    ...gated(3, hidden, features),
    ...(resetAfter ? [['recurrentBias', [hidden]] satisfies [string, number[]]] : []),
  ],
  dense: ({ units, bias }, features) => [['weights', [units, features]], ...(bias ? [['bias', [units]] satisfies [string, number[]]] : [])],
  embedding: ({ categories, units }) => [['rows', [categories, units]]],
  query: ({ steps, units }) => [['values', [Math.max(steps, 1), units]]],
  norm: (_, features) => [
    ['gain', [features]],
    ['bias', [features]],
  ],
};

function gated(gates: number, hidden: number, features: number): Array<[string, number[]]> {
  return [
    ['inputWeights', [gates * hidden, features]],
    ['recurrentWeights', [gates * hidden, hidden]],
    ['bias', [gates * hidden]],
  ];
}

function rolesOf<Op extends GraphNode['op']>(node: Extract<GraphNode, { op: Op }>, features: number): Array<[string, number[]]> {
  const roles: ((node: Extract<GraphNode, { op: Op }>, features: number) => Array<[string, number[]]>) | undefined = ROLES[node.op];
  return roles?.(node, features) ?? [];
}

/** Parameters of a graph in the order of its nodes, by the roles that `engine/native/api.ts` states. */
export function parametersOf(graph: Graph): ParameterInfo[] {
  const shapes = tensorShapes(graph);
  const list: ParameterInfo[] = [];
  let offset = 0;
  for (const node of graph.nodes) {
    if ('weights' in node && node.weights !== undefined) continue;
    const features = 'input' in node ? shapes.get(node.input)!.features : 0;
    for (const [role, shape] of rolesOf(node, features)) {
      list.push({ name: `${node.output}.${role}`, shape, offset });
      offset += shape.reduce((a, b) => a * b, 1);
    }
  }
  return list;
}

export interface ModelChoice {
  model?: Partial<ModelConfig>;
  data?: Partial<DataConfig>;
  loss?: LossKind;
  /** Names of the series; one: a model without a `series` input. */
  series?: string[];
  quantiles?: number[];
  /** Centre and scale of the target in each series, after the transform. */
  target?: Scaler;
  seed?: number;
  /** Instead of the graph that follows from `model`. */
  graph?: Graph;
}

const PLAIN: ModelConfig = { ...MODEL_DEFAULTS, kind: 'lstm', hidden: 8, resetAfter: false, skip: false, segment: 4 };

/** Names of categorical columns; the first one knows three, the next four, ... */
const NAMES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];

/** A model with random parameters, scalers and offsets of the size that training gives. */
export function randomModel(choice: ModelChoice = {}): TrainedModel {
  const next = random(choice.seed ?? 1);
  const quantiles = choice.quantiles ?? [0.1, 0.5, 0.9];
  const loss = choice.loss ?? 'quantile';
  const seriesIds = choice.series ?? ['only'];
  const data: DataConfig = {
    target: 'value',
    covariates: [],
    context: 24,
    horizon: 6,
    season: 12,
    validationShare: 0.2,
    testShare: 0.2,
    transform: 'none',
    ...DATA_DEFAULTS,
    anchor: false,
    ...choice.data,
  };
  const kind: ModelConfig = { ...PLAIN, ...choice.model };
  const spec = lossSpec({ loss, quantiles });
  const categories = data.categorical.map((_, i) => NAMES.slice(0, 3 + i));
  const graph = choice.graph ?? networkGraph(data, kind, spec, seriesIds.length, categories);
  const parameters = parametersOf(graph);
  const last = parameters.at(-1)!;
  const count = last.offset + last.shape.reduce((a, b) => a * b, 1);
  const [centre, spread] = { none: [10, 4] as const, log: [2, 0.5] as const, 'box-cox': [1, 0.25] as const }[data.transform];
  const scaler = (channel: number): Scaler => {
    if (isCode(data, channel)) return { centre: 0, scale: 1 };
    if (channel === 0) return choice.target ?? { centre: centre * (0.5 + next()), scale: spread * (0.5 + next()) };
    return { centre: 5 * next(), scale: 1 + next() };
  };
  return {
    graph,
    loss: spec,
    parameters,
    values: Float32Array.from({ length: count }, () => (next() - 0.5) * (2 / Math.sqrt(kind.hidden))),
    data,
    quantiles,
    offsets: Float32Array.from({ length: data.horizon * quantiles.length }, () => (next() - 0.5) * 0.3),
    seriesIds,
    scalers: Array.from({ length: 1 + data.covariates.length + data.future.length }, (_, channel) => seriesIds.map(() => scaler(channel))),
    categories,
    staticScalers: data.statics.map((name) => (data.categorical.includes(name) ? { centre: 0, scale: 1 } : { centre: 3, scale: 2 })),
    about: {
      modelKind: kind.kind,
      frequency: { unit: 'hour', step: 1 },
      zone: 'Europe/Berlin',
      datasetName: 'random.csv',
      datasetHash: '0'.repeat(64),
      metrics: null,
      appVersion: '0.1.0',
    },
  };
}

/** The value whose transform is `value`, from the definitions; NaN where none is. */
export function inUnits({ transform, lambda }: DataConfig, value: number): number {
  if (transform === 'none') return value;
  return transform === 'log' || Math.abs(lambda) < 1e-6 ? Math.exp(value) : (lambda * value + 1) ** (1 / lambda);
}

/** Windows of these lengths around the scalers of the model's series; `gaps` is the share of missing values, `unknown` that of windows of series -1. */
export function randomWindows(
  model: TrainedModel,
  lengths: readonly number[],
  options: { gaps?: number; unknown?: number; seed?: number } = {},
): RawWindow[] {
  const next = random(options.seed ?? 7);
  const gaps = options.gaps ?? 0.1;
  return lengths.map((length) => {
    const known = Math.floor(next() * model.seriesIds.length);
    const series = model.seriesIds.length > 1 && next() < (options.unknown ?? 0.3) ? -1 : known;
    const { covariates, future, statics, categorical, calendar, horizon } = model.data;
    const past = 1 + covariates.length;
    const columns = model.scalers.map((channel, index) => {
      const { centre, scale } = channel[known]!;
      const phase = next() * 6;
      return Float64Array.from({ length: index < past ? length : length + horizon }, (_, t) => {
        const value = centre + scale * (Math.sin(phase + t / 3) + next() - 0.5);
        if (next() < gaps) return NaN;
        if (isCode(model.data, index)) return Math.floor(next() * 7) - 1;
        return index === 0 ? inUnits(model.data, value) : value;
      });
    });
    const start = Date.UTC(1890 + Math.floor(next() * 230), 0, 1) + Math.floor(next() * 1e7) * 60_000;
    return {
      target: columns[0]!,
      covariates: columns.slice(1, past),
      series,
      ...(future.length > 0 ? { future: columns.slice(past) } : {}),
      ...(statics.length > 0
        ? { statics: statics.map((name) => (categorical.includes(name) ? Math.floor(next() * 6) : next() < gaps ? NaN : 5 * next())) }
        : {}),
      ...(calendar.length > 0 ? { time: Float64Array.from({ length: length + horizon }, (_, t) => start + t * 13 * 3_600_000) } : {}),
    };
  });
}
