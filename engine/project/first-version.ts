/** What earlier versions of the stored types did not know yet, with the values that say the same. */
import { DATA_DEFAULTS, MODEL_DEFAULTS, TRAINING_DEFAULTS } from '../protocol/defaults.ts';

type Stored = Record<string, unknown>;

const isObject = (value: unknown): value is Stored => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What lies in a stored value is checked by its schema afterwards, so anything unexpected passes as it is. */
function within(value: unknown, defaults: object): unknown {
  return isObject(value) ? { ...defaults, ...value } : value;
}

/** A run's configuration from before something of it could be chosen. */
export function upgradeConfig(old: Stored): Stored {
  const { config } = old;
  if (!isObject(config)) return old;
  const data = within(config['data'], DATA_DEFAULTS);
  const model = within(config['model'], MODEL_DEFAULTS);
  const training = within(config['training'], TRAINING_DEFAULTS);
  return { ...old, config: { ...config, data, model, training } };
}

/** A trained model from before its data could be brought to the network in other ways. */
export function upgradeModel(old: Stored): Stored {
  const data = within(old['data'], DATA_DEFAULTS);
  return { ...old, data, categories: [], staticScalers: [], about: within(old['about'], { zone: 'UTC' }) };
}

/** A trained model from before its target could be brought to the network in other ways. */
export function upgradeModelData(old: Stored): Stored {
  return { ...old, data: within(old['data'], DATA_DEFAULTS) };
}

/** Import settings from before rows could be put into steps. */
const SETTINGS_DEFAULTS = { resample: null };

/** A dataset from before its rows could be put into steps. */
export function upgradeSettings(old: Stored): Stored {
  return { ...old, settings: within(old['settings'], SETTINGS_DEFAULTS) };
}

/** What was stored before a dataset could have fixes has none. */
export function withoutFixes(old: Stored): Stored {
  return old;
}

/** Epochs from before norms were kept by layer and after clipping: what was not measured is not a number. */
export function upgradeHistory(old: Stored): Stored {
  const { history } = old;
  if (!Array.isArray(history)) return old;
  return { ...old, history: history.map((epoch: unknown) => within(epoch, { clippedNorm: Number.NaN, layerNorms: [] })) };
}

const UNKNOWN_METRICS = { mae: Number.NaN, rmse: Number.NaN, smape: Number.NaN, mase: null, pinball: null, coverage80: null };

/** A backtest from before ridge, parts, paired tests and the calibration by step were told: what was not measured is not a number. */
export function upgradeEvaluation(old: Stored): Stored {
  const { metrics, maeByStep } = old;
  const byMase = isObject(metrics) && isObject(metrics['model']) && typeof metrics['model']['mase'] === 'number';
  return {
    window: null,
    refit: null,
    measure: byMase ? 'MASE' : 'MAE',
    skillByStep: { seasonalNaive: [], ridge: [] },
    coverageByStep: null,
    sharpness80: null,
    pit: null,
    byFold: [],
    bySeries: [],
    seriesCount: 0,
    clusters: null,
    tests: { seasonalNaive: null, ridge: null },
    ...old,
    metrics: within(metrics, { ridge: UNKNOWN_METRICS }),
    maeByStep: within(maeByStep, { ridge: [] }),
    verdict: within(old['verdict'], { skillOverRidge: null }),
  };
}

/** A run from before its dataset, its configuration or its backtest knew what they know now. */
export function upgradeRun(old: Stored): Stored {
  const { dataset, evaluation } = old;
  return {
    ...upgradeConfig(old),
    dataset: isObject(dataset) ? upgradeSettings(dataset) : dataset,
    evaluation: isObject(evaluation) ? upgradeEvaluation(evaluation) : evaluation,
  };
}

/** A run from before its last losses stood in its record. */
export function upgradeRunLosses(old: Stored): Stored {
  return { losses: null, ...old };
}
