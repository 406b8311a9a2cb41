import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { ForecastSummary } from '../../../engine/protocol/forecasts.ts';
import { uris } from '../../platform/editors/uri.ts';
import type { Services } from '../../platform/services.ts';
import { t } from './messages.ts';
import { requestLike } from './request-like.ts';

type Needed = Pick<Services, 'engine' | 'workspace' | 'editors' | 'commands' | 'notifications'>;

/** The dataset of the workspace with the newest content of a forecast's data: one that has it already, or the file imported as it is now. */
async function newestDataset({ engine, workspace, notifications }: Needed, forecast: ForecastSummary): Promise<string> {
  const { entries } = await engine.call('ledger.read', {});
  const actuals = entries.find((entry) => entry.forecast.id === forecast.id)?.actuals;
  const own = workspace.dataset(forecast.datasetId);
  if (!actuals) throw new ExpectedError('not-newer', t('notNewer', { path: own?.path ?? forecast.datasetName }));
  const known = workspace.datasets.value.find(({ hash, path }) => hash === actuals.hash && path === actuals.path);
  if (known) return known.id;
  notifications.showStatus(t('retraining', { name: actuals.name }));
  const imported = await engine.call('data.import', { path: actuals.path, overrides: own?.settings ?? {}, name: actuals.name });
  workspace.putDataset(imported);
  return imported.id;
}

/** Trains the configuration of a forecast's run on the newest data; a method of the catalogue is looked for again. */
export async function retrain(services: Needed, forecast: ForecastSummary): Promise<void> {
  const { engine, workspace, editors, commands } = services;
  const datasetId = await newestDataset(services, forecast);
  const run = forecast.source.kind === 'run' ? workspace.run(forecast.source.runId) : undefined;
  if (!run) {
    await commands.execute('automatic.forecast', { datasetId });
    return;
  }
  const { runId } = await engine.call('training.start', requestLike(run.config, datasetId, t('retrainName', { name: run.name })));
  editors.open(uris.run(runId), { preview: false });
}
