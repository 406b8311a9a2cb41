/** What a preset decides for whoever wants to turn no knob; what it leaves open follows from the data (`resolve.ts`). */
import type { Dataset } from '../data/dataset.ts';
import type { Preset, RunConfig, TrainingRequest } from '../protocol/training.ts';
import { decided } from './resolve-model.ts';

type Wishes = Partial<Pick<TrainingRequest, 'model' | 'training'>> & { data?: Partial<TrainingRequest['data']> };

/** Seconds of training that a preset aims at, on the machine that it runs on. */
const SECONDS: Record<Preset, number> = { quick: 15, accurate: 300, 'long-horizon': 300, counts: 120 };
/** Fewer epochs teach a network nothing. */
const LEAST_EPOCHS = 3;

const RECIPES: Record<Preset, (units: Wishes['data']) => Wishes> = {
  quick: () => ({ model: { hidden: 16, skipStart: 'fixed-ridge' }, training: { epochs: 30 } }),
  accurate: (data = {}) => ({ data, model: { hidden: 64, dropout: 0.1, skipStart: 'fixed-ridge' }, training: { rate: 1e-3, epochs: 120 } }),
  'long-horizon': (data = {}) => ({
    data,
    model: { structure: 'segments', hidden: 128, dropout: 0.3, skipStart: 'fixed-ridge' },
    training: { rate: 1e-3 },
  }),
  counts: () => ({ model: { structure: 'deepar' }, training: { loss: 'negativeBinomial' } }),
};

/** The request with what its preset decides wherever the user did not. */
export function withPreset(dataset: Dataset, request: TrainingRequest): TrainingRequest {
  if (request.preset === undefined) return request;
  const { data = {}, model = {}, training = {} } = RECIPES[request.preset](panelUnits(dataset, request.data.target));
  return {
    ...request,
    data: { ...data, ...decided(request.data) },
    model: { ...model, ...decided(request.model ?? {}) },
    training: { ...training, ...decided(request.training ?? {}) },
  };
}

/** Several series above zero throughout are learned in logarithms, each window by itself: they are seldom of one size. */
function panelUnits(dataset: Dataset, target: string): Wishes['data'] {
  const values = dataset.numeric.find(({ name }) => name === target)?.values;
  const positive = values !== undefined && values.every((value) => !(value <= 0));
  return dataset.series.length > 1 && positive ? { transform: 'log', scaling: 'window' } : {};
}

/**
 * The configuration with as many epochs as the preset's time allows on this machine, where the user did not say how many: `secondsPerWindow` is what
 * a few timed steps took.
 */
export function withinPresetTime(config: RunConfig, request: TrainingRequest, windows: number, secondsPerWindow: number): RunConfig {
  const { training } = config;
  if (request.preset === undefined || request.training?.epochs !== undefined || secondsPerWindow === 0) return config;
  const affordable = Math.floor(SECONDS[request.preset] / (windows * secondsPerWindow));
  const epochs = Math.max(LEAST_EPOCHS, Math.min(training.epochs, affordable));
  return { ...config, training: { ...training, epochs, patience: Math.min(training.patience, epochs) } };
}
