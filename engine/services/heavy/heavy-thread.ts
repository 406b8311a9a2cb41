/** The thread that `HeavyWork` gives tasks to, one at a time. It is ended from outside, so nothing here is cancelled. */
import { parentPort } from 'node:worker_threads';
import type { ThreadNews } from '../../base/threads.ts';
import { toWireError } from '../../protocol/errors.ts';
import { buffersOf, type HeavyTasks, heavyTasks } from './tasks.ts';

const never = new AbortController().signal;
const tell = (news: ThreadNews): void => parentPort?.postMessage(news);

async function work<K extends keyof HeavyTasks>({ task, params }: { task: K; params: HeavyTasks[K]['params'] }): Promise<void> {
  try {
    const result = await heavyTasks[task](params, { signal: never, onProgress: (...progress) => tell({ progress }) });
    parentPort?.postMessage({ result } satisfies ThreadNews, buffersOf(result));
  } catch (error) {
    tell({ error: toWireError(error), stack: error instanceof Error ? error.stack : undefined });
  }
}

parentPort?.on('message', (call: { task: keyof HeavyTasks; params: never }) => void work(call));
