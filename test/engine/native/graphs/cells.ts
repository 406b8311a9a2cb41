/** Recurrent layers: alone, stacked, with every way into and out of their states. */
import type { Graph, GraphNode } from '../../../../engine/native/api.ts';
import { add, cellNode, concat, dense, last, stack, type Cell, type Sizes } from '../models.ts';
import { graphOf, head, dropout, step, reverse, flat, part, type Build } from './nodes.ts';

/** A layer whose first states are computed from the input, and whose cells after the last step are read. */
function withState(cell: Cell, z: Sizes, dilation: number): Graph {
  return graphOf(z, [
    last('x', 'now'),
    dense('now', 'state', z.H),
    dense('now', 'cell', z.H),
    cellNode(cell, 'x', 'h', z.H, { state: 'state', cell: 'cell', finalCell: 'final', dilation }),
    last('h', 'a'),
    // The other cells have no cell state to read, so that tensor leads to the output here.
    add('a', cell === 'lstm' ? 'final' : 'cell', 'b'),
    head('b', z),
  ]);
}

/** An encoder and a decoder of single steps that are fed their own forecasts, or the targets. */
export function decoder(cell: Cell, z: Sizes, rate?: number): Graph {
  const nodes: GraphNode[] = [
    cellNode(cell, 'x', 'h', z.H, { finalCell: 'c0' }),
    last('h', 's0'),
    last('x', 'now'),
    part('now', 'f0', 0, 1),
  ];
  for (let k = 0; k < z.O; k++) {
    const shared = k > 0 ? { weights: 's1' } : {};
    nodes.push(cellNode(cell, `f${k}`, `s${k + 1}`, z.H, { state: `s${k}`, cell: `c${k}`, finalCell: `c${k + 1}`, ...shared }));
    nodes.push(dense(`s${k + 1}`, `y${k + 1}`, 1, k > 0 ? { weights: 'y1' } : {}));
    nodes.push(k > 0 ? concat(`all${k}`, `y${k + 1}`, `all${k + 1}`) : part('y1', 'all1', 0, 1));
    if (k === z.O - 1) break;
    if (rate === undefined) nodes.push(part(`y${k + 1}`, `f${k + 1}`, 0, 1));
    else
      nodes.push(step('teacher', `t${k + 1}`, k), {
        op: 'teach',
        input: `y${k + 1}`,
        teacher: `t${k + 1}`,
        output: `f${k + 1}`,
        rate,
      });
  }
  return { ...graphOf(z, nodes, rate === undefined ? {} : { teacher: true, horizon: z.O }), output: `all${z.O}` };
}

const DILATIONS = [1, 2, 3, 100];

/** Recurrent layers on their own, in stacks, and all the ways into and out of their states. */
export function cellGraphs(cell: Cell): Record<string, Build> {
  return {
    [`${cell}, one layer`]: (z) => stack(cell, z),
    [`${cell}, two layers`]: (z) => stack(cell, z, 2),
    [`${cell}, one step`]: (z) => stack(cell, { ...z, T: 1 }),
    ...Object.fromEntries(
      DILATIONS.flatMap((dilation) => [
        [
          `${cell}, dilation ${dilation}`,
          (z: Sizes) => graphOf(z, [cellNode(cell, 'x', 'h', z.H, { dilation }), last('h', 'a'), head('a', z)]),
        ],
        [`${cell}, dilation ${dilation}, with a state`, (z: Sizes) => withState(cell, z, dilation)],
      ]),
    ),
    [`${cell}, with a state, one step`]: (z) => withState(cell, { ...z, T: 1 }, 2),
    [`${cell}, every step read, shared weights`]: (z) =>
      graphOf(z, [
        dense('x', 'in', z.H),
        cellNode(cell, 'in', 'a', z.H),
        reverse('in', 'back'),
        cellNode(cell, 'back', 'b', z.H, { weights: 'a', dilation: 2 }),
        concat('a', 'b', 'both'),
        flat('both', 'all', 2 * z.H * z.T),
        head('all', z),
      ]),
    [`${cell}, one vector as input, state and cell`]: (z) =>
      graphOf(z, [
        last('x', 'now'),
        dense('now', 'v', z.H),
        cellNode(cell, 'v', 'a', z.H, { state: 'v', cell: 'v', finalCell: 'c' }),
        cellNode(cell, 'a', 'b', z.H, { state: 'v', cell: 'a', weights: 'a' }),
        concat('b', cell === 'lstm' ? 'c' : 'v', 'all'),
        head('all', z),
      ]),
    [`${cell}, decoder of its own forecasts`]: (z) => decoder(cell, z),
    [`${cell}, decoder with a teacher`]: (z) => decoder(cell, z, 1),
    [`${cell}, over known covariates`]: (z) =>
      graphOf(
        z,
        [
          cellNode(cell, 'x', 'h', z.H, { finalCell: 'c' }),
          last('h', 's'),
          cellNode(cell, 'future', 'd', z.H, { state: 's', cell: 'c' }),
          dense('d', 'each', 1),
          flat('each', 'y', z.O),
        ],
        { horizon: z.O, future: 2 },
      ),
    [`${cell}, in both directions`]: (z) =>
      graphOf(z, [
        cellNode(cell, 'x', 'a', z.H),
        reverse('x', 'back'),
        cellNode(cell, 'back', 'b', z.H),
        reverse('b', 'forth'),
        concat('a', 'forth', 'both'),
        cellNode(cell, 'both', 'c', z.H),
        last('c', 'end'),
        head('end', z),
      ]),
    // Wider, because the norm of a few nearly equal numbers leaves single precision few digits.
    [`${cell}, with residual sums and norms`]: (z) =>
      graphOf(z, [
        cellNode(cell, 'x', 'a', z.H + 3),
        { op: 'norm', input: 'a', output: 'n' },
        cellNode(cell, 'n', 'b', z.H + 3),
        add('a', 'b', 'c'),
        { op: 'norm', input: 'c', output: 'd' },
        last('d', 'end'),
        head('end', z),
      ]),
    [`${cell}, with dropout between layers`]: (z) =>
      graphOf(z, [
        cellNode(cell, 'x', 'a', z.H),
        dropout('a', 'b', 0.4),
        cellNode(cell, 'b', 'c', z.H),
        add('b', 'c', 'd'),
        dropout('d', 'e', 0.3),
        last('e', 'f'),
        dropout('f', 'g', 0.2),
        head('g', z),
      ]),
  };
}
