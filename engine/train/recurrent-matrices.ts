import type { TrainedModel } from '../models/trained.ts';
import type { ModelInspection } from '../protocol/inspection.ts';
import { layerName } from './join-steps.ts';
import { spectralRadius } from './spectral-radius.ts';

/** The gates of a cell in the order of its rows. */
const GATES = { rnn: ['h'], lstm: ['i', 'f', 'g', 'o'], gru: ['z', 'r', 'n'] } as const;

/** The spectral radius of every gate's recurrent matrix; a layer that uses another's weights has none of its own. */
export function recurrentRadii({ graph, parameters, values }: TrainedModel): ModelInspection['radii'] {
  return graph.nodes.flatMap((node) => {
    if (node.op !== 'rnn' && node.op !== 'lstm' && node.op !== 'gru') return [];
    const matrix = parameters.find(({ name }) => name === `${node.output}.recurrentWeights`);
    if (!matrix) return [];
    const size = node.hidden * node.hidden;
    const gates = GATES[node.op].map((gate, index) => {
      const from = matrix.offset + index * size;
      return { gate, spectralRadius: spectralRadius(values.subarray(from, from + size), node.hidden) };
    });
    return [{ layer: layerName(node.output), cell: node.op, hidden: node.hidden, gates }];
  });
}
