/** What is said of runs and read from them beside their results, as it crosses the wire and is stored. */

/** What people say of a run. It changes nothing in its result, and can be changed while the run is at work. */
export interface RunAnnotation {
  /** Plain text, several lines. */
  notes: string;
  /** In the order in which they were given; none twice. */
  tags: string[];
  /** A place among the runs, parts separated by `/`, such as `airline/lstm`; empty: none. */
  folder: string;
  /** Kept, but not shown unless asked for. */
  archived: boolean;
  /** Shown before all others. */
  pinned: boolean;
}

export const NO_ANNOTATION: RunAnnotation = { notes: '', tags: [], folder: '', archived: false, pinned: false };

/** What is to change in the annotations of some runs; what is left open stays. */
export interface AnnotationRequest {
  runIds: string[];
  notes?: string | undefined;
  /** All tags; `addTags` and `removeTags` then apply to these. */
  tags?: string[] | undefined;
  addTags?: string[] | undefined;
  removeTags?: string[] | undefined;
  folder?: string | undefined;
  archived?: boolean | undefined;
  pinned?: boolean | undefined;
}

/** Losses of a run besides the best validation loss, as its loss function measures them. */
export interface RunLosses {
  lastTraining: number;
  lastValidation: number;
  /** Training loss of the best epoch; NaN before there is one. */
  bestTraining: number;
}

/** When an epoch ended and how fast it was; these differ from machine to machine, so they stand beside the history. */
export interface EpochTiming {
  epoch: number;
  /** Optimiser steps from the run's beginning. */
  steps: number;
  /** Seconds of training from the run's beginning; time between interruption and resumption does not count. */
  seconds: number;
  windowsPerSecond: number;
}

/** The curves of a run as columns, one entry an epoch; what was not kept is NaN. */
export interface RunCurves {
  runId: string;
  epoch: Float64Array;
  trainingLoss: Float64Array;
  validationLoss: Float64Array;
  rate: Float64Array;
  gradientNorm: Float64Array;
  steps: Float64Array;
  seconds: Float64Array;
  windowsPerSecond: Float64Array;
}
