import type { FitTask } from '../models/forecaster.ts';
import type { RunConfig } from '../protocol/training.ts';
import { networkModel } from './network-model.ts';
import { FULL_BATCH, networkConfig } from './network-presets.ts';

/** Series of a panel beyond these are no channels of one thing, and have no vectors. */
const MOST_CHANNELS = 64;
const HIDDEN = 256;
const EPOCHS = 12;
/**
 * At a steady rate the weights of an epoch's end are what the last steps made of them; the average forecasts better. It settles, and the last is kept: a validation
 * part of a few horizons says more about its own months than about epochs.
 */
const AVERAGED = 3;
/** A shorter season makes no segment. */
const LEAST_SEGMENT = 8;

/** SegRNN as published for long horizons (Lin et al. 2023): squared error, dropout of a half, a vector for each channel. */
export const segrnn = networkModel('segrnn', 'recurrent over segments, the horizon decoded in parallel (SegRNN)', (task) => {
  const channels = task.histories.length > 1 && task.histories.length <= MOST_CHANNELS;
  const config = networkConfig(task, {
    model: {
      structure: 'segments',
      hidden: HIDDEN,
      dropout: 0.5,
      skip: false,
      skipStart: 'zero',
      seriesEmbedding: channels ? HIDDEN / 2 : 0,
    },
    training: { loss: 'mse' },
  });
  return channels && config.training.batch === FULL_BATCH ? asPublished(config, task) : config;
});

/** Many windows of a few channels: a step reads one origin in all of them, and a segment is a season. */
function asPublished({ data, model, training }: RunConfig, { histories }: FitTask): RunConfig {
  const { season, context } = data;
  const segment = season >= LEAST_SEGMENT && context % season === 0 ? season : model.segment;
  return {
    data,
    model: { ...model, segment },
    training: {
      ...training,
      batch: FULL_BATCH * histories.length,
      epochs: EPOCHS,
      averaging: AVERAGED,
      keep: 'last',
      schedule: 'constant',
      clipNorm: 0,
    },
  };
}
