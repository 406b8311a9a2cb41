/** Every operation without a state in float64. */
import type { GraphNode } from '../../../../engine/native/api.ts';
import { drawOf } from './draws.ts';
import { dot, sigmoid, softplus, type Parameters, type RecurrentNode, type Rows } from './cells.ts';
import { smoothed } from './smooth.ts';

export type PlainNode = Exclude<GraphNode, RecurrentNode>;

/** The random choices of one window at one node; without them nothing is dropped and the teacher is always taken. */
export interface Choices {
  /** What dropout multiplies a feature of a step by. */
  factor: (step: number, feature: number, features: number, rate: number) => number;
  /** Whether the teacher is taken. */
  teach: (rate: number) => boolean;
}

export interface PlainInputs {
  read: (name: string) => Rows;
  parameters: Parameters;
  training: boolean;
  choices: Choices | undefined;
}

const ACTIVATIONS = { relu: (x: number) => Math.max(x, 0), tanh: Math.tanh, sigmoid, softplus };
const NORM_EPSILON = 1e-5;

function normalise(row: number[], gain: Float64Array, bias: Float64Array): number[] {
  const mean = row.reduce((a, b) => a + b, 0) / row.length;
  const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
  return row.map((value, k) => (gain[k]! * (value - mean)) / Math.sqrt(variance + NORM_EPSILON) + bias[k]!);
}

function spread(group: number[], median: number): number[] {
  const levels = group.slice();
  for (let k = median + 1; k < group.length; k++) levels[k] = levels[k - 1]! + softplus(group[k]!);
  for (let k = median - 1; k >= 0; k--) levels[k] = levels[k + 1]! - softplus(group[k]!);
  return levels;
}

/** Cuts a list into pieces of one length. */
export function pieces<T>(values: T[], length: number): T[][] {
  return Array.from({ length: values.length / length }, (_, k) => values.slice(k * length, (k + 1) * length));
}

function embeddingRow(code: number, rows: Float64Array, categories: number, units: number): number[] {
  const nearest = Math.floor(code + 0.5);
  const row = nearest >= 0 && nearest < categories ? nearest : 0;
  return [...rows.subarray(row * units, (row + 1) * units)];
}

export function runPlain(node: PlainNode, { read, parameters, training, choices }: PlainInputs): Rows {
  switch (node.op) {
    case 'dense': {
      const W = parameters.weights!;
      const bias = node.bias ? parameters.bias! : new Float64Array(node.units);
      return read(node.input).map((row) => Array.from(bias, (start, k) => start + dot(W, k, row)));
    }
    case 'embedding':
      return read(node.input).map((row) => embeddingRow(row[node.channel]!, parameters.rows!, node.categories, node.units));
    case 'query':
      return pieces([...parameters.values!], node.units);
    case 'norm':
      return read(node.input).map((row) => normalise(row, parameters.gain!, parameters.bias!));
    case 'dropout':
      return read(node.input).map((row, t) => row.map((value, k) => value * (choices?.factor(t, k, row.length, node.rate) ?? 1)));
    case 'activation':
      return read(node.input).map((row) => row.map(ACTIVATIONS[node.kind]));
    case 'add': {
      const right = read(node.right);
      return read(node.left).map((row, t) => row.map((value, k) => value + right[t]![k]!));
    }
    case 'concat': {
      const right = read(node.right);
      return read(node.left).map((row, t) => [...row, ...right[t]!]);
    }
    case 'part':
      return read(node.input).map((row) => row.slice(node.from, node.from + node.count));
    case 'last':
      return [read(node.input).at(-1)!];
    case 'step':
      return [read(node.input)[node.index]!];
    case 'channel':
      return [read(node.input).map((row) => row[node.channel]!)];
    case 'repeat':
      return Array.from({ length: node.steps }, () => read(node.input)[0]!);
    case 'reverse':
      return read(node.input).toReversed();
    case 'reshape':
      return pieces(read(node.input).flat(), node.features);
    case 'monotone':
      return read(node.input).map((row) => pieces(row, node.levels).flatMap((group) => spread(group, node.median)));
    case 'smooth': {
      const rows = read(node.input);
      const values = rows.map((row) => (row[node.mask]! > 0.5 ? row[node.channel]! : NaN));
      return [smoothed(values, read(node.rates)[0]!.map(sigmoid), node.season, node.steps)];
    }
    case 'draw': {
      const v = node.distribution === 'negativeBinomial' ? read(node.scale)[0]![0]! : 1;
      return [[drawOf(node.distribution, read(node.input)[0]!, read(node.noise)[0]!, v)]];
    }
    case 'teach': {
      const taught = training && node.rate > 0 && (choices?.teach(node.rate) ?? true);
      const teacher = read(node.teacher)[0]!;
      return [read(node.input)[0]!.map((own, k) => (taught && !Number.isNaN(teacher[k]!) ? teacher[k]! : own))];
    }
  }
}
