import { dilationOf } from '../models/layers.ts';
import { MODEL_DEFAULTS } from '../protocol/defaults.ts';
import type { DataConfig, ModelConfig, TrainingRequest } from '../protocol/training.ts';

/** The longest segment that is chosen (SegRNN, Lin et al. 2023, takes 48 steps for horizons from 96 on). */
const LONGEST_SEGMENT = 48;
/** From so many training windows on, a network gets twice the hidden units. */
const MANY_WINDOWS = 2000;

/** The layers of an ES-RNN: two blocks of two (Smyl 2020). */
const ES_RNN_LAYERS = 4;

/**
 * The network of a request: what it leaves open follows from the number of training windows, and a segment from context and horizon.
 * An ES-RNN is that of the paper: residual, dilated LSTM layers of 40 units, as many up to four as stay within the context.
 */
export function resolveModel(wanted: NonNullable<TrainingRequest['model']>, data: DataConfig, windows: number): ModelConfig {
  const hidden = windows < MANY_WINDOWS ? MODEL_DEFAULTS.hidden : 2 * MODEL_DEFAULTS.hidden;
  const usual = wanted.structure === 'es-rnn' ? esRnnDefaults(wanted, data) : {};
  const model: ModelConfig = { ...MODEL_DEFAULTS, hidden, ...usual, ...decided(wanted) };
  if (model.structure === 'segments' && model.segment === 0) model.segment = commonSegment(data.context, data.horizon);
  return model;
}

/** What an ES-RNN has where nothing else is wanted. */
export function esRnnDefaults(
  { dilated = true }: NonNullable<TrainingRequest['model']>,
  { context, season }: DataConfig,
): Partial<ModelConfig> {
  let layers = ES_RNN_LAYERS;
  while (dilated && layers > 1 && dilationOf('es-rnn', season, layers) >= context) layers--;
  return { kind: 'lstm', hidden: 40, layers, residual: true, dilated };
}

/** The largest number of at most 48 that divides both. */
export function commonSegment(context: number, horizon: number): number {
  for (let segment = Math.min(LONGEST_SEGMENT, context, horizon); segment > 1; segment--) {
    if (context % segment === 0 && horizon % segment === 0) return segment;
  }
  return 1;
}

/** The entries that are not left open. */
export function decided<T extends object>(part: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
