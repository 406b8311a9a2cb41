/**
 * What the native core offers, in types. `binding.ts` loads the addon and hands out this interface;
 * nothing else in the engine knows how the core is built or loaded.
 *
 * Dimensions: B batch, T time (the context length), I input channels, H hidden, L layers,
 * h horizon, O outputs (h times the number of quantiles for a quantile head).
 */

/** What every recurrent layer has; H is `hidden`. */
interface Recurrent {
  input: string;
  /** `[T, H]` for a sequence, `[H]` for a vector, which is a single step. */
  output: string;
  hidden: number;
  /** The state before the first step, `[H]`; zero where not given. */
  state?: string;
  /** The state comes from `dilation` steps before (Chang et al. 2017); the first `dilation` steps start from `state`. Default 1. */
  dilation?: number;
  /** Truncated BPTT: in training the state before the first step is the last one of the training step before, without a gradient. */
  carry?: boolean;
  /** The output name of an earlier node of the same kind and size whose parameters this one uses. */
  weights?: string;
}

/** What an LSTM has besides: its cells c. */
interface Cells {
  /** c before the first step, `[H]`; zero where not given. */
  cell?: string;
  /** Name of a second tensor that the node writes: c after the last step, `[H]`. */
  finalCell?: string;
}

/**
 * One operation of a model's graph: it reads named tensors and writes one (an LSTM perhaps two). A tensor is a sequence
 * `[T, F]` or a vector `[F]`; `F` is kept where nothing else is said, and so is T.
 */
export type GraphNode =
  /** h_t = tanh(b + U x_t + W h_{t-1}). */
  | ({ op: 'rnn' } & Recurrent)
  /** Gates i f g o (Hochreiter & Schmidhuber 1997; forget gate of Gers et al. 2000). */
  | ({ op: 'lstm' } & Recurrent & Cells)
  /** `resetAfter`: the reset gate multiplies the recurrent product (cuDNN, PyTorch) instead of the state (Cho et al. 2014). */
  | ({ op: 'gru'; resetAfter: boolean } & Recurrent)
  /**
   * `W x + b` at every step, `[.., F] -> [.., units]`; `zero` starts it at zero, so that a bypass begins as no bypass. The loss has no
   * gradient by the parameters of a `fixed` one: they stay what they were set to (but for weight decay and gradient noise, where there are).
   */
  | { op: 'dense'; input: string; output: string; units: number; bias: boolean; zero: boolean; fixed?: boolean; weights?: string }
  /**
   * A learned row for each category, `[.., F] -> [.., units]`: channel `channel` of the input holds the code, rounded;
   * what is outside of 0 .. categories-1 (a gap too) reads row 0, which therefore means "unknown".
   */
  | { op: 'embedding'; input: string; output: string; channel: number; categories: number; units: number; weights?: string }
  /** A learned tensor that depends on no input: `[steps, units]`, or `[units]` where `steps` is 0. Position queries of SegRNN. */
  | { op: 'query'; output: string; steps: number; units: number }
  /** Layer normalisation over the features of each step (Ba et al. 2016, eq. 4), epsilon 1e-5, with gain (1 at first) and bias. */
  | { op: 'norm'; input: string; output: string }
  /** Inverted dropout; identity outside training. */
  | { op: 'dropout'; input: string; output: string; rate: number }
  /** Element by element; softplus is log(1 + exp(x)). */
  | { op: 'activation'; input: string; output: string; kind: 'relu' | 'tanh' | 'sigmoid' | 'softplus' }
  /** Element-wise sum of two tensors of one shape. */
  | { op: 'add'; left: string; right: string; output: string }
  /** Features of both, left first, step by step: two sequences of as many steps, or two vectors. */
  | { op: 'concat'; left: string; right: string; output: string }
  /** The features `from .. from + count - 1`. */
  | { op: 'part'; input: string; output: string; from: number; count: number }
  /** The last step of a sequence, `[T, F] -> [F]`. */
  | { op: 'last'; input: string; output: string }
  /** One step of a sequence, `[T, F] -> [F]`. */
  | { op: 'step'; input: string; output: string; index: number }
  /** One channel of a sequence over all its steps, `[T, F] -> [T]` as features. */
  | { op: 'channel'; input: string; output: string; channel: number }
  /** A vector at each of `steps` steps, `[F] -> [steps, F]`. */
  | { op: 'repeat'; input: string; output: string; steps: number }
  /** The steps in reverse order. */
  | { op: 'reverse'; input: string; output: string }
  /** The same numbers, row-major, as `[steps, features]`, or as `[features]` where `steps` is 0. */
  | { op: 'reshape'; input: string; output: string; steps: number; features: number }
  /**
   * Groups of `levels` features that cannot cross: level `median` as it is, each level above (below) it is softplus of its
   * feature more (less) than its neighbour towards the median.
   */
  | { op: 'monotone'; input: string; output: string; levels: number; median: number }
  /**
   * Teacher forcing: in training each window takes `teacher` instead of `input` with probability `rate` (scheduled sampling,
   * Bengio et al. 2015; 1: always), where the teacher is observed; outside training it is `input`. Both `[F]`; the
   * gradient goes to `input` only. `evaluation`: `evaluate` has the teacher too, for a loss that is a product of one-step
   * probabilities.
   */
  | { op: 'teach'; input: string; teacher: string; output: string; rate: number; evaluation?: boolean }
  /**
   * Exponential smoothing of a channel y with a season of m steps: additive, without a trend (Winters 1960), of logarithms the
   * multiplicative one of ES-RNN (Smyl 2020, section 3). `[T, F] -> [T + steps]`: at each step of the context y_t - s_t - l_T, the last
   * level and the season taken off (0 at a gap), and for each step ahead l_T + s_{T+k}. With `rates` `[2]`, a and g their sigmoids:
   *   l_t = l_{t-1} + a (y_t - s_t - l_{t-1}),  s_{t+m} = s_t + g (y_t - l_t - s_t)
   * at the steps where channel `mask` is above a half; the others are gaps and move nothing. The first observed step sets the level; the
   * first season is the mean of each phase over the window, detrended by its mean change from season to season, less the mean of the phases.
   * `season` m is 1 (s = 0 throughout) or at most half of T.
   */
  | { op: 'smooth'; input: string; rates: string; output: string; channel: number; mask: number; season: number; steps: number }
  /**
   * A value `[1]` drawn from the distribution whose parameters `[P]` are the input, as the loss of that name reads them, by the
   * noise `[2]`, two uniform numbers u and w in (0, 1). Where u is NaN, as everywhere but in `samplePaths`: the point forecast, the location
   * or the mean of counts.
   *   normal: mu + sigma sqrt(-2 log u) cos(2 pi w) (Box & Muller 1958).
   *   studentT: mu + sigma sqrt(nu (u^(-2 / nu) - 1)) cos(2 pi w) (Bailey 1994).
   *   negativeBinomial: the smallest count whose distribution function reaches u, over the scale v `[1]`; from 256 on
   *     the quantile of the gamma distribution with the same mean and variance by Wilson & Hilferty (1931).
   */
  | { op: 'draw'; input: string; noise: string; output: string; distribution: 'normal' | 'studentT' }
  | { op: 'draw'; input: string; noise: string; scale: string; output: string; distribution: 'negativeBinomial' };

/**
 * A static graph. Nodes stand in an order in which every tensor is written before it is read; `output` names the
 * result `[O]`. The tensors that come from outside:
 *   `x` [context, channels];
 *   `future` [horizon, future], the covariates known ahead, at the forecast steps, where `future` is above 0;
 *   `static` [statics], what does not change over time (for an embedding: codes), where `statics` is above 0;
 *   `teacher` [horizon, 1], in training the targets themselves (a gap is NaN), where `teacher` is true;
 *   `noise` [horizon, 2], for sample paths, where `noise` is true; `scale` [1], the scale v of the window, where `scale` is true.
 */
export interface Graph {
  context: number;
  channels: number;
  /** Steps of `future`, `teacher` and `noise`; needed where one of them is read. */
  horizon?: number;
  future?: number;
  statics?: number;
  teacher?: boolean;
  noise?: boolean;
  scale?: boolean;
  nodes: GraphNode[];
  output: string;
}

/**
 * Loss over the outputs `[h][P]`, P outputs a target; the weighted mean over observed targets (a NaN contributes
 * nothing): the sum of weight times loss over the sum of weights, the weights those of the windows. e = y - output.
 *   mse, mae (P = 1): e^2; |e|.
 *   huber (P = 1): e^2 / 2 where |e| <= delta, else delta (|e| - delta / 2) (Huber 1964).
 *   pinball (P = Q): the mean over quantiles of max(q e, (q - 1) e).
 *   normal (P = 2): -log N(y; mu, sigma), outputs mu and s, sigma = softplus(s) + 1e-4.
 *   studentT (P = 3): -log of the density of Student's t with location mu, scale sigma as above and
 *     nu = 2 + softplus(n) degrees of freedom; outputs mu, s, n.
 *   negativeBinomial (P = 2): -log NB(y; mean, alpha), variance mean + alpha mean^2, outputs m and a,
 *     mean = v softplus(m), alpha = softplus(a) / sqrt(v), v the scale of the window (Salinas et al. 2020, section 3.1);
 *     y is v times the source's target, rounded.
 *   crossEntropy (P = classes): -log softmax(outputs)[y]; y is a class from 0.
 */
export type LossSpec =
  | { kind: 'mse' | 'mae' | 'normal' | 'studentT' | 'negativeBinomial' }
  | { kind: 'huber'; delta: number }
  | { kind: 'pinball'; quantiles: number[] }
  | { kind: 'crossEntropy'; classes: number };

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
 * and, where targets are needed, channel 0 of the rows s+offset .. s+offset+h-1.
 */
export interface WindowSource {
  values: Float32Array;
  channels: number;
  starts: Int32Array;
  horizon: number;
  /**
   * `window`: channel 0 and the targets less the mean of the context's observed targets, over their population standard deviation (1
   * where that is at most 1e-6 |mean|, which float32 cannot tell from a constant), before the anchor. `level`: over v = 1 + that mean,
   * which is the window's scale v too; for counts (Salinas et al. 2020, section 3.3). Default `none`.
   */
  scaling?: 'none' | 'window' | 'level';
  /** `last`: subtract the last observed target of the context from channel 0 and from the targets. */
  anchor: 'last' | 'none';
  /**
   * Above 0: a lag d in steps, less than the context; with anchor `none` and `targetOffset` the context. Channel 0 at step t of a window is its value less
   * that at t - d, a gap where either is missing and in the first d steps. A target k steps ahead, from 1, is its value less its base: that of the
   * last d steps of the context at the same place, T - d + 1 + ((k - 1) mod d); where it is missing, the last observed one a multiple of d before; where
   * there is none, the last observed one of the context. `scaling` `window` then takes the population deviation from zero of the window's
   * differences for its deviation. Default 0: none.
   */
  difference?: number;
  /**
   * Adds one channel at the end, 1 where the target was observed (with a difference, where that is no gap), else 0. A gap in any channel reads 0
   * after anchoring (so for the target: "as the last observed value").
   * The graph's `channels` counts it.
   */
  mask: boolean;
  /** The row of the first target after a window's start; default: the context. 1 with h = T: the next value at every step. */
  targetOffset?: number;
  /** The channels whose rows s+T .. s+T+h-1 become `future`; a gap reads 0. As many as the graph's `future`. */
  future?: Int32Array;
  /** Row-major `[n, statics]` of the graph, and for each window the row that is its `static`. */
  statics?: Float32Array;
  staticOf?: Int32Array;
  /** A weight for each window, at least 0; without it 1. */
  weights?: Float32Array;
  /** The scale v of each window for the negative binomial loss, above 0; without it 1. */
  scales?: Float32Array;
}

/** A batch as plain tensors. */
export interface TensorBatch {
  batch: number;
  /** `[B, T, I]`. */
  x: Float32Array;
  /** `[B, h]`; NaN: no target. */
  y: Float32Array;
  /** `[B, h, future]` and `[B, statics]` where the graph reads them. */
  future?: Float32Array;
  statics?: Float32Array;
  /** `[B]`, as in WindowSource. */
  weights?: Float32Array;
  scales?: Float32Array;
}

export interface OptimizerSpec {
  /** Adam (Kingma & Ba 2015, algorithm 1, bias-corrected). */
  beta1: number;
  beta2: number;
  epsilon: number;
  /** Clip gradients to this global norm; 0 is off. */
  clipNorm: number;
  /** Before that, clip every element of the gradient to -clipValue .. clipValue; 0 is off. Default 0. */
  clipValue?: number;
  /** Weight decay of all parameters; default 0. */
  weightDecay?: number;
  /** True: AdamW (Loshchilov & Hutter 2019, algorithm 2). False: the decay joins the gradient after clipping. Default true. */
  decoupled?: boolean;
  /** Gradient noise (Neelakantan et al. 2015): normal with variance noise / (1 + step)^0.55, added after clipping; 0 is off. Default 0. */
  noise?: number;
}

export interface TrainStepsRequest {
  /** Indices into `source.starts`, `batch` for each step; the last step may be shorter. */
  order: Int32Array;
  batch: number;
  /** Learning rate for each step of this call: length = ceil(order.length / batch). */
  rates: Float64Array;
  /**
   * For graphs that carry their state, one byte for each entry of `order`: 1 starts from a state of zero, 0 goes on from the
   * state that the same place of the batch had at the end of the step before, which is zero where that step was too short to
   * have the place. Without it every entry starts from zero.
   */
  restarts?: Uint8Array;
}

/** One row a step, in order. */
export interface TrainStepsResult {
  /** Steps completed: fewer than asked when cancelled or when a loss or gradient was not finite. */
  steps: number;
  losses: Float64Array;
  /** Norms before and after clipping. */
  gradientNorms: Float64Array;
  clippedNorms: Float64Array;
  /** Norms before clipping of the parameters of each of the model's `layers`, `[steps, layers]`. */
  layerNorms: Float64Array;
  /** Set when step `steps` had a loss or gradient that is not finite; parameters are as before that step. */
  notFinite: 'loss' | 'gradient' | null;
  /** Where `notFinite` is set: the loss and the norm of the step that failed. */
  failed: { loss: number; gradientNorm: number } | null;
  cancelled: boolean;
}

/** What a recurrent layer computed for one window: `values` is `[T, gates, H]`, the gates after their activations. */
export interface GateActivations {
  node: string;
  /** rnn: h. lstm: i f g o c h. gru: z r n h. */
  gates: string[];
  steps: number;
  hidden: number;
  values: Float32Array;
}

/** Norms over batch and gates of dL/da_t, a_t the sums that enter the activations of step t: `[T]`; lag k is step T-1-k. */
export interface StepGradients {
  node: string;
  norms: Float64Array;
}

/**
 * A model instance in the core: parameters, Adam moments and a step counter. One call at a time; a second
 * call while one runs is rejected. All promises reject with an Error whose message says what was expected.
 */
export interface NativeModel {
  readonly parameters: readonly ParameterInfo[];
  readonly parameterCount: number;
  readonly outputs: number;
  /** Output names of the nodes that have parameters of their own. */
  readonly layers: readonly string[];
  /** Bytes that one training call at this batch allocates beyond the parameters. */
  trainingBytes(batch: number): number;
  getParameters(): Float32Array;
  setParameters(values: Float32Array): void;
  /** First moments, second moments (one after the other, `2 * parameterCount`) and the count of steps taken. */
  getOptimizerState(): { moments: Float32Array; step: number };
  setOptimizerState(state: { moments: Float32Array; step: number }): void;
  /** The states that a graph with `carry` hands on to its next training step; empty for other graphs and before the first step. */
  getCarriedState(): Float32Array;
  /** `values` from `getCarriedState` of a model of the same graph and batch. */
  setCarriedState(values: Float32Array): void;
  /** Attach data; kept (not copied) until the next call. */
  setSource(source: WindowSource): void;
  /** Runs optimiser steps on a worker thread. `cancel()` ends it after the current step. */
  trainSteps(request: TrainStepsRequest): Promise<TrainStepsResult>;
  cancel(): void;
  /** Outputs `[n, O]` in scaled, un-anchored units (the anchor or the base is added back, a window's scaling is not undone) for `source.starts[indices]`. */
  predict(indices: Int32Array, batch: number): Promise<Float32Array>;
  /**
   * Sample paths `[n, paths, h]` in the units of `predict`, of a graph with `noise` and the loss of a distribution. `noise`: numbers in
   * (0, 1), `[n, paths, h, 2]`, or `[paths, h, 2]` for all windows alike. The context is read once a window.
   */
  samplePaths(indices: Int32Array, batch: number, paths: number, noise: Float32Array): Promise<Float32Array>;
  /** Mean loss over the observed targets of these windows, without dropout. */
  evaluate(indices: Int32Array, batch: number): Promise<number>;
  /**
   * For fixtures and finite differences: outputs `[B, O]`, loss, and the gradient of the loss in the order of the parameter
   * vector (unclipped). `dropoutStep`: with the dropout and teacher forcing of that training step; without it, as in training
   * without dropout and with the teacher wherever the rate is above 0.
   */
  gradients(batch: TensorBatch, dropoutStep?: number): Promise<{ outputs: Float32Array; loss: number; gradient: Float32Array }>;
  /** What the recurrent layers compute for the first window of a batch, outside training. */
  activations(batch: TensorBatch): Promise<GateActivations[]>;
  /** How the gradient of the batch's loss goes back through time, a recurrent layer at a time. */
  stepGradients(batch: TensorBatch): Promise<StepGradients[]>;
  /** Frees the native memory now; every later call is rejected. */
  dispose(): void;
}

export interface ModelOptions {
  graph: Graph;
  loss: LossSpec;
  optimizer: OptimizerSpec;
  /** Seeds the initial parameters and the dropout masks (counter-based: seed, step, node, element). */
  seed: number;
  /**
   * How weights begin. `orthogonal` (default): Glorot uniform (Glorot & Bengio 2010), of recurrent products orthogonal for each gate (Saxe et al. 2014), a
   * forget bias of 1, other biases 0, learned rows and queries normal with deviation 0.1. `uniform`: weights and biases within 1 / sqrt(n), n the hidden
   * units of a recurrent layer and the inputs of a dense one, learned rows and queries standard normal: as PyTorch's layers
   * begin. A dense layer that is to begin at zero does so either way.
   */
  start?: 'orthogonal' | 'uniform';
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

/** How the core works beside the rest of the machine. */
export interface CoreOptions {
  /**
   * True: the threads that compute give way to everything else, so that a window stays fluid while all cores train. What
   * is computed does not depend on it, and on a machine that does nothing else neither does how fast. At first false.
   */
  background: boolean;
}

export interface NativeCore {
  info(): NativeInfo;
  /** For models made and calls begun from now on, in the whole process. */
  configure(options: CoreOptions): void;
  /** Refuses impossible shapes before it allocates. `isa` overrides the active set for this model (tests, bench). */
  createModel(options: ModelOptions, isa?: InstructionSet): NativeModel;
  /** Measured peak of fused multiply-add on one set, GFLOP/s, over `threads` threads for about `milliseconds`. */
  measurePeak(isa: InstructionSet, threads: number, milliseconds: number): Promise<number>;
}
