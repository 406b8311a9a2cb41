/**
 * The only loader of the native core. It finds the addon, checks every argument before it crosses the boundary,
 * and hands out the interface of `api.ts`.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type {
  GateActivations,
  InstructionSet,
  ModelOptions,
  NativeCore,
  NativeInfo,
  NativeModel,
  ParameterInfo,
  StepGradients,
  TensorBatch,
  TrainStepsRequest,
  TrainStepsResult,
  WindowSource,
} from './api.ts';
import {
  checkBatch,
  checkIndices,
  checkInteger,
  checkLength,
  checkModelOptions,
  checkNoise,
  checkSource,
  checkTrainSteps,
  checkTyped,
} from './check.ts';

/** What addon.cc exports; the arguments of its functions are trusted. */
interface Addon {
  Model: new (options: ModelOptions, isa: string) => AddonModel;
  info(isa: string): NativeInfo;
  setBackground(background: boolean): void;
  measurePeak(isa: string, threads: number, milliseconds: number): Promise<number>;
}

interface AddonModel {
  describe(): { parameters: ParameterInfo[]; parameterCount: number; outputs: number; horizon: number; layers: string[] };
  trainingBytes(batch: number): number;
  getParameters(): Float32Array;
  setParameters(values: Float32Array): void;
  getOptimizerState(): { moments: Float32Array; step: number };
  setOptimizerState(state: { moments: Float32Array; step: number }): void;
  getCarriedState(): Float32Array;
  setCarriedState(values: Float32Array): void;
  setSource(source: WindowSource & { staticRows: number }): void;
  trainSteps(request: TrainStepsRequest): Promise<TrainStepsResult>;
  predict(indices: Int32Array, batch: number): Promise<Float32Array>;
  samplePaths(indices: Int32Array, batch: number, paths: number, noise: Float32Array): Promise<Float32Array>;
  evaluate(indices: Int32Array, batch: number): Promise<number>;
  gradients(batch: TensorBatch, dropoutStep?: number): Promise<{ outputs: Float32Array; loss: number; gradient: Float32Array }>;
  activations(batch: TensorBatch): Promise<Array<Omit<GateActivations, 'gates'>>>;
  stepGradients(batch: TensorBatch): Promise<StepGradients[]>;
  cancel(): void;
  dispose(): void;
}

/** The order in which the core hands out the gates of each cell. */
const GATES: Partial<Record<string, string[]>> = { rnn: ['h'], lstm: ['i', 'f', 'g', 'o', 'c', 'h'], gru: ['z', 'r', 'n', 'h'] };

/** Models with a call under way. A process that exits waits for its worker threads, so it cancels them first. */
const running = new Set<AddonModel>();
let exitHooked = false;

function cancelAtExit(): void {
  if (exitHooked) return;
  exitHooked = true;
  process.once('exit', () => running.forEach((model) => model.cancel()));
}

class Model implements NativeModel {
  readonly parameters: readonly ParameterInfo[];
  readonly parameterCount: number;
  readonly outputs: number;
  readonly layers: readonly string[];
  readonly #options: ModelOptions;
  readonly #horizon: number;
  readonly #addon: AddonModel;

  constructor(addon: AddonModel, options: ModelOptions) {
    const description = addon.describe();
    this.parameters = description.parameters;
    this.parameterCount = description.parameterCount;
    this.outputs = description.outputs;
    this.layers = description.layers;
    this.#horizon = description.horizon;
    this.#options = options;
    this.#addon = addon;
  }

  trainingBytes(batch: number): number {
    checkInteger('batch', batch, 1);
    return this.#addon.trainingBytes(batch);
  }

  getParameters(): Float32Array {
    return this.#addon.getParameters();
  }

  setParameters(values: Float32Array): void {
    checkTyped('parameters', values, Float32Array);
    checkLength('parameters', values, this.parameterCount);
    this.#addon.setParameters(values);
  }

  getOptimizerState(): { moments: Float32Array; step: number } {
    return this.#addon.getOptimizerState();
  }

  setOptimizerState(state: { moments: Float32Array; step: number }): void {
    checkTyped('moments', state.moments, Float32Array);
    checkLength('moments', state.moments, 2 * this.parameterCount);
    checkInteger('step', state.step, 0);
    this.#addon.setOptimizerState(state);
  }

  getCarriedState(): Float32Array {
    return this.#addon.getCarriedState();
  }

  setCarriedState(values: Float32Array): void {
    checkTyped('the carried state', values, Float32Array);
    this.#addon.setCarriedState(values);
  }

  setSource(source: WindowSource): void {
    const { graph } = this.#options;
    checkSource(source, graph, this.#horizon, this.outputs);
    // An object of our own, which the core keeps: the caller may change his.
    this.#addon.setSource({ ...source, staticRows: (source.statics?.length ?? 0) / Math.max(1, graph.statics ?? 0) });
  }

  async trainSteps(request: TrainStepsRequest): Promise<TrainStepsResult> {
    checkTrainSteps(request);
    return this.#run(this.#addon.trainSteps(request));
  }

  cancel(): void {
    this.#addon.cancel();
  }

  async predict(indices: Int32Array, batch: number): Promise<Float32Array> {
    checkIndices(indices, batch);
    return this.#run(this.#addon.predict(indices, batch));
  }

  async samplePaths(indices: Int32Array, batch: number, paths: number, noise: Float32Array): Promise<Float32Array> {
    checkIndices(indices, batch);
    checkNoise(noise, indices.length, paths, this.#horizon);
    return this.#run(this.#addon.samplePaths(indices, batch, paths, noise));
  }

  async evaluate(indices: Int32Array, batch: number): Promise<number> {
    checkIndices(indices, batch);
    return this.#run(this.#addon.evaluate(indices, batch));
  }

  async gradients(batch: TensorBatch, dropoutStep?: number): Promise<{ outputs: Float32Array; loss: number; gradient: Float32Array }> {
    checkBatch(batch, this.#options.graph, this.#horizon);
    if (dropoutStep !== undefined) checkInteger('dropoutStep', dropoutStep, 0);
    return this.#run(this.#addon.gradients(batch, dropoutStep));
  }

  async activations(batch: TensorBatch): Promise<GateActivations[]> {
    checkBatch(batch, this.#options.graph, this.#horizon);
    const layers = await this.#run(this.#addon.activations(batch));
    const operation = new Map(this.#options.graph.nodes.map(({ op, output }) => [output, op]));
    return layers.map((layer) => ({ ...layer, gates: GATES[operation.get(layer.node) ?? ''] ?? [] }));
  }

  async stepGradients(batch: TensorBatch): Promise<StepGradients[]> {
    checkBatch(batch, this.#options.graph, this.#horizon);
    return this.#run(this.#addon.stepGradients(batch));
  }

  dispose(): void {
    this.#addon.dispose();
  }

  async #run<Result>(call: Promise<Result>): Promise<Result> {
    cancelAtExit();
    running.add(this.#addon);
    try {
      return await call;
    } finally {
      running.delete(this.#addon);
    }
  }
}

/** Where the addon may lie, in the order in which it is looked for. */
function candidates(): string[] {
  const name = `hindcast_${process.platform}-${process.arch}.node`;
  if (process.env.HINDCAST_NATIVE !== undefined) return [process.env.HINDCAST_NATIVE];
  const found: string[] = [];
  const resources = (process as { resourcesPath?: string }).resourcesPath;
  if (resources !== undefined) found.push(join(resources, 'native', name));
  for (const start of [dirname(fileURLToPath(import.meta.url)), process.cwd()])
    for (let folder = start; ; folder = dirname(folder)) {
      found.push(join(folder, 'engine/native/build/Release', name));
      if (dirname(folder) === folder) break;
    }
  return found;
}

function loadAddon(): Addon {
  const paths = candidates();
  const path = paths.find((candidate) => existsSync(candidate));
  if (path === undefined)
    throw new Error(
      `Expected the native core at ${paths[0]} or in engine/native/build/Release above ${process.cwd()} but found none: ` +
        'run `node engine/native/build.mjs`, or set HINDCAST_NATIVE to the file.',
    );
  try {
    return createRequire(import.meta.url)(path) as Addon;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Expected the native core at ${path} to load but it did not: ${reason}`, { cause: error });
  }
}

let core: NativeCore | undefined;

/** The native core; loaded once a process. Throws when it cannot be loaded, saying where it was expected. */
export function loadNative(): NativeCore {
  if (core !== undefined) return core;
  const addon = loadAddon();
  const requested = (): string => process.env.HINDCAST_ISA ?? '';
  core = {
    info: () => addon.info(requested()),
    configure: ({ background }) => addon.setBackground(background),
    createModel(options: ModelOptions, isa?: InstructionSet): NativeModel {
      checkModelOptions(options);
      const kept = structuredClone(options);
      return new Model(new addon.Model(kept, isa ?? requested()), kept);
    },
    async measurePeak(isa: InstructionSet, threads: number, milliseconds: number): Promise<number> {
      checkInteger('threads', threads, 1, 256);
      checkInteger('milliseconds', milliseconds, 1, 60_000);
      return addon.measurePeak(isa, threads, milliseconds);
    },
  };
  return core;
}
