import type { DatasetSummary, Sample } from '../../../engine/protocol/data.ts';
import { disposeAll } from '../../base/disposable.ts';
import { engineText } from '../../platform/engine-text/engine-text.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { uris } from '../../platform/editors/uri.ts';
import type { Services } from '../../platform/services.ts';
import { t } from './messages.ts';
import WelcomePage from './WelcomePage.vue';

async function chooseSample({ quickInput }: Services, samples: Sample[]): Promise<Sample | null> {
  return quickInput.pick({
    placeholder: t('openSample'),
    items: samples.map((sample) => ({
      id: sample.id,
      label: engineText(sample.title),
      description: engineText(sample.description),
      icon: 'graph-line',
      value: sample,
    })),
  });
}

/** Imports a bundled series and shows it; one that is already in the workspace is only shown. */
async function openSample(services: Services, sampleId: string | undefined): Promise<void> {
  const { engine, workspace, commands, notifications } = services;
  const samples = await engine.call('data.samples', {});
  const sample = sampleId === undefined ? await chooseSample(services, samples) : samples.find(({ id }) => id === sampleId);
  if (!sample) return;
  const known = workspace.datasets.value.find((dataset) => dataset.path === sample.path);
  const read = (signal: AbortSignal): Promise<DatasetSummary> =>
    engine.call('data.import', { path: sample.path, overrides: {}, name: sample.title }, { signal });
  const dataset = known ?? (await notifications.withProgress(t('importing', { title: sample.title }), read));
  workspace.putDataset(dataset);
  await commands.execute('data.openDataset', { datasetId: dataset.id, keep: true });
}

export const welcome: Contribution = {
  id: 'welcome',
  register: (services) => {
    const { commands, views, editors } = services;
    const about = { category: t('help'), owner: 'welcome' };
    return disposeAll(
      views.editors.register({
        scheme: 'welcome',
        component: WelcomePage,
        describe: () => ({ title: t('title'), icon: 'home', tooltip: t('title') }),
      }),
      commands.register({ ...about, id: 'welcome.show', title: t('show'), run: () => editors.open(uris.welcome, { preview: false }) }),
      commands.register({
        ...about,
        id: 'welcome.openSample',
        title: t('openSample'),
        run: (args) => openSample(services, args?.sampleId),
      }),
    );
  },
};
