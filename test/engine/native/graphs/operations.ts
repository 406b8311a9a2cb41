/** The operations without a state of their own, and the segment network that joins many of them. */
import type { Graph } from '../../../../engine/native/api.ts';
import { add, cellNode, concat, dense, last, type Sizes } from '../models.ts';
import { graphOf, head, activation, dropout, step, reverse, flat, part, monotone, seasonWithin, smooth, type Build } from './nodes.ts';

/** Patches of a channel through one GRU, which then decodes one query a patch (Lin et al. 2023). */
function segments(z: Sizes): Graph {
  const width = z.T % 3 === 0 ? 3 : z.T % 2 === 0 ? 2 : 1;
  const ahead = 3;
  return graphOf(
    z,
    [
      { op: 'channel', input: 'x', output: 'target', channel: 0 },
      { op: 'reshape', input: 'target', output: 'patches', steps: z.T / width, features: width },
      dense('patches', 'wide', z.H + 1),
      activation('wide', 'in', 'relu'),
      { op: 'gru', input: 'in', output: 'encoder', hidden: z.H, resetAfter: true },
      last('encoder', 'state'),
      { op: 'query', output: 'place', steps: ahead, units: z.H },
      { op: 'embedding', input: 'static', output: 'which', channel: 0, categories: 4, units: 1 },
      { op: 'repeat', input: 'which', output: 'whichEach', steps: ahead },
      concat('place', 'whichEach', 'asked'),
      {
        op: 'gru',
        input: 'asked',
        output: 'decoder',
        hidden: z.H,
        resetAfter: true,
        state: 'state',
        dilation: ahead,
        weights: 'encoder',
      },
      dropout('decoder', 'dropped', 0.3),
      dense('dropped', 'segments', width),
      flat('segments', 'y', ahead * width),
    ],
    { statics: 1 },
  );
}

export const OPERATIONS: Record<string, Build> = {
  'dense, at every step, shared': (z) =>
    graphOf(z, [
      dense('x', 'a', z.H),
      dense('a', 'b', z.H),
      dense('b', 'c', z.H, { weights: 'b' }),
      last('c', 'd'),
      dense('d', 'e', z.H, { bias: false }),
      dense('e', 'f', z.H, { bias: false, weights: 'e' }),
      head('f', z),
    ]),
  'dense, without a bias on a channel': (z) =>
    graphOf(z, [{ op: 'channel', input: 'x', output: 'a', channel: z.I - 1 }, dense('a', 'y', z.O, { bias: false })]),
  'embedding, of codes known and unknown': (z) =>
    graphOf(
      z,
      [
        { op: 'embedding', input: 'static', output: 'a', channel: 1, categories: 4, units: z.H },
        { op: 'embedding', input: 'static', output: 'b', channel: 0, categories: 4, units: z.H, weights: 'a' },
        dense('x', 'wide', z.H),
        concat('x', 'wide', 'in'),
        { op: 'embedding', input: 'in', output: 'c', channel: z.I - 1, categories: 2, units: z.H },
        concat('in', 'c', 'd'),
        cellNode('rnn', 'd', 'e', z.H, { state: 'a' }),
        last('e', 'f'),
        add('f', 'b', 'g'),
        head('g', z),
      ],
      { statics: 2 },
    ),
  'query, at steps and once': (z) =>
    graphOf(z, [
      { op: 'query', output: 'a', steps: z.T, units: z.H },
      { op: 'query', output: 'b', steps: 0, units: z.H },
      dense('x', 'c', z.H),
      add('a', 'c', 'd'),
      cellNode('rnn', 'd', 'e', z.H, { state: 'b' }),
      last('e', 'f'),
      add('f', 'b', 'g'),
      head('g', z),
    ]),
  'norm, of a sequence and a vector': (z) =>
    graphOf(z, [
      dense('x', 'a', z.H),
      { op: 'norm', input: 'a', output: 'b' },
      add('a', 'b', 'c'),
      last('c', 'd'),
      { op: 'norm', input: 'd', output: 'e' },
      add('d', 'e', 'f'),
      head('f', z),
    ]),
  ...Object.fromEntries(
    (['relu', 'tanh', 'sigmoid', 'softplus'] as const).map((kind) => [
      `activation, ${kind}`,
      (z: Sizes) =>
        graphOf(z, [
          dense('x', 'a', z.H),
          activation('a', 'b', kind),
          add('a', 'b', 'c'),
          last('c', 'd'),
          dense('d', 'e', z.H),
          activation('e', 'f', kind),
          head('f', z),
        ]),
    ]),
  ),
  'add, of a tensor to itself and read thrice': (z) =>
    graphOf(z, [
      dense('x', 'a', z.H),
      add('a', 'a', 'b'),
      add('a', 'b', 'c'),
      last('c', 'd'),
      add('d', 'd', 'e'),
      last('a', 'f'),
      add('e', 'f', 'g'),
      head('g', z),
    ]),
  'concat, of sequences, of vectors, of a tensor with itself': (z) =>
    graphOf(z, [
      dense('x', 'a', z.H),
      concat('a', 'x', 'b'),
      concat('x', 'b', 'c'),
      concat('c', 'c', 'd'),
      last('d', 'e'),
      last('a', 'f'),
      concat('f', 'e', 'g'),
      head('g', z),
    ]),
  'part, of sequences and vectors': (z) =>
    graphOf(z, [
      dense('x', 'a', z.H + 2),
      part('a', 'b', 1, z.H),
      part('a', 'c', 2, z.H),
      part('a', 'd', 0, z.H),
      add('b', 'c', 'e'),
      add('d', 'e', 'f'),
      last('f', 'g'),
      part('g', 'h', 0, 1),
      concat('g', 'h', 'i'),
      head('i', z),
    ]),
  'last, step: first, middle and end': (z) =>
    graphOf(z, [
      dense('x', 'a', z.H),
      step('a', 'b', 0),
      step('a', 'c', Math.floor(z.T / 2)),
      step('a', 'd', z.T - 1),
      last('a', 'e'),
      concat('b', 'c', 'f'),
      concat('d', 'e', 'g'),
      concat('f', 'g', 'h'),
      head('h', z),
    ]),
  'channel, of a recurrent layer, beside its last step': (z) =>
    graphOf(z, [
      cellNode('lstm', 'x', 'a', z.H),
      { op: 'channel', input: 'a', output: 'b', channel: z.H - 1 },
      { op: 'channel', input: 'a', output: 'c', channel: 0 },
      last('a', 'd'),
      concat('b', 'c', 'e'),
      concat('d', 'e', 'f'),
      head('f', z),
    ]),
  'repeat, beside the vector': (z) =>
    graphOf(z, [
      last('x', 'a'),
      dense('a', 'b', z.H),
      { op: 'repeat', input: 'b', output: 'c', steps: z.T },
      concat('c', 'x', 'd'),
      cellNode('rnn', 'd', 'e', z.H, { state: 'b' }),
      last('e', 'f'),
      head('f', z),
    ]),
  'reverse, beside the sequence': (z) =>
    graphOf(z, [dense('x', 'a', z.H), reverse('a', 'b'), concat('a', 'b', 'c'), last('c', 'd'), head('d', z)]),
  'reshape, to and fro': (z) =>
    graphOf(z, [
      dense('x', 'a', 2 * z.H),
      { op: 'reshape', input: 'a', output: 'b', steps: 2 * z.T, features: z.H },
      cellNode('rnn', 'b', 'c', z.H),
      flat('c', 'd', 2 * z.T * z.H),
      flat('b', 'e', 2 * z.T * z.H),
      add('d', 'e', 'f'),
      { op: 'reshape', input: 'f', output: 'g', steps: z.H, features: 2 * z.T },
      dense('g', 'h', 2),
      flat('h', 'i', 2 * z.H),
      head('i', z),
    ]),
  'monotone, with the median first, within and last': (z) =>
    graphOf(z, [
      dense('x', 'a', 6),
      monotone('a', 'b', 3, 0),
      monotone('b', 'c', 6, 2),
      add('a', 'c', 'd'),
      last('d', 'e'),
      monotone('e', 'f', 3, 2),
      monotone('f', 'g', 1, 0),
      head('g', z),
    ]),
  // A softplus is above a half for seven tenths of the inputs, so that windows have some gaps.
  'smooth, with a season, twice, of what a layer writes': (z) =>
    graphOf(
      z,
      [
        dense('x', 'a', z.H),
        activation('x', 'masks', 'softplus'),
        concat('a', 'masks', 'b'),
        { op: 'embedding', input: 'static', output: 'c', channel: 0, categories: 4, units: 2 },
        smooth('b', 'c', 'd', { channel: z.H - 1, mask: z.H, season: seasonWithin(z.T, 3), steps: 5 }),
        part('d', 'e', 0, z.T),
        { op: 'reshape', input: 'e', output: 'f', steps: z.T, features: 1 },
        concat('f', 'masks', 'g'),
        { op: 'query', output: 'h', steps: 0, units: 2 },
        smooth('g', 'h', 'i', { channel: 0, mask: z.I, season: seasonWithin(z.T, 2), steps: 1 }),
        concat('d', 'i', 'j'),
        head('j', z),
      ],
      { statics: 1 },
    ),
  'smooth, rates and targets read twice': (z) =>
    graphOf(z, [
      dense('x', 'a', 2),
      activation('x', 'masks', 'softplus'),
      concat('a', 'masks', 'b'),
      last('a', 'c'),
      smooth('b', 'c', 'd', { channel: 0, mask: 2, season: 1, steps: 3 }),
      smooth('b', 'c', 'e', { channel: 1, mask: 1 + z.I, season: seasonWithin(z.T, 2), steps: 2 }),
      concat('d', 'e', 'f'),
      head('f', z),
    ]),
  'dropout, of vectors': (z) =>
    graphOf(z, [last('x', 'a'), dense('a', 'b', z.H), dropout('b', 'c', 0.5), add('b', 'c', 'd'), head('d', z)]),
  'segments with queries, an embedding and one GRU': segments,
};
