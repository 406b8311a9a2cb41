/** Takes the lock of the run in the folder of the first argument, says so, and waits to be killed. */
import { systemClock } from '../../../engine/base/clock.ts';
import { lockRun } from '../../../engine/project/lock.ts';

await lockRun(process.argv[2]!, systemClock);
console.log('locked');
setInterval(() => {}, 1000);
