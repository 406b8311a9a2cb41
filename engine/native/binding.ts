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
import { checkIndices, checkInteger, checkLength, checkModelOptions, checkSource, checkTrainSteps, checkTyped } from './check.ts';

/** What addon.cc exports; the arguments of its functions are trusted. */
interface Addon {
  Model: new (options: ModelOptions, isa: string) => AddonModel;
  info(isa: string): NativeInfo;
  measurePeak(isa: string, threads: number, milliseconds: number): Promise<number>;
}

interface AddonModel {
  describe(): { parameters: ParameterInfo[]; parameterCount: number; outputs: number; horizon: number };
  trainingBytes(batch: number): number;
  getParameters(): Float32Array;
  setParameters(values: Float32Array): void;
  getOptimizerState(): { moments: Float32Array; step: number };
  setOptimizerState(state: { moments: Float32Array; step: number }): void;
  setSource(source: WindowSource): void;
  trainSteps(request: TrainStepsRequest): Promise<TrainStepsResult>;
  predict(indices: Int32Array, batch: number): Promise<Float32Array>;
  evaluate(indices: Int32Array, batch: number): Promise<number>;
  gradients(x: Float32Array, y: Float32Array, batch: number): Promise<{ outputs: Float32Array; loss: number; gradient: Float32Array }>;
  cancel(): void;
  dispose(): void;
}

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
    this.layers = [...new Set(description.parameters.map(({ name }) => name.slice(0, name.lastIndexOf('.'))))];
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
    return new Float32Array(0);
  }

  setCarriedState(values: Float32Array): void {
    checkLength('the carried state', values, 0);
  }

  activations(): Promise<GateActivations[]> {
    return Promise.reject(new Error('The core does not tell its activations yet.'));
  }

  stepGradients(): Promise<StepGradients[]> {
    return Promise.reject(new Error('The core does not tell its gradients by step yet.'));
  }

  setSource(source: WindowSource): void {
    checkSource(source, this.#options.graph.channels, this.#horizon, this.outputs);
    this.#addon.setSource(source);
  }

  async trainSteps(request: TrainStepsRequest): Promise<TrainStepsResult> {
    checkTrainSteps(request);
    return this.#completed(await this.#run(this.#addon.trainSteps(request)));
  }

  cancel(): void {
    this.#addon.cancel();
  }

  async predict(indices: Int32Array, batch: number): Promise<Float32Array> {
    checkIndices(indices, batch);
    return this.#run(this.#addon.predict(indices, batch));
  }

  async evaluate(indices: Int32Array, batch: number): Promise<number> {
    checkIndices(indices, batch);
    return this.#run(this.#addon.evaluate(indices, batch));
  }

  async gradients({ x, y, batch }: TensorBatch): Promise<{ outputs: Float32Array; loss: number; gradient: Float32Array }> {
    const { context, channels } = this.#options.graph;
    checkInteger('batch', batch, 1);
    checkTyped('x', x, Float32Array);
    checkLength(`x [${batch}, ${context}, ${channels}]`, x, batch * context * channels);
    checkTyped('y', y, Float32Array);
    checkLength(`y [${batch}, ${this.#horizon}]`, y, batch * this.#horizon);
    return this.#run(this.#addon.gradients(x, y, batch));
  }

  dispose(): void {
    this.#addon.dispose();
  }

  /** What this build of the core does not measure: the norms of layers are unknown. */
  #completed(result: Pick<TrainStepsResult, 'steps' | 'gradientNorms'> & Partial<TrainStepsResult>): TrainStepsResult {
    const { clipNorm } = this.#options.optimizer;
    const { steps, gradientNorms } = result;
    return {
      clippedNorms: gradientNorms.map((norm) => (clipNorm > 0 ? Math.min(norm, clipNorm) : norm)),
      layerNorms: new Float64Array(steps * this.layers.length).fill(Number.NaN),
      failed: null,
      ...result,
    } as TrainStepsResult;
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
