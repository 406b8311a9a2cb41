/** Checks of what crosses into the native core. Every message reads "Expected X for Y but received Z". */
import type { GraphNode, LossSpec, ModelOptions, TrainStepsRequest, WindowSource } from './api.ts';

type TypedArray = Float32Array | Float64Array | Int32Array;
type TypedArrayClass = Float32ArrayConstructor | Float64ArrayConstructor | Int32ArrayConstructor;

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

function checkNode(node: GraphNode, index: number): void {
  const what = (field: string): string => `${field} of node ${index} (${node.op})`;
  checkName(what('output'), node.output);
  if (node.op === 'add') {
    checkName(what('left'), node.left);
    checkName(what('right'), node.right);
    return;
  }
  if ('input' in node) checkName(what('input'), node.input);
  switch (node.op) {
    case 'gru':
      checkBoolean(what('resetAfter'), node.resetAfter);
      checkInteger(what('hidden'), node.hidden, 1);
      break;
    case 'rnn':
    case 'lstm':
      checkInteger(what('hidden'), node.hidden, 1);
      break;
    case 'dense':
      checkInteger(what('units'), node.units, 1);
      checkBoolean(what('bias'), node.bias);
      checkBoolean(what('zero'), node.zero);
      break;
    case 'channel':
      checkInteger(what('channel'), node.channel, 0);
      break;
    case 'dropout':
      checkNumber(what('rate'), node.rate, '0 <= rate < 1', (rate) => rate >= 0 && rate < 1);
      break;
    case 'last':
      break;
    default:
      fail('an operation of the core', `op of node ${index}`, node.op);
  }
}

function checkLoss(loss: LossSpec): void {
  if (loss.kind === 'mse') return;
  if (loss.kind !== 'pinball') fail("'mse' or 'pinball'", 'loss', loss.kind);
  if (!Array.isArray(loss.quantiles) || loss.quantiles.length === 0) fail('at least one quantile', 'quantiles', loss.quantiles);
  for (const quantile of loss.quantiles) checkNumber('a quantile', quantile, '0 < quantile < 1', (value) => value > 0 && value < 1);
}

export function checkModelOptions(options: ModelOptions): void {
  const { graph, loss, optimizer, seed, threads } = options;
  checkInteger('context', graph.context, 1);
  checkInteger('channels', graph.channels, 1);
  checkName('output', graph.output);
  if (!Array.isArray(graph.nodes)) fail('an array', 'nodes', graph.nodes);
  graph.nodes.forEach(checkNode);
  checkLoss(loss);
  const belowOne = (value: number): boolean => value >= 0 && value < 1;
  checkNumber('beta1', optimizer.beta1, '0 <= beta1 < 1', belowOne);
  checkNumber('beta2', optimizer.beta2, '0 <= beta2 < 1', belowOne);
  checkNumber('epsilon', optimizer.epsilon, 'a positive number', (value) => value > 0 && Number.isFinite(value));
  checkNumber('clipNorm', optimizer.clipNorm, '0 or a positive number', (value) => value >= 0 && Number.isFinite(value));
  checkInteger('seed', seed, 0, Number.MAX_SAFE_INTEGER);
  checkInteger('threads', threads, 0, 256);
}

/** `channels` and `horizon` are the graph's. */
export function checkSource(source: WindowSource, channels: number, horizon: number, outputs: number): void {
  checkTyped('values', source.values, Float32Array);
  checkTyped('starts', source.starts, Int32Array);
  checkInteger('channels', source.channels, 1);
  checkBoolean('mask', source.mask);
  if (source.anchor !== 'last' && source.anchor !== 'none') fail("'last' or 'none'", 'anchor', source.anchor);
  if (source.values.length % source.channels !== 0)
    fail(`a multiple of ${source.channels} channels`, 'the length of values', source.values.length);
  const given = source.channels + (source.mask ? 1 : 0);
  if (given !== channels) fail(`${channels} channels (the graph's)`, `a source with${source.mask ? '' : 'out'} a mask`, `${given}`);
  checkInteger('horizon', source.horizon, 1);
  if (source.horizon !== horizon) fail(`${horizon} (the graph has ${outputs} outputs)`, 'horizon', source.horizon);
}

export function checkTrainSteps(request: TrainStepsRequest): void {
  checkIndices(request.order, request.batch);
  checkTyped('rates', request.rates, Float64Array);
  checkLength('rates', request.rates, Math.ceil(request.order.length / request.batch));
  for (const rate of request.rates)
    checkNumber('a learning rate', rate, '0 or a positive number', (value) => value >= 0 && Number.isFinite(value));
}

export function checkIndices(indices: Int32Array, batch: number): void {
  checkTyped('the indices of windows', indices, Int32Array);
  checkInteger('batch', batch, 1);
}
