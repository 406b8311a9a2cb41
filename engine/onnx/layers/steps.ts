import type { Mapping, Walk } from './walk.ts';

/** One step of `[T, B, F]`, as `[B, F]`. */
function pick(walk: Walk, input: string, output: string, index: number): void {
  walk.set(output, walk.b.node('Gather', walk.named(output), [walk.tensor(input), walk.integer(index)], { axis: 0 }));
}

export const last: Mapping<'last'> = (walk, { input, output }) => pick(walk, input, output, walk.shape(input).steps - 1);

export const step: Mapping<'step'> = (walk, { input, output, index }) => pick(walk, input, output, index);

/** One channel of `[T, B, F]` over all steps, as `[B, T]`. */
export const channel: Mapping<'channel'> = (walk, node) => {
  const name = walk.named(node.output);
  const steps = walk.b.node('Gather', `${name}/steps`, [walk.tensor(node.input), walk.integer(node.channel)], { axis: 2 });
  walk.set(node.output, walk.b.node('Transpose', name, [steps], { perm: [1, 0] }));
};

export const repeat: Mapping<'repeat'> = (walk, { input, output, steps }) =>
  walk.set(output, walk.b.node('Expand', walk.named(output), [walk.asOneStep(input), walk.list(steps, 1, 1)]));

export const reverse: Mapping<'reverse'> = (walk, { input, output }) => {
  const range = [walk.list(-1), walk.list(-(2 ** 31)), walk.list(0), walk.list(-1)];
  walk.set(output, walk.b.node('Slice', walk.named(output), [walk.tensor(input), ...range]));
};

/** Windows stand inside a sequence's steps in the file; they come first where the numbers of one are laid out anew. */
export const reshape: Mapping<'reshape'> = (walk, { input, output, steps, features }) => {
  const { b } = walk;
  const name = walk.named(output);
  const perm = [1, 0, 2];
  const tensor = walk.tensor(input);
  const windows = walk.shape(input).steps === 0 ? tensor : b.node('Transpose', `${name}/windows`, [tensor], { perm });
  if (steps === 0) return walk.set(output, b.node('Reshape', name, [windows, walk.list(-1, features)]));
  const laid = b.node('Reshape', `${name}/laid`, [windows, walk.list(-1, steps, features)]);
  walk.set(output, b.node('Transpose', name, [laid], { perm }));
};
