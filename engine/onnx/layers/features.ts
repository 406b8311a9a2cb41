import type { Operator } from '../operators.ts';
import type { GraphNode } from '../../native/api.ts';
import type { Mapping, Walk } from './walk.ts';

/** The axis of a tensor's features: the last. */
function featureAxis(walk: Walk, name: string): number {
  return walk.shape(name).steps === 0 ? 1 : 2;
}

/** What is nothing outside of training. */
export const identity = (walk: Walk, { input, output }: { input: string; output: string }): void => walk.set(output, walk.tensor(input));

/** ONNX's default epsilon is 1e-5, and its default axis the last. */
export const norm: Mapping<'norm'> = (walk, { input, output }) => {
  const { b, parameters } = walk;
  const name = walk.named(output);
  const { features } = walk.shape(input);
  const [gain, bias] = (['gain', 'bias'] as const).map((role) =>
    b.constant(`${name}.${role}`, 'float32', parameters.get(`${output}.${role}`, [features]).values, [features]),
  );
  walk.set(output, b.node('LayerNormalization', name, [walk.tensor(input), gain!, bias!]));
};

const ACTIVATIONS: Record<Extract<GraphNode, { op: 'activation' }>['kind'], Operator> = {
  relu: 'Relu',
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
  softplus: 'Softplus',
};

export const activation: Mapping<'activation'> = (walk, { input, output, kind }) =>
  walk.set(output, walk.b.node(ACTIVATIONS[kind], walk.named(output), [walk.tensor(input)]));

export const add: Mapping<'add'> = (walk, { left, right, output }) =>
  walk.set(output, walk.b.node('Add', walk.named(output), [walk.tensor(left), walk.tensor(right)]));

export const concat: Mapping<'concat'> = (walk, { left, right, output }) => {
  const axis = featureAxis(walk, left);
  walk.set(output, walk.b.node('Concat', walk.named(output), [walk.tensor(left), walk.tensor(right)], { axis }));
};

export const part: Mapping<'part'> = (walk, { input, output, from, count }) => {
  const range = [walk.list(from), walk.list(from + count), walk.list(featureAxis(walk, input))];
  walk.set(output, walk.b.node('Slice', walk.named(output), [walk.tensor(input), ...range]));
};

/**
 * Levels that cannot cross: with d the distances, softplus of the features, and the median's feature as it is, each level is the median
 * plus the distances up to it or minus those down to it, which is one product with a constant matrix `[levels, levels]`.
 */
export const monotone: Mapping<'monotone'> = (walk, { input, output, levels, median }) => {
  const { b } = walk;
  const name = walk.named(output);
  const { steps, features } = walk.shape(input);
  const outer = steps === 0 ? [-1] : [steps, -1];
  const groups = b.node('Reshape', `${name}/groups`, [walk.tensor(input), walk.list(...outer, features / levels, levels)]);
  const isMedian = walk.once(`median/${median}of${levels}`, (key) => {
    const mark = Float32Array.from({ length: levels }, (_, level) => (level === median ? 1 : 0));
    b.node('Greater', key, [b.constant(`${key}/mark`, 'float32', mark, [levels]), walk.float(0)]);
  });
  const distances = b.node('Where', `${name}/distances`, [isMedian, groups, b.node('Softplus', `${name}/softplus`, [groups])]);
  const matrix = walk.once(`ascent/${median}of${levels}`, (key) => {
    b.constant(key, 'float32', ascent(levels, median), [levels, levels]);
  });
  const ascending = b.node('MatMul', `${name}/levels`, [distances, matrix]);
  walk.set(output, b.node('Reshape', name, [ascending, walk.list(...outer, features)]));
};

/** `[from][to]`: 1 where the distance of level `from` is part of the way up from the median to level `to`, -1 of the way down. */
function ascent(levels: number, median: number): Float32Array {
  return Float32Array.from({ length: levels * levels }, (_, i) => {
    const [from, to] = [Math.floor(i / levels), i % levels];
    if (from === median) return 1;
    if (from > median) return to >= from ? 1 : 0;
    return to <= from ? -1 : 0;
  });
}
