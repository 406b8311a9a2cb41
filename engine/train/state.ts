import type { NativeModel, TrainStepsResult } from '../native/api.ts';
import type { EpochRecord } from '../protocol/training.ts';

/** Sums over the steps of the running epoch. */
export interface EpochSums {
  /** Sum of step losses, each times its windows. */
  loss: number;
  windows: number;
  /** Before and after clipping. */
  gradientNorm: number;
  clippedNorm: number;
  clipped: number;
  /** The norms of each layer, in the order of the model's `layers`. */
  layerNorms: number[];
  steps: number;
}

/**
 * Where a training run stands: everything that the rest of the run depends on, and nothing else. The order of an
 * epoch's windows follows from seed and epoch, a dropout mask from seed and step, so no generator state is kept.
 */
export interface FitState {
  /** The running epoch, from 1, and the steps of it that are done. */
  epoch: number;
  position: number;
  sums: EpochSums;
  /** Optimiser steps over the whole run. */
  step: number;
  halvings: number;
  waited: number;
  /** The user ended it: nothing more is trained. */
  stopped: boolean;
  bestEpoch: number;
  /** Null before the first epoch has ended. */
  bestValidationLoss: number | null;
  history: EpochRecord[];
  parameters: Float32Array;
  moments: Float32Array;
  /** Those that are kept: of the best epoch, or of the last where the run keeps these. */
  bestParameters: Float32Array;
  /** Of the weights at the ends of epochs; empty where the run averages none. */
  average: Float32Array;
  /** Training time so far over all sessions; a fact for people, nothing depends on it. */
  seconds: number;
}

export function emptySums(layers: number): EpochSums {
  return { loss: 0, windows: 0, gradientNorm: 0, clippedNorm: 0, clipped: 0, layerNorms: new Array<number>(layers).fill(0), steps: 0 };
}

/** Adds the steps of one call; `windows(i)` is how many windows step i had. */
export function addSteps(sums: EpochSums, result: TrainStepsResult, windows: (i: number) => number): void {
  const layers = sums.layerNorms.length;
  for (let i = 0; i < result.steps; i++) {
    sums.loss += result.losses[i]! * windows(i);
    sums.windows += windows(i);
    sums.gradientNorm += result.gradientNorms[i]!;
    sums.clippedNorm += result.clippedNorms[i]!;
    if (result.clippedNorms[i]! < result.gradientNorms[i]!) sums.clipped++;
    for (let layer = 0; layer < layers; layer++) sums.layerNorms[layer]! += result.layerNorms[i * layers + layer]!;
  }
  sums.steps += result.steps;
}

/** What an epoch's record says of its steps. */
export function epochMeans(
  sums: EpochSums,
  layers: readonly string[],
): Pick<EpochRecord, 'trainingLoss' | 'gradientNorm' | 'clippedNorm' | 'clippedShare' | 'layerNorms'> {
  return {
    trainingLoss: sums.loss / sums.windows,
    gradientNorm: sums.gradientNorm / sums.steps,
    clippedNorm: sums.clippedNorm / sums.steps,
    clippedShare: sums.clipped / sums.steps,
    layerNorms: layers.map((layer, i) => ({ layer, norm: sums.layerNorms[i]! / sums.steps })),
  };
}

/** A run before its first step. */
export function freshState(model: NativeModel): FitState {
  const parameters = model.getParameters();
  return {
    epoch: 1,
    position: 0,
    sums: emptySums(model.layers.length),
    step: 0,
    halvings: 0,
    waited: 0,
    stopped: false,
    bestEpoch: 0,
    bestValidationLoss: null,
    history: [],
    parameters,
    moments: new Float32Array(2 * parameters.length),
    bestParameters: parameters,
    average: new Float32Array(0),
    seconds: 0,
  };
}
