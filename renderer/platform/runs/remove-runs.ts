import type { RunSummary } from '../../../engine/protocol/training.ts';
import type { Services } from '../services.ts';
import { t } from './messages.ts';

/** Moves runs to the trash without asking, and offers to undo it. */
export async function removeRuns(
  { workspace, notifications }: Pick<Services, 'workspace' | 'notifications'>,
  runs: readonly RunSummary[],
): Promise<void> {
  const trashed: string[] = [];
  try {
    for (const { id } of runs) trashed.push(await workspace.trashRun(id));
  } finally {
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
  }
}
