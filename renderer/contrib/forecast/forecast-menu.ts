import type { ForecastSummary } from '../../../engine/protocol/forecasts.ts';
import type { Services } from '../../platform/services.ts';
import type { MenuItem } from '../../platform/views/menu-service.ts';
import { t } from './messages.ts';

/** What can be done with a forecast. */
export function forecastMenu({ commands }: Pick<Services, 'commands'>, { id, source }: ForecastSummary): MenuItem[] {
  const args = { forecastId: id };
  return [
    { label: t('open'), run: () => commands.run('forecasts.open', { ...args, keep: true }) },
    { label: t(source.kind === 'run' ? 'openRun' : 'openData'), run: () => commands.run('forecasts.openSource', args) },
    { label: t('compareIt'), run: () => commands.run('forecasts.compare', args) },
    { label: t('exportIt'), separatorBefore: true, run: () => commands.run('forecasts.export', args) },
    { label: t('copyTable'), run: () => commands.run('forecasts.copyTable', args) },
    { label: t('copyCommand'), run: () => commands.run('forecasts.copyCommand', args) },
    { label: t('renameIt'), keys: 'F2', separatorBefore: true, run: () => commands.run('forecasts.rename', args) },
    { label: t('removeIt'), keys: 'Delete', run: () => commands.run('forecasts.remove', args) },
  ];
}
