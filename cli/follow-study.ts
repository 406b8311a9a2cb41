import type { StudyDetail, StudyState } from '../engine/protocol/tuning.ts';
import { CancelledError, ExpectedError } from '../engine/protocol/errors.ts';
import type { CommandContext } from './command.ts';
import { figure } from './table.ts';

/**
 * Begins a study by `begin`, shows its progress until it has ended, and passes a cancel on to it.
 * Errors: CancelledError with the way to go on; ExpectedError with the study's own message where it failed.
 */
export async function followStudy({ client, output, signal }: CommandContext, begin: () => Promise<string>): Promise<StudyDetail> {
  let studyId = '';
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const isOver = (state: StudyState): boolean => state !== 'running' && state !== 'queued';
  const stop = client.on('tuning.changed', (news) => {
    if (studyId !== '' && news.studyId !== studyId) return;
    if (isOver(news.state)) return end();
    const best = news.best === null ? '' : `  best ${figure(news.best.score)} (trial ${news.best.number})`;
    const failed = news.failed === 0 ? '' : `, ${news.failed} failed`;
    output.progress(news.progress, news.remainingSeconds, `${news.phase}: ${news.trials} trials${failed}, ${news.running} at work${best}`);
  });
  const onAbort = (): void => {
    if (studyId !== '') void client.call('tuning.stop', { studyId }).catch(() => undefined);
  };
  try {
    studyId = await begin();
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
    if (!isOver((await client.call('tuning.get', { studyId })).state)) await ended;
    const study = await client.call('tuning.get', { studyId });
    if (study.state === 'done') return study;
    if (study.state === 'failed') throw new ExpectedError(study.error?.code ?? 'failed', study.error?.message ?? 'Tuning failed.');
    throw new CancelledError(`Cancelled. Go on with: hindcast tune --resume ${study.folder}`);
  } finally {
    signal.removeEventListener('abort', onAbort);
    stop();
    output.endProgress();
  }
}
