import type { Graph, LossSpec } from '../native/api.ts';
import type { DataConfig, ModelConfig, Structure } from '../protocol/training.ts';
import { Blueprint } from './blueprint.ts';
import { deeparGraph } from './deepar.ts';
import { encoderDecoderGraph } from './encoder-decoder.ts';
import { esRnnGraph } from './es-rnn.ts';
import { stackGraph } from './stack.ts';
import { segmentsGraph } from './segments.ts';

/** One line a structure. */
const STRUCTURES: Record<Structure, (plan: Blueprint) => Graph> = {
  stack: stackGraph,
  'encoder-decoder': encoderDecoderGraph,
  segments: segmentsGraph,
  'es-rnn': esRnnGraph,
  deepar: deeparGraph,
};

/**
 * The network of a configuration, `[C, channels] -> [h * P]`. `series`: how many series it is trained on; `categories`: the names of each of
 * `data.categorical` that training has met. Error: `bad-config`.
 */
export function networkGraph(
  data: DataConfig,
  model: ModelConfig,
  loss: LossSpec,
  series: number,
  categories: ReadonlyArray<readonly string[]> = [],
): Graph {
  return STRUCTURES[model.structure](new Blueprint(data, model, loss, series, categories));
}
