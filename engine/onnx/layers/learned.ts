import type { Mapping } from './walk.ts';

/** The row of each code; a code that is no row, a gap too, reads row 0. */
export const embedding: Mapping<'embedding'> = (walk, node) => {
  const { b, parameters } = walk;
  const name = walk.named(node.output);
  const owner = parameters.owner(node.output);
  const table = walk.once(`${walk.named(owner)}.rows`, (key) =>
    b.constant(key, 'float32', parameters.get(`${owner}.rows`, [node.categories, node.units]).values, [node.categories, node.units]),
  );
  const axis = walk.shape(node.input).steps === 0 ? 1 : 2;
  const code = b.node('Gather', `${name}/code`, [walk.tensor(node.input), walk.integer(node.channel)], { axis });
  const nearest = b.node('Floor', `${name}/nearest`, [b.node('Add', `${name}/shifted`, [code, walk.float(0.5)])]);
  const known = b.node('And', `${name}/known`, [
    b.node('GreaterOrEqual', `${name}/from_zero`, [nearest, walk.float(0)]),
    b.node('Less', `${name}/below_count`, [nearest, walk.float(node.categories)]),
  ]);
  const row = b.cast(`${name}/row`, b.node('Where', `${name}/chosen`, [known, nearest, walk.float(0)]), 'float32', 'int64');
  walk.set(node.output, b.node('Gather', name, [table, row], { axis: 0 }));
};

/** The same numbers for every window: `[steps, B, units]` or `[B, units]`. */
export const query: Mapping<'query'> = (walk, node) => {
  const { b, parameters } = walk;
  const name = walk.named(node.output);
  const { values } = parameters.get(`${node.output}.values`, [Math.max(node.steps, 1), node.units]);
  const stored = b.constant(`${name}.values`, 'float32', values, node.steps === 0 ? [1, node.units] : [node.steps, 1, node.units]);
  const lengths = [...(node.steps === 0 ? [] : [walk.list(node.steps)]), walk.batch(), walk.list(node.units)];
  const shape = b.node('Concat', `${name}/shape`, lengths, { axis: 0 });
  walk.set(node.output, b.node('Expand', name, [stored, shape]));
};
