import type { ComputedRef } from 'vue';
import { computed, shallowReactive } from 'vue';
import type { Job } from '../../../engine/protocol/contract.ts';

const trainingPrefix = 'training:';

/** Trainings stand among the jobs by the id of their run. */
export const trainingJobId = (runId: string): string => `${trainingPrefix}${runId}`;

/** The run that a job trains, if it does. */
export function trainedRun(job: Job): string | null {
  return job.id.startsWith(trainingPrefix) ? job.id.slice(trainingPrefix.length) : null;
}

const studyPrefix = 'study:';

/** The study that a job works on, if it does. */
export function searchedStudy(job: Job): string | null {
  return job.id.startsWith(studyPrefix) ? job.id.slice(studyPrefix.length) : null;
}

/** The engine's long pieces of work, as it reports them. */
export class JobsStore {
  readonly #jobs = shallowReactive(new Map<string, Job>());
  readonly running: ComputedRef<Job[]> = computed(() => [...this.#jobs.values()].filter((job) => job.state === 'running'));
  /** Progress of everything that runs: 0 to 1, null where nothing runs or nothing is known. */
  readonly progress: ComputedRef<number | null> = computed(() => {
    const known = this.running.value.map((job) => job.progress).filter((progress) => progress !== null);
    return known.length === 0 ? null : known.reduce((sum, progress) => sum + progress, 0) / known.length;
  });

  update(job: Job): void {
    if (job.state === 'running') this.#jobs.set(job.id, job);
    else this.#jobs.delete(job.id);
  }

  remove(id: string): void {
    this.#jobs.delete(id);
  }

  /** The engine is gone, and its jobs with it. */
  clear(): void {
    this.#jobs.clear();
  }
}
