import { basename } from 'node:path';
import { loadCalendar } from '../data/index.ts';
import { instructionSet } from '../train/instruction-set.ts';
import { neededBytes, requireMemory } from '../train/memory.ts';
import { prepare } from '../train/prepare.ts';
import { withinPresetTime } from '../train/presets.ts';
import { probeSeconds } from '../train/probe.ts';
import { resolveConfig } from '../train/resolve.ts';
import { createNetwork } from '../train/train-model.ts';
import type { RunLock } from '../project/lock.ts';
import type { Run } from '../project/run-record.ts';
import type { RunConfig, TrainingRequest } from '../protocol/training.ts';
import type { EngineContext } from './context.ts';
import type { LoadedDataset } from './dataset-store.ts';
import { ranged } from './ranged.ts';
import type { RunStore } from './run-store.ts';
import { newRun } from './run-store.ts';

/** A run that can be trained, before anything of it is on disk. */
export interface PlannedRun {
  request: TrainingRequest;
  loaded: LoadedDataset;
  config: RunConfig;
  parameters: number;
  isa: string;
}

/** A run whose folder is made and locked. */
export interface PlacedRun {
  run: Run;
  loaded: LoadedDataset;
  lock: RunLock;
}

/** Checks everything that can be checked before training. Errors: those of `resolveConfig`, `prepare` and `openModel`; `out-of-memory`. */
export async function planRun(
  { core, datasets, clock }: EngineContext,
  wished: TrainingRequest,
  adapt: (config: RunConfig) => RunConfig,
  signal: AbortSignal,
): Promise<PlannedRun> {
  const whole = await datasets.get(wished.datasetId, signal);
  const { dataset, request } = ranged(whole.dataset, wished);
  const loaded = { ...whole, dataset };
  await loadCalendar(request.data.calendar ?? []);
  const wanted = adapt(resolveConfig(loaded.dataset, request));
  const isa = instructionSet(core().info(), wanted.training.instructionSet);
  const prepared = prepare(loaded.dataset, wanted.data, wanted.model, wanted.training.loss);
  const network = createNetwork(core(), wanted, prepared.seriesIds.length, prepared.categories);
  try {
    requireMemory(neededBytes(network, prepared, wanted), wanted);
    const perWindow = request.preset === undefined ? 0 : await probeSeconds(network, prepared, wanted.training.batch, clock, signal);
    const config = withinPresetTime(wanted, request, prepared.training.length, perWindow);
    return { request, loaded, config, parameters: network.parameterCount, isa };
  } finally {
    network.dispose();
  }
}

/** Makes the folder of a planned run and its record. Errors: those of `RunStore.create` and of saving. */
export async function placeRun({ runs, clock }: EngineContext, planned: PlannedRun): Promise<PlacedRun> {
  const { request, loaded, config, parameters, isa } = planned;
  const given = request.name ?? (request.folder === undefined ? await freeName(loaded.summary.name, config, runs) : undefined);
  const { id, folder, lock } = await runs.create(request.folder);
  const run = newRun(loaded.summary, { id, folder, name: given ?? basename(folder), createdAt: clock.date(), config, parameters, isa });
  try {
    await runs.save(run);
  } catch (error) {
    await lock.release();
    throw error;
  }
  return { run, loaded, lock };
}

/** The usual name, with a number where runs of the workspace have it: runs that are compared must be told apart. */
async function freeName(datasetName: string, { model }: RunConfig, runs: Pick<RunStore, 'list'>): Promise<string> {
  const usual = `${datasetName} ${model.kind.toUpperCase()}`;
  const taken = new Set((await runs.list(undefined)).map(({ summary }) => summary.name));
  let name = usual;
  for (let number = 2; taken.has(name); number++) name = `${usual} ${number}`;
  return name;
}
