/** A thread for the tests of `Threads`: answers, fails, hangs or ends as its task says. */
import { parentPort } from 'node:worker_threads';
import type { ThreadCall, ThreadNews } from '../../../engine/base/threads.ts';
import { ExpectedError, toWireError } from '../../../engine/protocol/errors.ts';

let calls = 0;
const tell = (news: ThreadNews): void => parentPort?.postMessage(news);

parentPort?.on('message', ({ task, params }: ThreadCall) => {
  calls += 1;
  if (task === 'count') tell({ result: calls });
  if (task === 'echo') {
    tell({ progress: [0.5, 10] });
    tell({ result: params });
  }
  if (task === 'refuse') {
    const error = new ExpectedError('unknown-sheet', 'There is no sheet "May".', { row: 7, sheets: ['April'] });
    tell({ error: toWireError(error), stack: error.stack });
  }
  if (task === 'break') throw new TypeError('Nobody foresaw this.');
  if (task === 'spin') for (;;);
});
