import type { NativeModel } from '../native/api.ts';
import { CancelledError } from '../protocol/errors.ts';
import type { TrainingEstimate, TrainingRequest } from '../protocol/training.ts';
import { neededBytes, requireMemory } from '../train/memory.ts';
import { prepare, type Prepared } from '../train/prepare.ts';
import { resolveConfig } from '../train/resolve.ts';
import { createNetwork } from '../train/train-model.ts';
import type { EngineContext } from './context.ts';
import type { LoadedDataset } from './dataset-store.ts';

/** The timing probe: so many steps (the first warms up) of so many windows, fewer where one takes long. */
const PROBE_STEPS = 3;
const PROBE_WINDOWS = 32;
const LONG_SECONDS = 0.5;

/** What a request resolves to, and its cost by a few timed steps on a scratch network. Error: CancelledError. */
export async function estimate(
  context: EngineContext,
  dataset: LoadedDataset['dataset'],
  request: TrainingRequest,
  signal: AbortSignal,
): Promise<TrainingEstimate> {
  const config = resolveConfig(dataset, request);
  const prepared = prepare(dataset, config.data, config.model, config.training.loss);
  const { batch, epochs } = config.training;
  const network = createNetwork(context.core(), config, prepared.seriesIds.length);
  const stop = (): void => network.cancel();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const bytes = neededBytes(network, prepared, config);
    requireMemory(bytes, config);
    const perWindow = await probe(context, network, prepared, Math.min(batch, PROBE_WINDOWS), signal);
    return {
      config,
      parameters: network.parameterCount,
      windows: { training: prepared.training.length, validation: prepared.validation.length, test: prepared.testWindows },
      seconds: prepared.training.length * epochs * perWindow,
      bytes,
    };
  } finally {
    signal.removeEventListener('abort', stop);
    network.dispose();
  }
}

/** Seconds that training takes a window. */
async function probe(
  context: EngineContext,
  network: NativeModel,
  { source, training }: Prepared,
  windows: number,
  signal: AbortSignal,
): Promise<number> {
  network.setSource(source);
  const order = training.subarray(0, windows);
  const rates = new Float64Array(1);
  let seconds = 0;
  for (let step = 0; step < PROBE_STEPS && seconds < LONG_SECONDS; step++) {
    const started = context.clock.now();
    await network.trainSteps({ order, batch: windows, rates });
    if (signal.aborted) throw new CancelledError('Another estimate was asked for.');
    seconds = (context.clock.now() - started) / 1000;
  }
  return seconds / order.length;
}
