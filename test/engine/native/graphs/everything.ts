import type { Graph, GraphNode } from '../../../../engine/native/api.ts';
import { add, cellNode, concat, dense, last, type Sizes } from '../models.ts';
import { activation, dropout, step, reverse, part, monotone, seasonWithin, smooth } from './nodes.ts';

/** Every operation and every input in one graph of two forecast steps. */
export function everything({ T, I, H }: Sizes): Graph {
  const nodes: GraphNode[] = [
    dense('x', 'a', H),
    { op: 'query', output: 'place', steps: T, units: H },
    add('a', 'place', 'b'),
    { op: 'norm', input: 'b', output: 'c' },
    { op: 'embedding', input: 'static', output: 'which', channel: 0, categories: 4, units: H },
    cellNode('lstm', 'c', 'd', H, { state: 'which', cell: 'which', finalCell: 'final' }),
    dropout('d', 'e', 0.3),
    reverse('e', 'f'),
    cellNode('gruAfter', 'f', 'g', H, { dilation: 2 }),
    cellNode('gru', 'g', 'h', H, { carry: true }),
    cellNode('lstm', 'h', 'i', H, { carry: true }),
    concat('e', 'i', 'j'),
    activation('j', 'k', 'softplus'),
    part('k', 'l', 1, H),
    cellNode('rnn', 'l', 'm', H, { carry: true }),
    last('m', 'n'),
    step('m', 'o', 0),
    { op: 'channel', input: 'm', output: 'p', channel: 0 },
    concat('n', 'o', 'q'),
    concat('q', 'p', 'r0'),
    { op: 'query', output: 'rates', steps: 0, units: 2 },
    concat('k', 'x', 'masked'),
    smooth('masked', 'rates', 'smooth', { channel: 0, mask: 2 * H, season: seasonWithin(T, 2), steps: 3 }),
    concat('r0', 'smooth', 'r'),
    add('n', 'final', 's0'),
    { op: 'repeat', input: 's0', output: 't', steps: 2 },
    concat('t', 'future', 'u'),
    { op: 'reshape', input: 'u', output: 'v', steps: 0, features: 2 * (H + 1) },
    concat('v', 'r', 'w'),
    dense('w', 'x0', 3),
    monotone('x0', 'levels', 3, 1),
    dense('levels', 'f0', 1),
    cellNode('gru', 'f0', 's1', H, { state: 's0' }),
    dense('s1', 'y1', 1),
    step('teacher', 't1', 0),
    { op: 'teach', input: 'y1', teacher: 't1', output: 'f1', rate: 0.5 },
    cellNode('gru', 'f1', 's2', H, { state: 's1', weights: 's1' }),
    dense('s2', 'y2', 1, { weights: 'y1' }),
    concat('y1', 'y2', 'y'),
  ];
  return { context: T, channels: I, horizon: 2, future: 1, statics: 1, teacher: true, nodes, output: 'y' };
}
