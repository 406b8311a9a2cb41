import type { ComputedRef } from 'vue';
import { computed } from 'vue';
import type { Services } from '../../platform/services.ts';
import type { Milestone } from '../../platform/workspace/history-store.ts';
import { milestones } from '../../platform/workspace/history-store.ts';
import { t } from './messages.ts';

export interface WalkStep {
  id: Milestone;
  title: string;
  text: string;
  action: string;
  done: boolean;
  /** Why the action cannot run yet. */
  blocked: string | null;
  run: () => void;
}

/** The five steps from a file to a forecast, ticked by what has really happened. */
export function useWalkthrough({ workspace, forecasts, history, commands }: Services): ComputedRef<WalkStep[]> {
  const evidence = computed<Record<Milestone, boolean>>(() => ({
    opened: workspace.datasets.value.length > 0,
    looked: false,
    trained: workspace.runs.value.some((run) => run.epochsDone > 0),
    compared: false,
    forecast: forecasts.list.value.length > 0,
  }));
  return computed(() => {
    const dataset = workspace.datasets.value.at(-1);
    const run = workspace.runs.value.find((candidate) => candidate.state === 'done') ?? workspace.runs.value[0];
    const showRun = (): void => {
      if (run) commands.run('runs.open', { runId: run.id });
    };
    const actions: Record<Milestone, () => void> = {
      opened: () => commands.run('data.open'),
      looked: () => {
        if (dataset) commands.run('data.openDataset', { datasetId: dataset.id });
      },
      trained: () => {
        if (dataset) commands.run('training.configure', { datasetId: dataset.id });
      },
      // Beside each other where there are several; a single run stands beside the simple methods on its own page.
      compared: () => {
        const two = workspace.runs.value.filter(({ state }) => state === 'done').slice(0, 2);
        if (two.length === 2 && commands.has('runs.compare')) commands.run('runs.compare', { runIds: two.map(({ id }) => id) });
        else showRun();
      },
      forecast: () => {
        if (run?.state === 'done' && commands.has('forecasts.create')) commands.run('forecasts.create', { runId: run.id });
        else showRun();
      },
    };
    const blocked: Record<Milestone, string | null> = {
      opened: null,
      looked: dataset ? null : t('needsData'),
      trained: dataset ? null : t('needsData'),
      compared: run ? null : t('needsRun'),
      forecast: run ? null : t('needsRun'),
    };
    return milestones.map((id) => ({
      id,
      title: t(`${id}Title`),
      text: t(`${id}Text`),
      action: t(`${id}Action`),
      done: evidence.value[id] || history.reached.value.includes(id),
      blocked: blocked[id],
      run: actions[id],
    }));
  });
}
