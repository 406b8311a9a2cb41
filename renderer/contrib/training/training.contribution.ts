import { defineComponent, h, provide } from 'vue';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { uris } from '../../platform/editors/uri.ts';
import { datasetCrumbs } from '../../platform/workspace/crumbs.ts';
import { trainIntentsKey } from './keys.ts';
import { t } from './messages.ts';
import { TrainIntents } from './train-intents.ts';
import { trainingSettings } from './training-settings.ts';

const TrainEditor = lazy(() => import('./TrainEditor.vue'));

export const training: Contribution = {
  id: 'training',
  register: (services) => {
    const { views, commands, keybindings, editors, workspace, workingCopies, quickInput, context, settings } = services;
    const intents = new TrainIntents();
    const editor = defineComponent({
      props: { resource: { type: String, required: true }, uri: { type: String, required: true } },
      setup: (props) => {
        provide(trainIntentsKey, intents);
        return () => h(TrainEditor, props);
      },
    });

    async function chooseDataset(): Promise<string | null> {
      const active = context.get('activeEditor') === 'dataset' ? workspace.dataset(String(context.get('activeResource'))) : undefined;
      if (active) return active.id;
      if (workspace.datasets.value.length === 0) throw new ExpectedError('no-datasets', t('none'));
      return quickInput.pick({
        placeholder: t('chooseDataset'),
        items: workspace.datasets.value.map((dataset) => ({
          id: dataset.id,
          label: dataset.name,
          description: dataset.path,
          value: dataset.id,
        })),
      });
    }

    return disposeAll(
      settings.register(...trainingSettings()),
      commands.register({
        id: 'training.guided',
        title: t('guided'),
        category: t('training'),
        owner: 'training',
        icon: 'beaker',
        run: async () => (await import('./guided.ts')).trainGuided(services),
      }),
      keybindings.register({ key: 'ctrl+k ctrl+enter', command: 'training.guided' }),
      views.editors.register({
        scheme: 'train',
        component: editor,
        describe: (id) => {
          const title = t('tab', { name: workspace.dataset(id)?.name ?? id });
          return { title, icon: 'beaker', tooltip: title };
        },
        breadcrumbs: (id) => [...datasetCrumbs({ workspace, commands }, id), { label: t('crumb'), icon: 'beaker' }],
      }),
      views.editorActions.register({
        command: 'training.configure',
        when: 'activeEditor == dataset',
        icon: 'beaker',
        args: (datasetId) => ({ datasetId }),
      }),
      commands.register({
        id: 'training.configure',
        title: t('configure'),
        category: t('training'),
        owner: 'training',
        icon: 'beaker',
        run: async (args) => {
          const datasetId = args?.datasetId ?? (await chooseDataset());
          if (datasetId === null) return;
          const like = args?.likeRun === undefined ? undefined : workspace.run(args.likeRun);
          const { target, horizon, fields, wishes } = args ?? {};
          const before = like && (await import('./train-request.ts')).inputOf(like.config);
          const wished = wishes && (await import('./train-draft.ts')).inputOfDraft(wishes, { several: { kinds: [], seeds: '1' } });
          intents.put(datasetId, {
            ...before,
            ...wished,
            ...(fields && { fields: { ...before?.fields, ...fields } }),
            ...(target !== undefined && { target }),
            ...(horizon !== undefined && { horizon: String(horizon) }),
          });
          if (like || wishes) {
            editors.forget(uris.train(datasetId));
            workingCopies.settle(uris.train(datasetId));
          }
          editors.open(uris.train(datasetId), { preview: false });
        },
      }),
      commands.register({
        id: 'training.begin',
        title: t('begin'),
        category: t('training'),
        owner: 'training',
        icon: 'play',
        enablement: 'activeEditor == train',
        run: () => intents.start(String(context.get('activeResource'))),
      }),
      commands.register({
        id: 'tuning.configure',
        title: t('search'),
        category: t('training'),
        owner: 'training',
        icon: 'search',
        run: async (args) => {
          const datasetId = args?.datasetId ?? (await chooseDataset());
          if (datasetId === null) return;
          intents.show(datasetId, 'search');
          editors.open(uris.train(datasetId), { preview: false });
        },
      }),
      keybindings.register({ key: 'ctrl+shift+enter', command: 'training.configure' }),
      keybindings.register({ key: 'ctrl+enter', command: 'training.begin', when: 'activeEditor == train' }),
    );
  },
};
