import { watch } from 'vue';
import type { RunSummary, TrainingProgress } from '../../../engine/protocol/training.ts';
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import { trainingJobId } from '../../platform/jobs/jobs-store.ts';
import type { Services } from '../../platform/services.ts';
import { isActive, stateLook } from './run-state.ts';

/** Runs report through their own events; this shows them among the jobs of the window. */
export function trackTraining({ engine, jobs, workspace }: Pick<Services, 'engine' | 'jobs' | 'workspace'>): Disposer {
  const shown = new Map<string, TrainingProgress | null>();

  function show(run: RunSummary): void {
    const news = run.state === 'running' ? shown.get(run.id) : null;
    jobs.update({
      id: trainingJobId(run.id),
      kind: 'training',
      title: run.name,
      state: 'running',
      progress: news?.progress ?? null,
      remainingSeconds: news?.remainingSeconds ?? null,
      message: stateLook(run.state).label,
    });
  }

  function onRuns(runs: readonly RunSummary[]): void {
    const active = runs.filter((run) => isActive(run.state));
    for (const id of shown.keys()) {
      if (active.some((run) => run.id === id)) continue;
      shown.delete(id);
      jobs.remove(trainingJobId(id));
    }
    for (const run of active) {
      if (!shown.has(run.id)) shown.set(run.id, null);
      show(run);
    }
  }

  return disposeAll(
    watch(workspace.runs, onRuns, { immediate: true }),
    engine.on('training.progress', (news) => {
      const run = workspace.run(news.runId);
      if (!run || !isActive(run.state)) return;
      shown.set(run.id, news);
      show(run);
    }),
  );
}
