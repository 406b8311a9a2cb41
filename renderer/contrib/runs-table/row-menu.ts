import type { Services } from '../../platform/services.ts';
import type { MenuItem } from '../../platform/views/menu-service.ts';
import { t } from './messages.ts';
import type { TableModel } from './table-model.ts';

/** What can be done with the selected runs. */
export function rowMenu(
  { commands, workspace }: Pick<Services, 'commands' | 'workspace'>,
  model: TableModel,
  runIds: string[],
): MenuItem[] {
  const runs = runIds.flatMap((id) => workspace.run(id) ?? []);
  const [first] = runs;
  if (!first) return [];
  const single = runs.length === 1;
  const args = { runIds };
  const archived = runs.every((run) => run.annotation.archived);
  const pinned = runs.every((run) => run.annotation.pinned);
  return [
    ...(single ? [{ label: t('open'), keys: 'Enter', run: () => commands.run('runs.open', { runId: first.id, keep: true }) }] : []),
    ...(commands.has('runs.compare') ? [{ label: t('compare'), keys: 'Ctrl+Enter', run: () => commands.run('runs.compare', args) }] : []),
    ...(single
      ? [
          first.id === model.baseline.value?.id
            ? { label: t('clearBaseline'), run: () => commands.run('runs.clearBaseline') }
            : { label: t('setBaseline'), run: () => commands.run('runs.setBaseline', args) },
        ]
      : []),
    { label: t('addTag'), separatorBefore: true, run: () => commands.run('runs.addTag', args) },
    { label: t('removeTag'), run: () => commands.run('runs.removeTag', args) },
    { label: t('editNotes'), run: () => commands.run('runs.editNotes', args) },
    { label: t('moveToFolder'), run: () => commands.run('runs.moveToFolder', args) },
    { label: t(pinned ? 'unpin' : 'pin'), run: () => commands.run(pinned ? 'runs.unpin' : 'runs.pin', args) },
    { label: t(archived ? 'unarchive' : 'archive'), run: () => commands.run(archived ? 'runs.unarchive' : 'runs.archive', args) },
    { label: t('copyCommand'), separatorBefore: true, run: () => commands.run('runs.copyCommand', args) },
    { label: t('exportTable'), run: () => commands.run('runs.exportTable', args) },
    { label: t('removeSelected'), separatorBefore: true, keys: 'Delete', run: () => commands.run('runs.removeSelected', args) },
  ];
}
