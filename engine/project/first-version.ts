/** What version 1 of the stored types did not know yet, with the values that say the same. */
import { MODEL_DEFAULTS, TRAINING_DEFAULTS } from '../protocol/defaults.ts';

type Stored = Record<string, unknown>;

const isObject = (value: unknown): value is Stored => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What lies in a stored value is checked by its schema afterwards, so anything unexpected passes as it is. */
function within(value: unknown, defaults: object): unknown {
  return isObject(value) ? { ...defaults, ...value } : value;
}

/** A run's configuration from before structures, schedules and optimisers could be chosen. */
export function upgradeConfig(old: Stored): Stored {
  const { config } = old;
  if (!isObject(config)) return old;
  const model = within(config['model'], MODEL_DEFAULTS);
  const training = within(config['training'], TRAINING_DEFAULTS);
  return { ...old, config: { ...config, model, training } };
}

/** Epochs from before norms were kept by layer and after clipping: what was not measured is not a number. */
export function upgradeHistory(old: Stored): Stored {
  const { history } = old;
  if (!Array.isArray(history)) return old;
  return { ...old, history: history.map((epoch: unknown) => within(epoch, { clippedNorm: Number.NaN, layerNorms: [] })) };
}
