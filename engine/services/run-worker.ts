import { createThrottle } from '../base/async.ts';
import { saveFile } from '../base/save-file.ts';
import type { Dataset } from '../data/dataset.ts';
import { timeWriter } from '../data/index.ts';
import { backtest } from '../forecast/backtest.ts';
import { createPredictor } from '../forecast/predict.ts';
import type { TrainedModel } from '../models/trained.ts';
import { type CheckpointStore, openCheckpoints } from '../project/checkpoint.ts';
import { forecastPath, loadHistory, loadTiming, saveBacktest, saveHistory, saveModel, saveTiming } from '../project/run-folder.ts';
import { CancelledError, ExpectedError, toWireError } from '../protocol/errors.ts';
import type { RunConfig, RunSummary, TrainingProgress } from '../protocol/training.ts';
import { decodeState, encodeState } from '../train/checkpoint.ts';
import { recordedSet } from '../train/instruction-set.ts';
import type { FitState } from '../train/state.ts';
import { trainModel } from '../train/train-model.ts';
import type { EngineContext } from './context.ts';
import { epochLine } from './epoch-line.ts';
import { forecastCsv } from './forecast-csv.ts';
import { makeForecast } from './make-forecast.ts';
import { APP_VERSION } from './shared.ts';
import { lossesOf } from './run-curves.ts';
import { runIdentity } from './run-identity.ts';
import type { ActiveRun } from './run-store.ts';

/**
 * Carries a run from where it stands to its end: trains, backtests, and writes everything to its folder. Never rejects: how it
 * ended stands in the run.
 */
export async function workOnRun(context: EngineContext, active: ActiveRun, dataset: Dataset): Promise<void> {
  const { summary } = active.run;
  const { journal } = active;
  const say: Say = (level, message) => {
    journal.lines.push(`${context.clock.date()} ${message}`);
    context.emit('log.line', { level, channel: summary.name, message, runId: summary.id });
  };
  try {
    const past = await loadHistory(summary.folder, []);
    journal.lines.push(...past.log);
    journal.epochs.push(...past.history);
    journal.timings.push(...(await loadTiming(summary.folder, [])));
    if (active.abort.signal.aborted) throw new CancelledError();
    summary.state = 'running';
    await context.runs.save(active.run);
    context.emit('run.changed', { ...summary });
    const store = await openCheckpoints(summary.folder, runIdentity(active.run));
    for (const warning of store.warnings) say('warning', warning);
    const resume = store.latest === null ? null : decodeState(store.latest);
    say(
      'info',
      resume === null ? `Training starts on ${summary.isa}.` : `Training goes on at epoch ${resume.epoch}, step ${resume.step + 1}.`,
    );
    // What was shown may be ahead of the checkpoint; those epochs are trained again.
    journal.epochs.splice(0, journal.epochs.length, ...(resume?.history ?? []));
    const lastEpoch = journal.epochs.at(-1)?.epoch ?? 0;
    journal.timings.splice(0, journal.timings.length, ...journal.timings.filter(({ epoch }) => epoch <= lastEpoch));
    const trained = await train(context, active, dataset, store, resume, say);
    await evaluate(context, active, dataset, trained, say);
    summary.state = 'done';
    summary.resumable = false;
    say('info', summary.evaluation?.verdict.sentence ?? '');
  } catch (error) {
    if (error instanceof CancelledError) {
      summary.state = active.aside;
      summary.resumable = true;
      say('info', asideLines[active.aside]);
    } else {
      const { kind, code, message } = toWireError(error);
      if (kind === 'bug') context.onBug(error, `run ${summary.id}`);
      summary.state = 'failed';
      summary.error = { code, message };
      summary.resumable = error instanceof ExpectedError && code !== 'diverged';
      say('error', message);
    }
  }
  try {
    await saveHistory(summary.folder, { history: journal.epochs, log: journal.lines });
    await saveTiming(summary.folder, journal.timings);
    await context.runs.save(active.run);
  } catch (error) {
    const { kind, code, message } = toWireError(error);
    if (kind === 'bug') context.onBug(error, `saving run ${summary.id}`);
    summary.state = 'failed';
    summary.error = { code, message };
    say('error', message);
  }
}

/** The run's configuration with the instruction set that it began with: another one rounds differently. */
function onRecordedSet({ core }: EngineContext, { config, isa, name }: RunSummary): RunConfig {
  return { ...config, training: { ...config.training, instructionSet: recordedSet(core().info(), isa, name) } };
}

const asideLines: Record<ActiveRun['aside'], string> = {
  cancelled: 'Training was cancelled; it can be resumed.',
  paused: 'Training is paused; it goes on from here when it is resumed.',
  queued: 'Hindcast was closed; training goes on from here when it is started again.',
};

type Say = (level: 'info' | 'warning' | 'error', message: string) => void;

async function train(
  context: EngineContext,
  active: ActiveRun,
  dataset: Dataset,
  store: CheckpointStore,
  resume: FitState | null,
  say: Say,
): Promise<TrainedModel> {
  const { summary } = active.run;
  const { epochs, lines, timings } = active.journal;
  let stepsPerEpoch = 0;
  const announce = createThrottle<TrainingProgress>((progress) => context.emit('training.progress', progress), {
    clock: context.clock,
    merge: (kept, newer) => ({ ...newer, completed: [...kept.completed, ...newer.completed] }),
  });
  try {
    const { trained, fit } = await trainModel({
      core: context.core(),
      dataset,
      config: onRecordedSet(context, summary),
      appVersion: APP_VERSION,
      clock: context.clock,
      resume,
      signal: active.abort.signal,
      stopRequested: () => active.stopRequested,
      onPrepared: ({ skipped, training, validation }) => {
        stepsPerEpoch = Math.ceil(training.length / summary.config.training.batch);
        say('info', `${training.length} training and ${validation.length} validation windows.`);
        for (const { seriesId, reason } of skipped) say('warning', `Series ${seriesId} is not trained on: ${reason}.`);
      },
      onProgress: (progress) => {
        epochs.push(...progress.completed);
        const { elapsedSeconds: seconds, windowsPerSecond } = progress;
        for (const { epoch } of progress.completed) timings.push({ epoch, steps: epoch * stepsPerEpoch, seconds, windowsPerSecond });
        const last = progress.completed.at(-1);
        if (last) say('info', epochLine(last));
        summary.epochsDone = Math.max(summary.epochsDone, progress.completed.at(-1)?.epoch ?? 0);
        Object.assign(summary, {
          bestEpoch: progress.bestEpoch,
          bestValidationLoss: progress.bestValidationLoss,
          trainSeconds: progress.elapsedSeconds,
          losses: lossesOf(epochs, progress.bestEpoch),
        });
        announce.push({ runId: summary.id, ...progress });
      },
      onCheckpoint: async (state) => {
        // The checkpoint comes last: what people read may be ahead of it, never behind.
        await saveHistory(summary.folder, { history: epochs, log: lines });
        await saveTiming(summary.folder, timings);
        await context.runs.save(active.run);
        await store.save(encodeState(state));
      },
    });
    await store.save(encodeState(fit.state));
    const ended = { epochs: 'all epochs are done', patience: 'the validation loss no longer improves', stopped: 'it was stopped' };
    say('info', `Training ended after ${fit.state.history.length} epochs: ${ended[fit.reason]}. Best epoch ${fit.state.bestEpoch}.`);
    return trained;
  } finally {
    announce.flush();
  }
}

/** Backtests the trained model, and keeps model, figures and forecast. */
async function evaluate(context: EngineContext, active: ActiveRun, dataset: Dataset, trained: TrainedModel, say: Say): Promise<void> {
  const { summary } = active.run;
  summary.state = 'evaluating';
  context.emit('run.changed', { ...summary });
  const set = recordedSet(context.core().info(), summary.isa, summary.name);
  const predictor = createPredictor(context.core(), trained, summary.config.training.threads, set);
  try {
    const { evaluation } = await backtest({
      dataset,
      predictor,
      folds: null,
      stride: null,
      window: null,
      signal: active.abort.signal,
      onProgress: () => {},
    });
    if (!Number.isFinite(evaluation.metrics.model.mae)) {
      throw new ExpectedError(
        'diverged',
        `The trained model's forecasts are not finite. Lower the learning rate (now ${summary.config.training.rate}), or look for extreme values in the data.`,
      );
    }
    summary.evaluation = evaluation;
    trained.about.metrics = evaluation.metrics.model;
    await saveModel(summary.folder, trained);
    await saveBacktest(summary.folder, evaluation);
    const { series, skipped, notes } = await makeForecast(summary.id, dataset, predictor, 0);
    for (const note of notes) say('warning', note);
    for (const { seriesId, reason } of skipped)
      say('warning', `${seriesId ? `Series ${seriesId}` : 'The series'} is not forecast: ${reason}.`);
    await saveFile(forecastPath(summary.folder), forecastCsv(series, timeWriter(dataset)), { doing: 'save the forecast as' });
  } finally {
    predictor.dispose();
  }
}
