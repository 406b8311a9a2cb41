import { TRAINING_DEFAULTS } from '../protocol/defaults.ts';
import type { Structure, TrainingConfig, TrainingRequest } from '../protocol/training.ts';
import { decided } from './resolve-model.ts';

/** Optimiser steps that a small data set gets: enough for a small network to converge under a cosine schedule. */
const STEPS = 3000;
const MIN_EPOCHS = 20;
const MAX_EPOCHS = 200;
/** The decay of AdamW where none was chosen. */
const ADAMW_DECAY = 0.01;

/** How a request is trained: what it leaves open follows from the number of training windows, and of `deepar` the loss is a distribution's. */
export function resolveTraining(
  wanted: NonNullable<TrainingRequest['training']>,
  windows: number,
  structure: Structure | undefined,
): TrainingConfig {
  const batch = wanted.batch ?? (windows < 2000 ? 32 : windows < 20000 ? 64 : 256);
  const perEpoch = Math.max(1, Math.ceil(windows / batch));
  const epochs = wanted.epochs ?? Math.min(MAX_EPOCHS, Math.max(MIN_EPOCHS, Math.ceil(STEPS / perEpoch)));
  const patience = Math.max(10, Math.ceil(epochs / 4));
  const weightDecay = wanted.optimizer === 'adamw' ? ADAMW_DECAY : TRAINING_DEFAULTS.weightDecay;
  return {
    ...TRAINING_DEFAULTS,
    loss: structure === 'deepar' ? 'normal' : TRAINING_DEFAULTS.loss,
    quantiles: [...TRAINING_DEFAULTS.quantiles],
    batch,
    epochs,
    patience,
    weightDecay,
    ...decided(wanted),
  };
}
