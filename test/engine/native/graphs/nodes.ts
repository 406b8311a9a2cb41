/** Short forms of a graph and its nodes. */
import type { Graph, GraphNode } from '../../../../engine/native/api.ts';
import { dense, type Sizes } from '../models.ts';

export type Build = (sizes: Sizes) => Graph;

export const graphOf = ({ T, I }: Sizes, nodes: GraphNode[], inputs: Partial<Graph> = {}): Graph => ({
  context: T,
  channels: I,
  nodes,
  output: 'y',
  ...inputs,
});
export const head = (input: string, { O }: Sizes): GraphNode => dense(input, 'y', O);
export const activation = (input: string, output: string, kind: 'relu' | 'tanh' | 'sigmoid' | 'softplus'): GraphNode => ({
  op: 'activation',
  input,
  output,
  kind,
});
export const dropout = (input: string, output: string, rate: number): GraphNode => ({ op: 'dropout', input, output, rate });
export const step = (input: string, output: string, index: number): GraphNode => ({ op: 'step', input, output, index });
export const reverse = (input: string, output: string): GraphNode => ({ op: 'reverse', input, output });
export const flat = (input: string, output: string, features: number): GraphNode => ({ op: 'reshape', input, output, steps: 0, features });
export const part = (input: string, output: string, from: number, count: number): GraphNode => ({ op: 'part', input, output, from, count });
/** The longest season of which `count` fit into T steps; 1 where none does. */
export const seasonWithin = (T: number, count: number): number => Math.max(1, Math.floor(T / count));
export const smooth = (
  input: string,
  rates: string,
  output: string,
  rest: Pick<Extract<GraphNode, { op: 'smooth' }>, 'channel' | 'mask' | 'season' | 'steps'>,
): GraphNode => ({ op: 'smooth', input, rates, output, ...rest });
export const monotone = (input: string, output: string, levels: number, median: number): GraphNode => ({
  op: 'monotone',
  input,
  output,
  levels,
  median,
});
