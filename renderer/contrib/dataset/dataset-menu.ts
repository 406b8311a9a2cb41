import type { Services } from '../../platform/services.ts';
import type { MenuItem } from '../../platform/views/menu-service.ts';
import type { DataNode } from './data-tree.ts';
import { t } from './messages.ts';

/** What can be done with a dataset, a series of it or a column. */
export function datasetMenu({ commands, fixes }: Pick<Services, 'commands' | 'fixes'>, node: DataNode): MenuItem[] {
  const { dataset } = node;
  const about = { datasetId: dataset.id };
  const place = node.kind === 'series' ? { series: node.series.id } : node.kind === 'column' ? { column: node.column.name } : {};
  const target = node.kind === 'column' && node.column.role === 'value' ? { target: node.column.name } : {};
  const work: MenuItem[] = [
    { label: t('show'), keys: 'Enter', run: () => commands.run('data.openDataset', { ...about, ...place, keep: true }) },
    { label: t('train'), run: () => commands.run('training.configure', { ...about, ...target }) },
    ...(commands.has('automatic.forecast') ? [{ label: t('forecast'), run: () => commands.run('automatic.forecast', about) }] : []),
  ];
  if (node.kind === 'column') {
    const name = node.column.name;
    const spare = node.column.role === 'value' && dataset.columns.filter(({ role }) => role === 'value').length > 1;
    return [
      ...work,
      { label: t('copyName'), separatorBefore: true, run: () => void navigator.clipboard.writeText(name) },
      ...(spare
        ? [
            {
              label: t('leaveOut'),
              run: () => commands.run('data.fix', { ...about, fixes: [{ kind: 'ignore-column' as const, column: name }] }),
            },
          ]
        : []),
    ];
  }
  if (node.kind !== 'dataset') return work;
  return [
    ...work,
    ...(commands.has('problems.findOutliers')
      ? [{ label: t('findOutliers'), run: () => commands.run('problems.findOutliers', about) }]
      : []),
    { label: t('importAgain'), separatorBefore: true, run: () => commands.run('data.importAgain', about) },
    { label: t('readAgain'), run: () => commands.run('data.readAgain', about) },
    ...(fixes.fixesOf(dataset.id).length > 0 ? [{ label: t('showFixes'), run: () => commands.run('data.showFixes', about) }] : []),
    { label: t('rename'), separatorBefore: true, keys: 'F2', run: () => commands.run('data.renameDataset', about) },
    { label: t('reveal'), run: () => commands.run('data.reveal', about) },
    { label: t('copyPath'), run: () => commands.run('data.copyPath', about) },
    { label: t('remove'), separatorBefore: true, keys: 'Delete', run: () => commands.run('data.removeDataset', about) },
  ];
}
