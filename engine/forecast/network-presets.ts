import type { FitTask } from '../models/forecaster.ts';
import { DATA_DEFAULTS, MODEL_DEFAULTS, TRAINING_DEFAULTS } from '../protocol/defaults.ts';
import type { DataConfig, ModelConfig, RunConfig, TrainingConfig } from '../protocol/training.ts';
import { commonSegment } from '../train/resolve-model.ts';
import { columnsOfTask } from './panel-windows.ts';
import { taskSize, type TaskSize, validationShare } from './task-size.ts';

/** Seasons in a context: two weeks of hours, three years of months. */
const SEASONS = { long: 14, short: 3 };
/** A season from so many steps on is one of hours: a context of weeks holds more than a day's shape. */
const LONG_SEASON = 20;
/** Of the rows to learn from, a context takes at most this share, so that there are windows to learn from. */
const CONTEXT_SHARE = 0.6;
/** Segments make a long context cheap; below so many steps a recurrent network reads each. */
const LEAST_SEGMENTED = 48;
/** Optimiser steps after which a network with a ridge for a start has learned what it will. */
const STEPS = 2500;
/** Windows in a step where there are many. */
export const FULL_BATCH = 256;
/** Contexts from so many steps on have a deviation to be scaled by. */
const LEAST_SCALED = 10;
/** Windows below which a batch is smaller. */
const FEW_WINDOWS = 20_000;

/** What an entry of the catalogue decides itself. */
export interface NetworkChoice {
  data?: Partial<DataConfig>;
  model?: Partial<ModelConfig>;
  training?: Partial<TrainingConfig>;
  /** Contexts of so many times the usual length. */
  contextFactor?: number;
  steps?: number;
}

/** The configuration of a network for a task: it reads the task's columns, and what `choice` leaves open follows from the panel. */
export function networkConfig(task: FitTask, choice: NetworkChoice = {}): RunConfig {
  const size = taskSize(task);
  const { names: _, ...declared } = columnsOfTask(task);
  const context = choice.data?.context ?? contextFor(task, size, choice.contextFactor ?? 1);
  const data: DataConfig = {
    ...DATA_DEFAULTS,
    ...declared,
    horizon: task.horizon,
    season: size.season,
    validationShare: validationShare(size, task.horizon),
    testShare: 0,
    ...unitsFor(size, context),
    ...choice.data,
    context,
  };
  const windows = task.histories.reduce(
    (sum, { values }) => sum + Math.max(0, values.length - size.validationRows - context - task.horizon + 1),
    0,
  );
  const batch = windows < FEW_WINDOWS ? 64 : FULL_BATCH;
  const perEpoch = Math.max(1, Math.ceil(windows / batch));
  const model: ModelConfig = { ...MODEL_DEFAULTS, hidden: windows < FEW_WINDOWS ? 32 : 64, skipStart: 'ridge', ...choice.model };
  if (model.structure === 'segments' && model.segment === 0) model.segment = commonSegment(context, task.horizon);
  return {
    data,
    model,
    training: {
      ...TRAINING_DEFAULTS,
      quantiles: [...task.quantiles],
      batch,
      epochs: Math.max(2, Math.min(60, Math.round((choice.steps ?? STEPS) / perEpoch))),
      rate: 1e-3,
      patience: 1000,
      seed: task.seed,
      ...choice.training,
    },
  };
}

/**
 * Series above zero are learned in logarithms and each window by itself, for panels of unlike series; around its mean where it holds
 * whole seasons, else from its last value; a context of few values has no scale of its own that means anything. Others keep their own scale and
 * are learned as changes.
 */
function unitsFor({ positive, season }: TaskSize, context: number): Pick<DataConfig, 'transform' | 'scaling' | 'anchor'> {
  if (!positive) return { transform: 'none', scaling: 'series', anchor: true };
  return { transform: 'log', scaling: context < LEAST_SCALED ? 'series' : 'window', anchor: season < 2 || context < 2 * season };
}

/** Context: whole seasons, at least 1.25 horizons, as long as the panel and the task allow. */
function contextFor({ horizon, context }: FitTask, { typicalRows, season, validationRows }: TaskSize, factor: number): number {
  if (context !== null) return context;
  const seasons = season < 2 ? 0 : (season >= LONG_SEASON ? SEASONS.long : SEASONS.short) * season;
  const wanted = Math.max(Math.ceil(1.25 * horizon), seasons, 12) * factor;
  const room = Math.max(1, Math.floor((typicalRows - validationRows - horizon) * CONTEXT_SHARE));
  const most = Math.max(1, Math.min(wanted, room));
  return season > 1 && most > season ? most - (most % season) : most;
}

/** Whether a context is long enough that segments pay. */
export function isSegmented(task: FitTask): boolean {
  const context = contextFor(task, taskSize(task), 1);
  return context >= LEAST_SEGMENTED && task.horizon >= LEAST_SEGMENTED / 2 && commonSegment(context, task.horizon) >= 8;
}
