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
  bestParameters: Float32Array;
  /** Training time so far over all sessions; a fact for people, nothing depends on it. */
  seconds: number;
}

export function emptySums(layers: number): EpochSums {
  return { loss: 0, windows: 0, gradientNorm: 0, clippedNorm: 0, clipped: 0, layerNorms: new Array<number>(layers).fill(0), steps: 0 };
}
