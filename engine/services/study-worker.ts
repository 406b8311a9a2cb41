import { createThrottle } from '../base/async.ts';
import type { Dataset } from '../data/dataset.ts';
import { loadCalendar } from '../data/index.ts';
import { saveStudy, saveTrial, trialStates } from '../project/study-folder.ts';
import { CancelledError, ExpectedError, toWireError } from '../protocol/errors.ts';
import type { StudyProgress } from '../protocol/tuning.ts';
import { recordedSet } from '../train/instruction-set.ts';
import { drawTrial } from '../tune/draw.ts';
import { rankTrials } from '../tune/finals.ts';
import { baseConfig, validationOf } from '../tune/plan.ts';
import { runStudy } from '../tune/study.ts';
import { trainTrial } from '../tune/trial.ts';
import type { EngineContext } from './context.ts';
import { runJob } from './jobs.ts';
import { APP_VERSION, createQueue } from './shared.ts';
import type { ActiveStudy } from './study-store.ts';

/** Carries a study from where it stands to the end of its budget. Never rejects: how it ended stands in the study. */
export async function workOnStudy(context: EngineContext, active: ActiveStudy, dataset: Dataset): Promise<void> {
  const { summary } = active.study;
  const announce = createThrottle<StudyProgress>((progress) => context.emit('tuning.changed', progress), { clock: context.clock });
  let last = beginning(active);
  try {
    if (active.abort.signal.aborted) throw new CancelledError();
    summary.state = 'running';
    announce.push({ ...last, state: 'running' });
    await saveStudy(summary.folder, active.study);
    await runJob(context, { id: `study:${summary.id}`, kind: 'tuning' }, `Tuning ${summary.name}`, (job) =>
      work(context, active, dataset, (progress) => {
        last = { studyId: summary.id, state: summary.state, ...progress };
        summary.elapsedSeconds = progress.elapsedSeconds;
        announce.push(last);
        job.progress(progress.progress, `${progress.trials} trials, ${progress.running} at work`);
      }),
    );
    if (rankTrials(active.trials).length === 0) throw nothingReached(active);
    summary.state = 'done';
  } catch (error) {
    if (error instanceof CancelledError) summary.state = active.aside;
    else fail(context, active, error);
  }
  try {
    await saveStudy(summary.folder, active.study);
  } catch (error) {
    fail(context, active, error);
  }
  announce.push({ ...last, state: summary.state, running: 0 });
  announce.flush();
}

/** What there is to tell before the first trial: also of a study that fails at once. */
export function beginning({ study, trials }: ActiveStudy): StudyProgress {
  const { id, state, elapsedSeconds, settings } = study.summary;
  const counts = { trials: trials.length, failed: 0, running: 0, best: null, progress: 0 };
  return { studyId: id, state, phase: 'search', ...counts, elapsedSeconds, remainingSeconds: settings.budgetSeconds };
}

type Progress = Omit<StudyProgress, 'studyId' | 'state'>;

async function work(context: EngineContext, active: ActiveStudy, dataset: Dataset, onChange: (progress: Progress) => void): Promise<void> {
  const { study, trials, warnings, abort } = active;
  const { summary } = study;
  const core = context.core();
  const isa = recordedSet(core.info(), summary.isa, summary.name);
  await loadCalendar(summary.wishes.data.calendar ?? []);
  const validation = validationOf(dataset, summary);
  const { data } = baseConfig(dataset, summary.wishes);
  const states = trialStates(summary.folder, (message) => warnings.push(message));
  // One after the other: an older record never lands on a newer one.
  const saves = createQueue();
  await runStudy({
    settings: summary.settings,
    rungs: summary.rungs,
    trials,
    places: core.info().hardwareThreads,
    elapsedSeconds: summary.elapsedSeconds,
    clock: context.clock,
    signal: abort.signal,
    draw: (number) => drawTrial(summary.space, summary.wishes, data, summary.settings.seed, number),
    train: (trial, signal) =>
      trainTrial({ core, dataset, plan: summary, validation, states, isa, appVersion: APP_VERSION, clock: context.clock }, trial, signal),
    save: (trial) =>
      saves(async () => {
        await saveTrial(summary.folder, trial);
        await saveStudy(summary.folder, study);
      }),
    onChange,
  });
}

function nothingReached({ study, trials }: ActiveStudy): ExpectedError {
  const { settings, folder } = study.summary;
  return new ExpectedError(
    'budget-too-small',
    `None of ${trials.length} trials reached its first rung within ${settings.budgetSeconds} s. Go on with the study in ${folder} and a larger budget.`,
    { flag: '--budget' },
  );
}

function fail(context: EngineContext, { study }: ActiveStudy, error: unknown): void {
  const { kind, code, message } = toWireError(error);
  if (kind === 'bug') context.onBug(error, `study ${study.summary.id}`);
  study.summary.state = 'failed';
  study.summary.error = { code, message };
}
