import type { ComputedRef } from 'vue';
import { computed } from 'vue';
import type { Job } from '../../../engine/protocol/contract.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { StudySummary } from '../../../engine/protocol/tuning.ts';
import type { JobsStore } from '../../platform/jobs/jobs-store.ts';
import { searchedStudy, trainedRun } from '../../platform/jobs/jobs-store.ts';
import type { QueueStore } from '../../platform/jobs/queue-store.ts';
import type { StudiesStore } from '../../platform/studies/studies-store.ts';
import type { WorkspaceStore } from '../../platform/workspace/workspace-store.ts';

/** Work that goes on; a training has its run, a search its study. */
export interface RunningJob {
  job: Job;
  run: RunSummary | null;
  study: StudySummary | null;
}

/** Work that waits for its turn; a training has its run, a search its study as soon as it is known. */
export interface WaitingWork {
  id: string;
  /** Of what is no training, as the engine calls it. */
  name: string;
  run: RunSummary | null;
  study: StudySummary | null;
}

export interface JobLists {
  running: ComputedRef<RunningJob[]>;
  /** In the order in which they will begin. */
  waiting: ComputedRef<WaitingWork[]>;
  /** Waited when an engine before this one ended. */
  left: ComputedRef<RunSummary[]>;
  leftStudies: ComputedRef<StudySummary[]>;
  paused: ComputedRef<RunSummary[]>;
  /** Searches that stand still, by will or because their engine died. */
  pausedStudies: ComputedRef<StudySummary[]>;
  /** Stopped with their engine, whenever that was; they go on from their checkpoints. */
  interrupted: ComputedRef<RunSummary[]>;
  /** Trainings that ended today and do not wait to go on, the last first. */
  ended: ComputedRef<RunSummary[]>;
  empty: ComputedRef<boolean>;
}

/** When a run ended, as far as its record tells: its beginning and the time that it trained. */
export function endedAt({ createdAt, trainSeconds }: Pick<RunSummary, 'createdAt' | 'trainSeconds'>): number {
  return Date.parse(createdAt) + trainSeconds * 1000;
}

const ends: ReadonlySet<RunSummary['state']> = new Set(['done', 'failed', 'cancelled', 'interrupted']);

/** What is at work, what waits, and what ended today; `now` in epoch milliseconds. */
export function useJobs(
  {
    jobs,
    queue,
    studies,
    workspace,
  }: {
    jobs: Pick<JobsStore, 'running'>;
    queue: Pick<QueueStore, 'state' | 'left' | 'leftStudies' | 'interrupted'>;
    studies: Pick<StudiesStore, 'list' | 'find'>;
    workspace: Pick<WorkspaceStore, 'runs' | 'run'>;
  },
  now: () => number,
): JobLists {
  const running = computed(() =>
    jobs.running.value.map((job) => {
      const runId = trainedRun(job);
      const run = runId === null ? null : (workspace.run(runId) ?? null);
      return { job, run, study: studies.find(searchedStudy(job) ?? '') ?? null };
    }),
  );
  const waiting = computed(() => {
    const { waiting: ids, others } = queue.state.value;
    return ids.flatMap((id): WaitingWork[] => {
      const run = workspace.run(id) ?? null;
      const other = others.find((one) => one.id === id);
      return run || other ? [{ id, name: run?.name ?? other?.name ?? id, run, study: studies.find(id) ?? null }] : [];
    });
  });
  const pausedStudies = computed(() => studies.list.value.filter(({ state }) => state === 'paused' || state === 'interrupted'));
  const paused = computed(() => workspace.runs.value.filter((run) => run.state === 'paused'));
  const ended = computed(() => {
    const today = new Date(now()).toDateString();
    const waitsForUser = new Set(queue.interrupted.value.map(({ id }) => id));
    return workspace.runs.value
      .filter((run) => ends.has(run.state) && !waitsForUser.has(run.id) && new Date(endedAt(run)).toDateString() === today)
      .toSorted((a, b) => endedAt(b) - endedAt(a));
  });
  return {
    running,
    waiting,
    left: queue.left,
    leftStudies: queue.leftStudies,
    paused,
    interrupted: queue.interrupted,
    pausedStudies,
    ended,
    empty: computed(() =>
      [running, waiting, queue.left, queue.leftStudies, queue.interrupted, paused, pausedStudies, ended].every(
        (list) => list.value.length === 0,
      ),
    ),
  };
}
