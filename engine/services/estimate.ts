import { loadCalendar } from '../data/index.ts';
import type { TrainingEstimate, TrainingRequest } from '../protocol/training.ts';
import { neededBytes, requireMemory } from '../train/memory.ts';
import { prepare } from '../train/prepare.ts';
import { withinPresetTime } from '../train/presets.ts';
import { probeSeconds } from '../train/probe.ts';
import { resolveConfig } from '../train/resolve.ts';
import { createNetwork } from '../train/train-model.ts';
import type { EngineContext } from './context.ts';
import type { LoadedDataset } from './dataset-store.ts';
import { ranged, rangeNote } from './ranged.ts';

/** What a window costs where it is only forecast, beside one that is learned from: no way back, which takes about twice as long as the way there. */
const VALIDATION_COST = 1 / 3;

/** What a request resolves to, and its cost by a few timed steps on a scratch network. Error: CancelledError. */
export async function estimate(
  context: EngineContext,
  whole: LoadedDataset['dataset'],
  wished: TrainingRequest,
  signal: AbortSignal,
): Promise<TrainingEstimate> {
  await loadCalendar(wished.data.calendar ?? []);
  const { dataset, request } = ranged(whole, wished);
  const told = rangeNote(whole, dataset, request);
  const notes: string[] = told === null ? [] : [told];
  const wanted = resolveConfig(dataset, request, (note) => notes.push(note));
  const prepared = prepare(dataset, wanted.data, wanted.model, wanted.training.loss);
  const network = createNetwork(context.core(), wanted, prepared.seriesIds.length, prepared.categories);
  try {
    const bytes = neededBytes(network, prepared, wanted);
    requireMemory(bytes, wanted);
    const windows = prepared.training.length;
    const perWindow = await probeSeconds(network, prepared, wanted.training.batch, context.clock, signal);
    const config = withinPresetTime(wanted, request, windows, perWindow);
    return {
      config,
      parameters: network.parameterCount,
      windows: { training: windows, validation: prepared.validation.length, test: prepared.testWindows },
      seconds: (windows + VALIDATION_COST * prepared.validation.length) * config.training.epochs * perWindow,
      bytes,
      notes,
    };
  } finally {
    network.dispose();
  }
}
