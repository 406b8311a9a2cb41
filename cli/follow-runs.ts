import type { RunDetail, RunState, TrainingProgress } from '../engine/protocol/training.ts';
import type { CommandContext } from './command.ts';

const ended: readonly RunState[] = ['done', 'cancelled', 'failed', 'interrupted'];

/** Starts several runs by `begin`, shows their common progress until the last has ended, and passes a cancel on to all of them. */
export async function followRuns({ client, output, signal }: CommandContext, begin: () => Promise<string[]>): Promise<RunDetail[]> {
  const over = new Set<string>();
  const progress = new Map<string, TrainingProgress>();
  let ids: string[] = [];
  let resolveAll = (): void => {};
  const all = new Promise<void>((resolve) => (resolveAll = resolve));
  const end = (id: string): void => {
    over.add(id);
    if (ids.length > 0 && ids.every((one) => over.has(one))) resolveAll();
  };
  const stops = [
    client.on('run.changed', (run) => (ended.includes(run.state) ? end(run.id) : undefined)),
    client.on('training.progress', (news) => {
      progress.set(news.runId, news);
      const { share, remaining } = together(ids.length > 0 ? ids : [...progress.keys()], over, progress);
      output.progress(share, remaining, `${over.size} of ${ids.length} runs done, ${progress.size - over.size} at work`);
    }),
  ];
  const onAbort = (): void => {
    for (const runId of ids) if (!over.has(runId)) void client.call('training.cancel', { runId }).catch(() => undefined);
  };
  try {
    ids = await begin();
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    for (const runId of ids) {
      const { state } = await client.call('runs.get', { runId });
      if (ended.includes(state)) end(runId);
    }
    await all;
    return await Promise.all(ids.map((runId) => client.call('runs.get', { runId })));
  } finally {
    signal.removeEventListener('abort', onAbort);
    for (const stop of stops) stop();
    output.endProgress();
  }
}

/** Share of all runs that is done, and an upper bound of the seconds that those at work still take. */
function together(
  ids: readonly string[],
  over: ReadonlySet<string>,
  progress: ReadonlyMap<string, TrainingProgress>,
): { share: number; remaining: number } {
  let done = 0;
  let remaining = 0;
  for (const id of ids) {
    const news = progress.get(id);
    done += over.has(id) ? 1 : (news?.progress ?? 0);
    if (!over.has(id)) remaining = Math.max(remaining, news?.remainingSeconds ?? 0);
  }
  return { share: done / ids.length, remaining };
}
