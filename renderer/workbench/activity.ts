/** Tells the system, through the main process, what runs in the window and what has ended. */
import { computed, watch } from 'vue';
import type { Job, QuitQuestion } from '../../engine/protocol/contract.ts';
import type { RunSummary } from '../../engine/protocol/training.ts';
import type { Disposer } from '../base/disposable.ts';
import { disposeAll } from '../base/disposable.ts';
import { engineText } from '../platform/engine-text/engine-text.ts';
import type { Services } from '../platform/services.ts';
import { trainedRun } from '../platform/jobs/jobs-store.ts';
import { t } from './messages.ts';

const over: ReadonlySet<RunSummary['state']> = new Set(['done', 'cancelled', 'failed', 'interrupted']);
const isGoing = ({ state }: RunSummary): boolean => !over.has(state);

/** What to ask before these trainings are ended; null where there is none. */
export function quitQuestion(trainings: readonly Job[]): QuitQuestion | null {
  const [first] = trainings;
  if (!first) return null;
  return {
    message: t('leaveWhileTraining', { count: trainings.length, name: first.title }),
    detail: t('leaveWhileTrainingDetail'),
    leave: t('leave'),
    stay: t('stay'),
    runs: trainings.flatMap((job) => trainedRun(job) ?? []),
  };
}

export function tellActivity({ jobs, engine, callShell, notifications, workspace }: Services): Disposer {
  const fail = (error: unknown): void => notifications.error(error);
  const going = new Set<string>();
  const question = computed(() => quitQuestion(jobs.running.value.filter((job) => trainedRun(job) !== null)));

  /** The main process decides whether a window is in front, and then says nothing. */
  function onRun(run: RunSummary): void {
    if (isGoing(run)) return void going.add(run.id);
    if (!going.delete(run.id) || (run.state !== 'done' && run.state !== 'failed')) return;
    const body =
      engineText((run.state === 'done' ? run.evaluation?.verdict.sentence : run.error?.message) ?? '') ||
      t(run.state === 'done' ? 'trainingDone' : 'trainingFailed');
    callShell('shell.notify', { title: run.name, body, runId: run.id }).catch(fail);
  }

  // No taskbar shows a finer share, and a training tells of ten a second.
  const share = computed(() => (jobs.progress.value === null ? null : Math.round(jobs.progress.value * 200) / 200));

  return disposeAll(
    watch(
      () => JSON.stringify([share.value, question.value]),
      () => void callShell('shell.setActivity', { progress: share.value, quit: question.value }).catch(fail),
      // A page that was loaded anew says so at once: the main process still knows what ran before.
      { immediate: true },
    ),
    engine.on('run.changed', onRun),
    engine.onConnected(() => going.clear()),
    watch(workspace.runs, (runs) => runs.filter(isGoing).forEach(({ id }) => going.add(id))),
  );
}
