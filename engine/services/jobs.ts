import { createThrottle } from '../base/async.ts';
import { CancelledError } from '../protocol/errors.ts';
import type { Job } from '../protocol/contract.ts';
import type { Shared } from './shared.ts';

export interface JobHandle {
  /** `share` 0 to 1; the estimate of what remains follows from it. */
  progress: (share: number, message?: string, rows?: number) => void;
}

let nextId = 1;

/** An id that no other job of this process has. */
export function newJobId(): string {
  return `job-${nextId++}`;
}

/**
 * Runs a long piece of work as a job: announced at its start, at most ten times a second on its way, and at its end. `about`: its kind, with an id
 * where others know it by one.
 */
export async function runJob<T>(
  context: Shared,
  about: Job['kind'] | Pick<Job, 'id' | 'kind'>,
  title: string,
  work: (job: JobHandle) => Promise<T>,
): Promise<T> {
  const { id, kind } = typeof about === 'string' ? { id: newJobId(), kind: about } : about;
  const job: Job = { id, kind, title, state: 'running', progress: null, remainingSeconds: null, message: '' };
  const started = context.clock.now();
  const announce = createThrottle<Job>((value) => context.emit('job.changed', value), { clock: context.clock });
  const change = (part: Partial<Job>): void => {
    Object.assign(job, part);
    announce.push({ ...job });
  };
  change({});
  try {
    const result = await work({
      progress: (share, message = '', rows) => {
        const elapsed = (context.clock.now() - started) / 1000;
        change({
          progress: share,
          remainingSeconds: share > 0.01 ? (elapsed * (1 - share)) / share : null,
          message,
          ...(rows !== undefined && { rows }),
        });
      },
    });
    change({ state: 'done', progress: 1, remainingSeconds: 0 });
    return result;
  } catch (error) {
    change({
      state: error instanceof CancelledError ? 'cancelled' : 'failed',
      message: error instanceof Error ? error.message : String(error),
    });
    throw error;
  } finally {
    announce.flush();
  }
}
