import type { ComputedRef } from 'vue';
import { computed } from 'vue';
import type { Job } from '../../../engine/protocol/contract.ts';
import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { JobsStore } from '../../platform/jobs/jobs-store.ts';
import { trainedRun } from '../../platform/jobs/jobs-store.ts';
import type { QueueStore } from '../../platform/jobs/queue-store.ts';
import type { WorkspaceStore } from '../../platform/workspace/workspace-store.ts';

/** Work that goes on; a training has its run. */
export interface RunningJob {
  job: Job;
  run: RunSummary | null;
}

export interface JobLists {
  running: ComputedRef<RunningJob[]>;
  /** In the order in which they will begin. */
  waiting: ComputedRef<RunSummary[]>;
  /** Waited when an engine before this one ended. */
  left: ComputedRef<RunSummary[]>;
  paused: ComputedRef<RunSummary[]>;
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
    workspace,
  }: {
    jobs: Pick<JobsStore, 'running'>;
    queue: Pick<QueueStore, 'state' | 'left' | 'interrupted'>;
    workspace: Pick<WorkspaceStore, 'runs' | 'run'>;
  },
  now: () => number,
): JobLists {
  const running = computed(() =>
    jobs.running.value.map((job) => {
      const runId = trainedRun(job);
      return { job, run: runId === null ? null : (workspace.run(runId) ?? null) };
    }),
  );
  const waiting = computed(() => queue.state.value.waiting.map((id) => workspace.run(id)).filter((run) => run !== undefined));
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
    paused,
    interrupted: queue.interrupted,
    ended,
    empty: computed(() => [running, waiting, queue.left, queue.interrupted, paused, ended].every((list) => list.value.length === 0)),
  };
}
