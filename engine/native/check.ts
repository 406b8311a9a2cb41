/** Checks of what crosses into the native core. Every message reads "Expected X for Y but received Z". */
import type { Graph, GraphNode, LossSpec, ModelOptions, OptimizerSpec, TensorBatch, TrainStepsRequest, WindowSource } from './api.ts';

type TypedArray = Float32Array | Float64Array | Int32Array | Uint8Array;
type TypedArrayClass = Float32ArrayConstructor | Float64ArrayConstructor | Int32ArrayConstructor | Uint8ArrayConstructor;

const MOST_INTEGER = 2 ** 31 - 1;

function fail(expected: string, what: string, received: unknown): never {
  throw new Error(`Expected ${expected} for ${what} but received ${show(received)}`);
}

function show(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`;
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object';
  return String(value);
}

export function checkInteger(what: string, value: unknown, low: number, high = MOST_INTEGER): void {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < low || value > high)
    fail(`an integer ${high >= MOST_INTEGER ? `of at least ${low}` : `from ${low} to ${high}`}`, what, value);
}

function checkNumber(what: string, value: unknown, expected: string, holds: (value: number) => boolean): void {
  if (typeof value !== 'number' || !holds(value)) fail(expected, what, value);
}

function checkBoolean(what: string, value: unknown): void {
  if (typeof value !== 'boolean') fail('true or false', what, value);
}

function checkName(what: string, value: unknown): void {
  if (typeof value !== 'string' || value === '') fail('the name of a tensor', what, value);
}

export function checkTyped(what: string, value: unknown, type: TypedArrayClass): void {
  if (!(value instanceof type)) fail(`a ${type.name}`, what, value);
}

export function checkLength(what: string, array: TypedArray, length: number): void {
  if (array.length !== length) fail(`${length} elements`, what, array.length);
}

/** A name where one is given. */
function checkOptionalName(what: string, value: unknown): void {
  if (value !== undefined) checkName(what, value);
}

type Recurrent = Extract<GraphNode, { hidden: number }>;

function checkRecurrent(node: Recurrent, what: (field: string) => string): void {
  checkInteger(what('hidden'), node.hidden, 1);
  checkOptionalName(what('state'), node.state);
  checkOptionalName(what('weights'), node.weights);
  if (node.dilation !== undefined) checkInteger(what('dilation'), node.dilation, 1);
  if (node.carry !== undefined) checkBoolean(what('carry'), node.carry);
  if (node.op === 'gru') checkBoolean(what('resetAfter'), node.resetAfter);
  if (node.op !== 'lstm') return;
  checkOptionalName(what('cell'), node.cell);
  checkOptionalName(what('finalCell'), node.finalCell);
}

function checkNode(node: GraphNode, index: number): void {
  const what = (field: string): string => `${field} of node ${index} (${node.op})`;
  checkName(what('output'), node.output);
  if (node.op === 'add' || node.op === 'concat') {
    checkName(what('left'), node.left);
    checkName(what('right'), node.right);
    return;
  }
  if (node.op !== 'query') checkName(what('input'), node.input);
  switch (node.op) {
    case 'gru':
    case 'rnn':
    case 'lstm':
      checkRecurrent(node, what);
      break;
    case 'dense':
      checkInteger(what('units'), node.units, 1);
      checkBoolean(what('bias'), node.bias);
      checkBoolean(what('zero'), node.zero);
      checkOptionalName(what('weights'), node.weights);
      break;
    case 'embedding':
      checkInteger(what('channel'), node.channel, 0);
      checkInteger(what('categories'), node.categories, 1);
      checkInteger(what('units'), node.units, 1);
      checkOptionalName(what('weights'), node.weights);
      break;
    case 'query':
      checkInteger(what('steps'), node.steps, 0);
      checkInteger(what('units'), node.units, 1);
      break;
    case 'activation':
      if (!['relu', 'tanh', 'sigmoid', 'softplus'].includes(node.kind))
        fail("'relu', 'tanh', 'sigmoid' or 'softplus'", what('kind'), node.kind);
      break;
    case 'part':
      checkInteger(what('from'), node.from, 0);
      checkInteger(what('count'), node.count, 1);
      break;
    case 'step':
      checkInteger(what('index'), node.index, 0);
      break;
    case 'channel':
      checkInteger(what('channel'), node.channel, 0);
      break;
    case 'repeat':
      checkInteger(what('steps'), node.steps, 1);
      break;
    case 'reshape':
      checkInteger(what('steps'), node.steps, 0);
      checkInteger(what('features'), node.features, 1);
      break;
    case 'monotone':
      checkInteger(what('levels'), node.levels, 1);
      checkInteger(what('median'), node.median, 0, node.levels - 1);
      break;
    case 'dropout':
      checkNumber(what('rate'), node.rate, '0 <= rate < 1', (rate) => rate >= 0 && rate < 1);
      break;
    case 'teach':
      checkName(what('teacher'), node.teacher);
      checkNumber(what('rate'), node.rate, '0 <= rate <= 1', (rate) => rate >= 0 && rate <= 1);
      if (node.evaluation !== undefined) checkBoolean(what('evaluation'), node.evaluation);
      break;
    case 'draw':
      checkName(what('noise'), node.noise);
      if (!['normal', 'studentT', 'negativeBinomial'].includes(node.distribution))
        fail("'normal', 'studentT' or 'negativeBinomial'", what('distribution'), node.distribution);
      if (node.distribution === 'negativeBinomial') checkName(what('scale'), node.scale);
      break;
    case 'smooth':
      checkName(what('rates'), node.rates);
      checkInteger(what('channel'), node.channel, 0);
      checkInteger(what('mask'), node.mask, 0);
      checkInteger(what('season'), node.season, 1);
      checkInteger(what('steps'), node.steps, 1);
      break;
    case 'last':
    case 'norm':
    case 'reverse':
      break;
    default:
      fail('an operation of the core', `op of node ${index}`, (node as { op: unknown }).op);
  }
}

function checkGraph(graph: Graph): void {
  checkInteger('context', graph.context, 1);
  checkInteger('channels', graph.channels, 1);
  for (const field of ['future', 'statics', 'horizon'] as const) if (graph[field] !== undefined) checkInteger(field, graph[field], 0);
  for (const field of ['teacher', 'noise', 'scale'] as const) if (graph[field] !== undefined) checkBoolean(field, graph[field]);
  checkName('output', graph.output);
  if (!Array.isArray(graph.nodes)) fail('an array', 'nodes', graph.nodes);
  graph.nodes.forEach(checkNode);
}

function checkLoss(loss: LossSpec): void {
  switch (loss.kind) {
    case 'mse':
    case 'mae':
    case 'normal':
    case 'studentT':
    case 'negativeBinomial':
      return;
    case 'huber':
      checkNumber('delta', loss.delta, 'a positive number', (value) => value > 0 && Number.isFinite(value));
      return;
    case 'crossEntropy':
      checkInteger('classes', loss.classes, 1);
      return;
    case 'pinball':
      if (!Array.isArray(loss.quantiles) || loss.quantiles.length === 0) fail('at least one quantile', 'quantiles', loss.quantiles);
      for (const quantile of loss.quantiles) checkNumber('a quantile', quantile, '0 < quantile < 1', (value) => value > 0 && value < 1);
      return;
    default:
      fail('a loss of the core', 'loss', (loss as { kind: unknown }).kind);
  }
}

function checkOptimizer(optimizer: OptimizerSpec): void {
  const belowOne = (value: number): boolean => value >= 0 && value < 1;
  const notNegative = (value: number): boolean => value >= 0 && Number.isFinite(value);
  checkNumber('beta1', optimizer.beta1, '0 <= beta1 < 1', belowOne);
  checkNumber('beta2', optimizer.beta2, '0 <= beta2 < 1', belowOne);
  checkNumber('epsilon', optimizer.epsilon, 'a positive number', (value) => value > 0 && Number.isFinite(value));
  for (const field of ['clipNorm', 'clipValue', 'weightDecay', 'noise'] as const)
    checkNumber(field, optimizer[field] ?? 0, '0 or a positive number', notNegative);
  if (optimizer.decoupled !== undefined) checkBoolean('decoupled', optimizer.decoupled);
}

export function checkModelOptions(options: ModelOptions): void {
  const { graph, loss, optimizer, seed, start, threads } = options;
  checkGraph(graph);
  checkLoss(loss);
  checkOptimizer(optimizer);
  checkInteger('seed', seed, 0, Number.MAX_SAFE_INTEGER);
  if (start !== undefined && start !== 'orthogonal' && start !== 'uniform') fail("'orthogonal' or 'uniform'", 'start', start);
  checkInteger('threads', threads, 0, 256);
}

/** Weights and scales of windows, or of the examples of a batch. */
function checkWeights(what: string, array: Float32Array | undefined, count: number, aboveZero: boolean): void {
  if (array === undefined) return;
  checkTyped(what, array, Float32Array);
  checkLength(what, array, count);
  const wrong = array.find((value) => !(aboveZero ? value > 0 : value >= 0) || !Number.isFinite(value));
  if (wrong !== undefined) fail(aboveZero ? 'numbers above 0' : 'numbers of at least 0', what, wrong);
}

/** `horizon` and `outputs` are what graph and loss make together. */
export function checkSource(source: WindowSource, graph: Graph, horizon: number, outputs: number): void {
  checkTyped('values', source.values, Float32Array);
  checkTyped('starts', source.starts, Int32Array);
  checkInteger('channels', source.channels, 1);
  checkBoolean('mask', source.mask);
  if (source.anchor !== 'last' && source.anchor !== 'none') fail("'last' or 'none'", 'anchor', source.anchor);
  checkDifference(source, graph.context);
  if (source.scaling !== undefined && !['none', 'window', 'level'].includes(source.scaling))
    fail("'none', 'window' or 'level'", 'scaling', source.scaling);
  if (source.values.length % source.channels !== 0)
    fail(`a multiple of ${source.channels} channels`, 'the length of values', source.values.length);
  const given = source.channels + (source.mask ? 1 : 0);
  if (given !== graph.channels)
    fail(`${graph.channels} channels (the graph's)`, `a source with${source.mask ? '' : 'out'} a mask`, `${given}`);
  checkInteger('horizon', source.horizon, 1);
  if (source.horizon !== horizon) fail(`${horizon} (the graph has ${outputs} outputs)`, 'horizon', source.horizon);
  if (source.targetOffset !== undefined) checkInteger('targetOffset', source.targetOffset, 0);
  checkFuture(source, graph.future ?? 0);
  checkStatics(source, graph.statics ?? 0);
  checkWeights('weights', source.weights, source.starts.length, false);
  checkWeights('scales', source.scales, source.starts.length, true);
}

function checkDifference({ difference = 0, anchor, scaling, targetOffset, future }: WindowSource, context: number): void {
  if (difference === 0) return;
  checkInteger('difference', difference, 0, context - 1);
  if (anchor !== 'none') fail("'none' with a difference", 'anchor', anchor);
  if (scaling === 'level') fail("'none' or 'window' with a difference", 'scaling', scaling);
  if ((targetOffset ?? context) !== context) fail(`${context} (the context) with a difference`, 'targetOffset', targetOffset);
  if (future?.includes(0)) fail('other channels than the target with a difference', 'future', 0);
}

function checkFuture(source: WindowSource, expected: number): void {
  const { future } = source;
  if (future !== undefined) checkTyped('future', future, Int32Array);
  if ((future?.length ?? 0) !== expected) fail(`${expected} channels (the graph's)`, 'future', `${future?.length ?? 0}`);
  future?.forEach((channel) => checkInteger('a channel of future', channel, 0, source.channels - 1));
}

function checkStatics(source: WindowSource, expected: number): void {
  if (expected === 0) return;
  const { statics, staticOf } = source;
  if (statics === undefined || staticOf === undefined) fail(`rows of ${expected} (the graph's)`, 'statics and staticOf', undefined);
  checkTyped('statics', statics, Float32Array);
  checkTyped('staticOf', staticOf, Int32Array);
  if (statics.length % expected !== 0) fail(`a multiple of ${expected}`, 'the length of statics', statics.length);
  checkLength('staticOf', staticOf, source.starts.length);
}

export function checkBatch(tensors: TensorBatch, graph: Graph, horizon: number): void {
  const { batch, x, y, future, statics, weights, scales } = tensors;
  const { context, channels } = graph;
  checkInteger('batch', batch, 1);
  checkTyped('x', x, Float32Array);
  checkLength(`x [${batch}, ${context}, ${channels}]`, x, batch * context * channels);
  checkTyped('y', y, Float32Array);
  checkLength(`y [${batch}, ${horizon}]`, y, batch * horizon);
  const steps = graph.horizon ?? 0;
  checkExtra('future', future, [batch, steps, graph.future ?? 0]);
  checkExtra('statics', statics, [batch, graph.statics ?? 0]);
  checkWeights('weights', weights, batch, false);
  checkWeights('scales', scales, batch, true);
}

/** A tensor that is needed where its shape has numbers. */
function checkExtra(what: string, array: Float32Array | undefined, shape: number[]): void {
  const count = shape.reduce((a, b) => a * b, 1);
  if (count === 0 && array === undefined) return;
  checkTyped(what, array, Float32Array);
  checkLength(`${what} [${shape.join(', ')}]`, array!, count);
}

export function checkTrainSteps(request: TrainStepsRequest): void {
  checkIndices(request.order, request.batch);
  checkTyped('rates', request.rates, Float64Array);
  checkLength('rates', request.rates, Math.ceil(request.order.length / request.batch));
  if (request.restarts !== undefined) {
    checkTyped('restarts', request.restarts, Uint8Array);
    checkLength('restarts', request.restarts, request.order.length);
  }
  for (const rate of request.rates)
    checkNumber('a learning rate', rate, '0 or a positive number', (value) => value >= 0 && Number.isFinite(value));
}

/** Numbers for every window, or for all alike. */
export function checkNoise(noise: Float32Array, windows: number, paths: number, horizon: number): void {
  checkInteger('paths', paths, 1);
  checkTyped('noise', noise, Float32Array);
  const each = paths * horizon * 2;
  if (noise.length !== each) checkLength(`noise [${windows}, ${paths}, ${horizon}, 2]`, noise, windows * each);
  const wrong = noise.find((value) => !(value > 0 && value < 1));
  if (wrong !== undefined) fail('numbers between 0 and 1', 'noise', wrong);
}

export function checkIndices(indices: Int32Array, batch: number): void {
  checkTyped('the indices of windows', indices, Int32Array);
  checkInteger('batch', batch, 1);
}
