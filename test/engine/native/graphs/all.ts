/** Graphs of the tests against the reference: every operation, with its gradient reaching parameters below each input. */
import type { GraphNode } from '../../../../engine/native/api.ts';
import { CELLS } from '../models.ts';
import { cellGraphs, decoder } from './cells.ts';
import { drawingPoints } from './draws.ts';
import { everything } from './everything.ts';
import type { Build } from './nodes.ts';
import { OPERATIONS } from './operations.ts';

export const GRAPHS: Record<string, Build> = {
  ...Object.fromEntries(CELLS.flatMap((cell) => Object.entries(cellGraphs(cell)))),
  ...OPERATIONS,
  'teach, at half the rate': (z) => decoder('gru', z, 0.5),
  'teach, never': (z) => decoder('rnn', z, 0),
  'draw, of a normal distribution': (z) => drawingPoints('normal', z),
  "draw, of Student's t": (z) => drawingPoints('studentT', z),
  'draw, of counts': (z) => drawingPoints('negativeBinomial', z),
  'every operation': everything,
};

/** A graph for each operation: a new one without its graph does not compile. */
export const GRAPH_OF = {
  rnn: 'rnn, one layer',
  lstm: 'lstm, one layer',
  gru: 'gru, one layer',
  dense: 'dense, at every step, shared',
  embedding: 'embedding, of codes known and unknown',
  query: 'query, at steps and once',
  norm: 'norm, of a sequence and a vector',
  dropout: 'gru, with dropout between layers',
  activation: 'activation, relu',
  add: 'add, of a tensor to itself and read thrice',
  concat: 'concat, of sequences, of vectors, of a tensor with itself',
  part: 'part, of sequences and vectors',
  last: 'last, step: first, middle and end',
  step: 'last, step: first, middle and end',
  channel: 'channel, of a recurrent layer, beside its last step',
  repeat: 'repeat, beside the vector',
  reverse: 'reverse, beside the sequence',
  reshape: 'reshape, to and fro',
  monotone: 'monotone, with the median first, within and last',
  teach: 'teach, at half the rate',
  smooth: 'smooth, with a season, twice, of what a layer writes',
  draw: 'draw, of counts',
} satisfies Record<GraphNode['op'], string>;
