/** One value of every stored type, small and complete. */
import type { CheckpointIdentity } from '../../../engine/project/checkpoint-identity.ts';
import type { Checkpoint } from '../../../engine/project/checkpoint.ts';
import type { RunHistory } from '../../../engine/project/history.ts';
import type { Run } from '../../../engine/project/run-record.ts';
import type { TrainedModel } from '../../../engine/models/trained.ts';
import { DATA_DEFAULTS, MODEL_DEFAULTS, TRAINING_DEFAULTS } from '../../../engine/protocol/defaults.ts';
import type { DatasetSummary, ImportSettings } from '../../../engine/protocol/data.ts';
import { type EpochTiming, NO_ANNOTATION, type RunAnnotation } from '../../../engine/protocol/runs.ts';
import type { Evaluation, Metrics, RunConfig, RunSummary } from '../../../engine/protocol/training.ts';

export const hash = '0123456789abcdef'.repeat(4);

export const settings: ImportSettings = {
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  skipLines: 0,
  header: true,
  decimal: '.',
  thousands: '',
  missing: ['', 'NA', 'NaN'],
  layout: 'single',
  columns: [
    { name: 'month', type: 'time', role: 'time' },
    { name: 'passengers', type: 'number', role: 'value' },
  ],
  time: { format: 'yyyy-MM', zone: 'UTC' },
  frequency: null,
  resample: null,
};

export const dataset: DatasetSummary = {
  id: 'air',
  name: 'Air passengers',
  path: '/data/air.csv',
  bytes: 1746,
  hash,
  rows: 144,
  hasTime: true,
  frequency: { unit: 'month', step: 1 },
  season: 12,
  columns: [
    { name: 'month', type: 'time', role: 'time', observed: 144, missing: 0, min: null, max: null, mean: null },
    { name: 'passengers', type: 'number', role: 'value', observed: 143, missing: 1, min: 104, max: 622, mean: 280.3 },
  ],
  series: [{ id: '', offset: 0, length: 144, start: -662688000000, end: -286675200000 }],
  settings,
  findings: [
    { code: 'gap', severity: 'warning', message: 'One value is missing.', advice: 'None.', row: 7, column: 'passengers', count: 1 },
  ],
};

export const config: RunConfig = {
  data: {
    target: 'passengers',
    covariates: [],
    context: 24,
    horizon: 2,
    season: 12,
    validationShare: 0.15,
    testShare: 0.15,
    transform: 'log',
    ...DATA_DEFAULTS,
    anchor: true,
  },
  model: { ...MODEL_DEFAULTS, hidden: 8 },
  training: {
    ...TRAINING_DEFAULTS,
    quantiles: [0.1, 0.5, 0.9],
    epochs: 20,
    patience: 5,
    seed: 42,
  },
};

const metrics: Metrics = { mae: 10.5, rmse: 14, smape: 4.25, mase: 0.5, pinball: 3.125, coverage80: 0.81 };
const undefinedMetrics: Metrics = { mae: NaN, rmse: Infinity, smape: 0, mase: null, pinball: null, coverage80: null };

export const evaluation: Evaluation = {
  folds: 3,
  points: 6,
  stride: 1,
  window: 48,
  refit: 2,
  measure: 'MASE',
  metrics: { model: metrics, naive: metrics, seasonalNaive: metrics, drift: undefinedMetrics, ridge: metrics },
  maeByStep: { model: [10, 11], naive: [20, 21], seasonalNaive: [12, 13], drift: [NaN, NaN], ridge: [11, 12] },
  skillByStep: { seasonalNaive: [0.125, NaN], ridge: [0.0625, -Infinity] },
  coverageByStep: [0.75, 1],
  sharpness80: 1.25,
  pit: [0.125, 0.125, 0.0625, 0.0625, 0.125, 0.125, 0.125, 0.125, 0.0625, 0.0625],
  byFold: [{ name: '0', points: 2, errors: { model: 0.5, naive: 1, seasonalNaive: 0.75, drift: NaN, ridge: 0.5 }, coverage80: 1 }],
  bySeries: [{ name: '', points: 6, errors: { model: 0.5, naive: 1, seasonalNaive: 0.75, drift: NaN, ridge: 0.5 }, coverage80: null }],
  seriesCount: 1,
  clusters: { by: 'fold', overlap: 2, losses: [0.5, NaN, 0.25] },
  tests: { seasonalNaive: { statistic: -2.5, pValue: 0.125 }, ridge: null },
  verdict: {
    beatsSeasonalNaive: true,
    skill: 0.125,
    skillOverRidge: 0.0625,
    sentence: 'The model beats seasonal naive by 12.5 %.',
  },
  notes: ['Drift is undefined.'],
};

/** What version 1 of a backtest kept, as it opens now. */
export const firstEvaluation: Evaluation = {
  ...evaluation,
  window: null,
  refit: null,
  metrics: {
    ...evaluation.metrics,
    ridge: { mae: NaN, rmse: NaN, smape: NaN, mase: null, pinball: null, coverage80: null },
  },
  maeByStep: { ...evaluation.maeByStep, ridge: [] },
  skillByStep: { seasonalNaive: [], ridge: [] },
  coverageByStep: null,
  sharpness80: null,
  pit: null,
  byFold: [],
  bySeries: [],
  seriesCount: 0,
  clusters: null,
  tests: { seasonalNaive: null, ridge: null },
  verdict: { ...evaluation.verdict, skillOverRidge: null },
};

export const history: RunHistory = {
  history: [
    {
      epoch: 1,
      trainingLoss: 0.5,
      validationLoss: 0.6,
      rate: 0.003,
      gradientNorm: 1.5,
      clippedNorm: 0.75,
      clippedShare: 0.25,
      layerNorms: [{ layer: 'head', norm: 1.5 }],
    },
    {
      epoch: 2,
      trainingLoss: NaN,
      validationLoss: Infinity,
      rate: 0.002,
      gradientNorm: 1,
      clippedNorm: 1,
      clippedShare: 0,
      layerNorms: [{ layer: 'head', norm: 1 }],
    },
  ],
  log: ['Training began.', 'Training ended.'],
};

export const annotation: RunAnnotation = {
  notes: 'Second try.\nLonger context.',
  tags: ['final', 'für später'],
  folder: 'airline/gru',
  archived: true,
  pinned: false,
};

export const timing: EpochTiming[] = [
  { epoch: 1, steps: 12, seconds: 0.5, windowsPerSecond: 2000 },
  { epoch: 2, steps: 24, seconds: 1.25, windowsPerSecond: 1500.5 },
];

export function run(folder: string, summary: Partial<RunSummary> = {}): Run {
  const { id, name, path, bytes } = dataset;
  return {
    summary: {
      id: 'first',
      folder,
      name: 'First run',
      state: 'done',
      createdAt: '2026-01-05T14:12:10Z',
      datasetId: id,
      datasetName: name,
      config,
      parameters: 321,
      isa: 'avx2',
      epochsDone: 20,
      bestEpoch: 17,
      bestValidationLoss: 0.0625,
      losses: { lastTraining: 0.05, lastValidation: 0.07, bestTraining: 0.055 },
      trainSeconds: 12.5,
      evaluation,
      error: null,
      resumable: false,
      annotation: NO_ANNOTATION,
      ...summary,
    },
    dataset: { id, name, path, bytes, hash, settings },
  };
}

export const model: TrainedModel = {
  graph: {
    context: 24,
    channels: 2,
    nodes: [
      { op: 'gru', input: 'x', output: 'h1', hidden: 1, resetAfter: true },
      { op: 'last', input: 'h1', output: 'last' },
      { op: 'dropout', input: 'last', output: 'dropped', rate: 0.1 },
      { op: 'dense', input: 'dropped', output: 'head', units: 6, bias: true, zero: false },
      { op: 'channel', input: 'x', output: 'target', channel: 0 },
      { op: 'dense', input: 'target', output: 'skip', units: 6, bias: false, zero: true },
      { op: 'add', left: 'head', right: 'skip', output: 'y' },
    ],
    output: 'y',
  },
  loss: { kind: 'pinball', quantiles: [0.1, 0.5, 0.9] },
  parameters: [
    { name: 'head.weights', shape: [6, 1], offset: 0 },
    { name: 'head.bias', shape: [6], offset: 6 },
  ],
  values: Float32Array.from({ length: 12 }, (_, i) => Math.fround(i / 7)),
  data: config.data,
  quantiles: [0.1, 0.5, 0.9],
  offsets: Float32Array.of(-1, 0, 1, -2, 0, 2),
  seriesIds: ['north', 'south "2"'],
  scalers: [
    [
      { centre: 0.1 + 0.2, scale: 1 },
      { centre: -5, scale: 1e-8 },
    ],
  ],
  categories: [],
  staticScalers: [],
  about: {
    modelKind: 'gru',
    frequency: { unit: 'month', step: 1 },
    zone: 'UTC',
    datasetName: 'Air passengers',
    datasetHash: hash,
    metrics,
    appVersion: '0.1.0',
  },
};

export const identity: CheckpointIdentity = { config, datasetHash: hash, parameters: 12, instructionSet: 'avx2', appVersion: '0.1.0' };

export function checkpoint(step: number): Checkpoint {
  return {
    header: { step, epoch: 1, bestValidationLoss: null, sums: { loss: step / 3, steps: step } },
    arrays: { parameters: Float32Array.of(step, 0.1), moments: Float32Array.of(1, 2, 3, 4), order: Int32Array.of(3, 1, 2) },
  };
}
