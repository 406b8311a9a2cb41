import type { FitTask } from '../models/forecaster.ts';
import type { RunConfig } from '../protocol/training.ts';
import { esRnnDefaults } from '../train/resolve-model.ts';
import { networkModel } from './network-model.ts';
import { networkConfig } from './network-presets.ts';
import { taskSize } from './task-size.ts';

/** Of the usual context of long seasons so much: a week of hours. Smoothing forgets what is older, and every layer reads each step. */
const LONG_CONTEXT = 0.5;
const LONG_SEASON = 20;
/** Optimiser steps: every layer costs as much as another network, and the smoothing is a good forecast before the first one. */
const STEPS = 800;

/** ES-RNN as an entry of the catalogue. Of a task's columns it reads the past covariates that are amounts. Where two seasons do not fit into the context it smooths without a season. */
export const esRnn = networkModel(
  'es-rnn',
  'exponential smoothing for each series and one network for what it leaves (ES-RNN)',
  configure,
  'past',
);

function configure(task: FitTask): RunConfig {
  const { model, training, data } = networkConfig(task, {
    model: { structure: 'es-rnn', skipStart: 'zero' },
    training: { rate: 3e-3 },
    contextFactor: taskSize(task).season >= LONG_SEASON ? LONG_CONTEXT : 1,
    steps: STEPS,
  });
  const amounts = data.covariates.filter((name) => !data.categorical.includes(name));
  const fitting = {
    ...data,
    covariates: amounts,
    future: [],
    statics: [],
    categorical: [],
    calendar: [],
    season: data.context >= 2 * data.season ? data.season : 1,
  };
  return { data: fitting, model: { ...model, ...esRnnDefaults({}, fitting) }, training };
}
