import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { Services } from '../services.ts';
import { t } from './messages.ts';

/**
 * Moves runs to the trash without asking, and offers to undo it. Those that wait are taken out of the queue first. One that cannot go
 * does not keep the others; the first error is thrown at the end.
 */
export async function removeRuns(
  { workspace, notifications, queue, engine }: Pick<Services, 'workspace' | 'notifications' | 'queue' | 'engine'>,
  runs: readonly RunSummary[],
): Promise<void> {
  const trashed: string[] = [];
  const failures: unknown[] = [];
  const remove = async ({ id }: RunSummary): Promise<void> => {
    if (queue.place(id) !== null) await engine.call('training.cancel', { runId: id });
    trashed.push(await workspace.trashRun(id));
  };
  for (const run of runs) await remove(run).catch((error: unknown) => failures.push(error));
  const name = runs[0]?.name ?? '';
  const count = trashed.length;
  const restore = async (): Promise<void> => {
    for (const trashId of trashed) await workspace.restoreRun(trashId);
    notifications.showStatus(t('restored', { count, name }));
  };
  if (count > 0) {
    notifications.show('info', t('removed', { count, name }), [
      { label: t('undo'), run: () => void restore().catch((error: unknown) => notifications.error(error)) },
    ]);
  }
  if (failures.length > 0) throw failures[0];
}
