import type { Graph, LossSpec, ModelOptions, NativeCore, NativeModel } from '../native/api.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { RunConfig } from '../protocol/training.ts';
import { instructionSet } from './instruction-set.ts';
import { explainMemory } from './memory.ts';
import { optimizerSpec } from './optimizer.ts';

/**
 * A network in the core with its first weights, on the instruction set of the configuration. Dispose it when done.
 * Errors: `bad-config` with the core's sentence (both shapes, where shapes do not fit), `no-instruction-set`, `out-of-memory`.
 */
export function openModel(core: NativeCore, config: RunConfig, graph: Graph, loss: LossSpec): NativeModel {
  const { seed, threads, instructionSet: choice } = config.training;
  const set = instructionSet(core.info(), choice);
  try {
    return core.createModel({ graph, loss, optimizer: optimizerSpec(config.training), seed, start: startOf(config), threads }, set);
  } catch (error) {
    const explained = explainMemory(error, config);
    if (explained !== error || !(error instanceof Error)) throw explained;
    throw new ExpectedError('bad-config', `This network cannot be built: ${sentence(error.message)} ${advice(error.message, config)}`, {
      reason: error.message,
    });
  }
}

/** SegRNN learns better from the small weights that it was published with; a network that starts as a ridge does not. */
function startOf({ model }: RunConfig): NonNullable<ModelOptions['start']> {
  const asRidge = model.skip && model.skipStart !== 'zero';
  return model.structure === 'segments' && !asRidge ? 'uniform' : 'orthogonal';
}

/** What to change, by what the core's sentence is about. */
function advice(message: string, { data, model, training }: RunConfig): string {
  if (/parameters/.test(message)) {
    return `Lower the hidden units (now ${model.hidden}), the layers (now ${model.layers}) or the horizon (now ${data.horizon}).`;
  }
  if (/\bunits\b/.test(message)) {
    return `Lower the horizon (now ${data.horizon}), the quantiles (now ${training.quantiles.length}) or the hidden units (now ${model.hidden}).`;
  }
  return `Look at context ${data.context}, horizon ${data.horizon}, ${model.layers} x ${model.hidden} units and ${training.quantiles.length} quantiles.`;
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
