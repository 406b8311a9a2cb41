import type { CatalogueModel, FitTask } from '../models/forecaster.ts';
import type { RunConfig } from '../protocol/training.ts';
import { networkModel } from './network-model.ts';
import { FULL_BATCH, networkConfig } from './network-presets.ts';

/** Series of a panel beyond these are no channels of one thing, and have no vectors. */
const MOST_CHANNELS = 64;
/** Epochs at the full rate, of which the best on the validation part counts. */
const EPOCHS = 12;
/** A shorter season makes no segment. */
const LEAST_SEGMENT = 8;

/** As published for long horizons (Lin et al. 2023): squared error, dropout of a half, a vector for each channel; `skip`: beside a linear bypass. */
export function segrnn(name: string, about: string, skip: boolean): CatalogueModel {
  return networkModel(name, about, (task) => {
    // What the bypass says need not be learned.
    const hidden = skip ? 128 : 256;
    const channels = task.histories.length > 1 && task.histories.length <= MOST_CHANNELS;
    const config = networkConfig(task, {
      model: {
        structure: 'segments',
        hidden,
        dropout: 0.5,
        skip,
        skipStart: skip ? 'fixed-ridge' : 'zero',
        seriesEmbedding: channels ? hidden / 2 : 0,
      },
      training: { loss: 'mse' },
    });
    return channels && !skip && config.training.batch === FULL_BATCH ? asPublished(config, task) : config;
  });
}

/** Many windows of a few channels: a step reads one origin in all of them, and a segment is a season. */
function asPublished({ data, model, training }: RunConfig, { histories }: FitTask): RunConfig {
  const { season, context } = data;
  const segment = season >= LEAST_SEGMENT && context % season === 0 ? season : model.segment;
  return {
    data,
    model: { ...model, segment },
    training: { ...training, batch: FULL_BATCH * histories.length, epochs: EPOCHS, schedule: 'constant', clipNorm: 0 },
  };
}
