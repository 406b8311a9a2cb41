import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { DatasetSummary } from '../../../engine/protocol/data.ts';
import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { uris } from '../../platform/editors/uri.ts';
import { t } from './messages.ts';
import { retrain } from './retrain.ts';

const LedgerEditor = lazy(() => import('./LedgerEditor.vue'));

export const ledger: Contribution = {
  id: 'ledger',
  register: (services) => {
    const { views, commands, editors, forecasts, quickInput, engine, notifications } = services;

    /** Newer data of kept forecasts were imported: word of it in the status bar. */
    function onDataset({ name, hash }: DatasetSummary): void {
      const count = forecasts.list.value.filter(({ datasetName, datasetHash }) => datasetName === name && datasetHash !== hash).length;
      if (count > 0) notifications.showStatus(t('newer', { name, count }));
    }

    return disposeAll(
      engine.on('dataset.changed', onDataset),
      views.editors.register({
        scheme: 'ledger',
        component: LedgerEditor,
        describe: () => ({ title: t('title'), icon: 'history', tooltip: t('title') }),
      }),
      commands.register({
        id: 'ledger.show',
        title: t('command'),
        category: t('category'),
        owner: 'ledger',
        icon: 'history',
        run: () => editors.open(uris.ledger, { preview: false }),
      }),
      commands.register({
        id: 'ledger.retrain',
        title: t('retrainCommand'),
        category: t('category'),
        owner: 'ledger',
        run: async (args) => {
          if (forecasts.list.value.length === 0) throw new ExpectedError('no-forecasts', t('empty'));
          const forecast = args
            ? (forecasts.find(args.forecastId) ?? null)
            : await quickInput.pick({
                placeholder: t('chooseRetrain'),
                items: forecasts.list.value.map((one) => ({
                  id: one.id,
                  label: one.name,
                  description: one.datasetName,
                  icon: 'graph-line',
                  value: one,
                })),
              });
          if (args && !forecast) throw new ExpectedError('unknown-forecast', t('unknownForecast', { id: args.forecastId }));
          if (forecast) await retrain(services, forecast);
        },
      }),
    );
  },
};
