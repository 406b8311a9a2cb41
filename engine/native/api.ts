/**
 * What the native core offers, in types. `binding.ts` loads the addon and hands out this interface;
 * nothing else in the engine knows how the core is built or loaded.
 *
 * Dimensions: B batch, T time (the context length), I input channels, H hidden, L layers,
 * h horizon, O outputs (h times the number of quantiles for a quantile head).
 */

/** One operation of a model's graph: it reads named tensors and writes one. */
export type GraphNode =
  /** A recurrent layer over all T steps, `[T, I] -> [T, hidden]`; the state starts at zero. */
  | { op: 'rnn' | 'lstm'; input: string; output: string; hidden: number }
  /** `resetAfter`: the reset gate multiplies the recurrent product (cuDNN, PyTorch) instead of the state. */
  | { op: 'gru'; input: string; output: string; hidden: number; resetAfter: boolean }
  /** Inverted dropout; identity outside training. `[T, F] -> [T, F]` or `[F] -> [F]`. */
  | { op: 'dropout'; input: string; output: string; rate: number }
  /** The last step of a sequence, `[T, F] -> [F]`. */
  | { op: 'last'; input: string; output: string }
  /** One channel of a sequence over all its steps, `[T, F] -> [T]` as features. */
  | { op: 'channel'; input: string; output: string; channel: number }
  /** `W x + b`, `[F] -> [units]`; `zero` starts it at zero, so that a bypass begins as no bypass. */
  | { op: 'dense'; input: string; output: string; units: number; bias: boolean; zero: boolean }
  /** Element-wise sum of two tensors of one shape. */
  | { op: 'add'; left: string; right: string; output: string };

/**
 * A static graph. The tensor named `x` is the input `[T, I]`; `output` names the result `[O]`.
 * Nodes stand in an order in which every tensor is written before it is read.
 */
export interface Graph {
  context: number;
  channels: number;
  nodes: GraphNode[];
  output: string;
}

/**
 * Loss over the outputs. `mse`: O = h, the mean of squared errors. `pinball`: O = h * Q, outputs ordered
 * `[h][Q]`, the mean over observed targets of the mean over quantiles of max(q e, (q - 1) e), e = y - y_q.
 * A target that is NaN contributes nothing.
 */
export type LossSpec = { kind: 'mse' } | { kind: 'pinball'; quantiles: number[] };

/** A named tensor inside the one parameter vector: `offset` and `shape` in floats, row-major. */
export interface ParameterInfo {
  /** `<output tensor of the node>.<role>`, for example `h1.inputWeights`. */
  name: string;
  shape: number[];
  offset: number;
}

/**
 * Series as windows, cut by the core while it trains: nothing is materialised.
 * `values` is row-major `[rows, channels]` in scaled units with NaN for gaps, all series one after
 * the other; channel 0 is the target. A window with start s reads the context rows s .. s+T-1
 * and, where targets are needed, channel 0 of the rows s+T .. s+T+h-1.
 */
export interface WindowSource {
  values: Float32Array;
  channels: number;
  starts: Int32Array;
  horizon: number;
  /** `last`: subtract the last observed target of the context from channel 0 and from the targets. */
  anchor: 'last' | 'none';
  /**
   * Adds one channel at the end, 1 where the target was observed, else 0. A gap in any channel reads 0
   * after anchoring (so for the target: "as the last observed value").
   * The graph's `channels` counts it.
   */
  mask: boolean;
}

export interface OptimizerSpec {
  /** Adam (Kingma & Ba 2015, algorithm 1, bias-corrected). */
  beta1: number;
  beta2: number;
  epsilon: number;
  /** Clip gradients to this global norm; 0 is off. */
  clipNorm: number;
}

export interface TrainStepsRequest {
  /** Indices into `source.starts`, `batch` for each step; the last step may be shorter. */
  order: Int32Array;
  batch: number;
  /** Learning rate for each step of this call: length = ceil(order.length / batch). */
  rates: Float64Array;
}

/** One row a step, in order. Gradient norm is before clipping. */
export interface TrainStepsResult {
  /** Steps completed: fewer than asked when cancelled or when a loss or gradient was not finite. */
  steps: number;
  losses: Float64Array;
  gradientNorms: Float64Array;
  /** Set when step `steps` had a loss or gradient that is not finite; parameters are as before that step. */
  notFinite: 'loss' | 'gradient' | null;
  cancelled: boolean;
}

/**
 * A model instance in the core: parameters, Adam moments and a step counter. One call at a time; a second
 * call while one runs is rejected. All promises reject with an Error whose message says what was expected.
 */
export interface NativeModel {
  readonly parameters: readonly ParameterInfo[];
  readonly parameterCount: number;
  readonly outputs: number;
  /** Bytes that one training call at this batch allocates beyond the parameters. */
  trainingBytes(batch: number): number;
  getParameters(): Float32Array;
  setParameters(values: Float32Array): void;
  /** First moments, second moments (one after the other, `2 * parameterCount`) and the count of steps taken. */
  getOptimizerState(): { moments: Float32Array; step: number };
  setOptimizerState(state: { moments: Float32Array; step: number }): void;
  /** Attach data; kept (not copied) until the next call. */
  setSource(source: WindowSource): void;
  /** Runs optimiser steps on a worker thread. `cancel()` ends it after the current step. */
  trainSteps(request: TrainStepsRequest): Promise<TrainStepsResult>;
  cancel(): void;
  /** Outputs `[n, O]` in scaled, un-anchored units (the anchor is added back) for `source.starts[indices]`. */
  predict(indices: Int32Array, batch: number): Promise<Float32Array>;
  /** Mean loss over the observed targets of these windows, without dropout. */
  evaluate(indices: Int32Array, batch: number): Promise<number>;
  /**
   * Plain tensors, for fixtures and finite differences: `x` is `[B, T, I]`, `y` is `[B, h]` (NaN: no target).
   * Returns outputs `[B, O]`, loss, and the gradient of the loss in the order of the parameter vector (unclipped).
   */
  gradients(x: Float32Array, y: Float32Array, batch: number): Promise<{ outputs: Float32Array; loss: number; gradient: Float32Array }>;
  /** Frees the native memory now; every later call is rejected. */
  dispose(): void;
}

export interface ModelOptions {
  graph: Graph;
  loss: LossSpec;
  optimizer: OptimizerSpec;
  /** Seeds the initial parameters and the dropout masks (counter-based: seed, step, node, element). */
  seed: number;
  /** Threads for this model's calls; results do not depend on it. 0: one a core. */
  threads: number;
}

/** The instruction sets in order of preference; `scalar` is the reference. */
export type InstructionSet = 'avx512' | 'avx2' | 'sse2' | 'neon' | 'scalar';

export interface NativeInfo {
  version: string;
  compiler: string;
  /** The set in use: the best the processor and the system support, or what HINDCAST_ISA names. */
  active: InstructionSet;
  available: InstructionSet[];
  hardwareThreads: number;
}

export interface NativeCore {
  info(): NativeInfo;
  /** Refuses impossible shapes before it allocates. `isa` overrides the active set for this model (tests, bench). */
  createModel(options: ModelOptions, isa?: InstructionSet): NativeModel;
  /** Measured peak of fused multiply-add on one set, GFLOP/s, over `threads` threads for about `milliseconds`. */
  measurePeak(isa: InstructionSet, threads: number, milliseconds: number): Promise<number>;
}
