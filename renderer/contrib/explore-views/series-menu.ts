import type { Services } from '../../platform/services.ts';
import type { MenuItem } from '../../platform/views/menu-service.ts';
import { t } from './messages.ts';
import type { SeriesNode } from './series-rows.ts';

/** What can be done with a dataset, a series or a column of it. `shown`: whether the chart in view has it; undefined: there is none in view. */
export function seriesMenu({ commands }: Pick<Services, 'commands'>, node: SeriesNode, shown: boolean | undefined): MenuItem[] {
  const { id: datasetId } = node.dataset;
  const open = (): void => commands.run('data.openDataset', { datasetId, keep: true });
  const train = (target?: string): void => commands.run('training.configure', { datasetId, ...(target !== undefined && { target }) });
  const training = (target?: string): MenuItem[] =>
    commands.has('training.configure') ? [{ label: t('train'), separatorBefore: true, run: () => train(target) }] : [];
  if (node.kind !== 'line') return [{ label: t('openDataset'), run: open }, ...training()];
  const { line, name } = node;
  const place = { datasetId, ...line };
  return [
    { label: t('onlyLine'), keys: 'Enter', run: () => commands.run('explore.showOnlySeries', place) },
    { label: t(shown === true ? 'removeLine' : 'addLine'), keys: 'Space', run: () => commands.run('explore.toggleSeries', place) },
    { label: t('inTable'), separatorBefore: true, run: () => commands.run('explore.showSeriesTable', place) },
    { label: t('inProfile'), run: () => commands.run('explore.showSeriesProfile', place) },
    ...training(line.column),
    { label: t('copyName'), separatorBefore: true, run: () => void navigator.clipboard.writeText(name) },
  ];
}
