import type { ComputedRef } from 'vue';
import { computed } from 'vue';
import type { Job } from '../../../engine/protocol/contract.ts';
import type { JobsStore } from './jobs-store.ts';

/**
 * The oldest running job of a kind among those that begin from now on; null while there is none. A call does not tell the id of its
 * job, so whoever calls asks for this first and takes the next one for its own.
 */
export function followJob(jobs: Pick<JobsStore, 'running'>, kind: Job['kind']): ComputedRef<Job | null> {
  const before = new Set(jobs.running.value.map(({ id }) => id));
  return computed(() => jobs.running.value.find((job) => job.kind === kind && !before.has(job.id)) ?? null);
}
