import type { Job } from '../engine/protocol/contract.ts';
import type { CommandContext } from './command.ts';

/** Runs a call and shows the progress of the jobs of one kind meanwhile. */
export async function followJob<T>({ client, output }: CommandContext, kind: Job['kind'], call: () => Promise<T>): Promise<T> {
  const stop = client.on('job.changed', (job) => {
    if (job.kind === kind && job.state === 'running') output.progress(job.progress, job.remainingSeconds, job.title);
  });
  try {
    return await call();
  } finally {
    stop();
    output.endProgress();
  }
}
