import type { ComputedRef } from 'vue';
import { computed } from 'vue';
import type { Job } from '../../../engine/protocol/contract.ts';
import type { QueuedWork } from '../../../engine/protocol/training.ts';
import { followJob } from './follow-job.ts';
import type { JobsStore } from './jobs-store.ts';
import type { QueueStore } from './queue-store.ts';

/** Work that a page has asked for and that may have to wait. */
export interface FollowedWork {
  /** Its place among what waits, by this id; null where it does not stand in the queue. */
  queuedId: ComputedRef<string | null>;
  /** Null as long as it has not begun. */
  job: ComputedRef<Job | null>;
}

/**
 * As `followJob`, of work that waits for its turn in the queue, where it stands by the id of its job from the moment that it is asked for: the
 * first of its kind that was not there before. What never waits is followed by its job alone.
 */
export function followQueued(
  jobs: Pick<JobsStore, 'running'>,
  queue: Pick<QueueStore, 'state'>,
  kind: QueuedWork['kind'] & Job['kind'],
): FollowedWork {
  const before = new Set(queue.state.value.others.map(({ id }) => id));
  let own: string | null = null;
  const queuedId = computed(() => {
    const { others } = queue.state.value;
    own ??= others.find((other) => other.kind === kind && !before.has(other.id))?.id ?? null;
    return own !== null && others.some(({ id }) => id === own) ? own : null;
  });
  const next = followJob(jobs, kind);
  const job = computed(() => {
    const id = queuedId.value ?? own;
    return id === null ? next.value : (jobs.running.value.find((one) => one.id === id) ?? null);
  });
  return { queuedId, job };
}
