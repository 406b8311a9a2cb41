import { defineComponent, h, provide } from 'vue';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import { imagePng } from '../../base/chart/image-canvas.ts';
import { imageSvg } from '../../base/chart/image-svg.ts';
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { uris } from '../../platform/editors/uri.ts';
import { runLook } from '../../platform/runs/run-look.ts';
import type { Services } from '../../platform/services.ts';
import { t } from './messages.ts';
import { OpenComparisons, openComparisonsKey } from './open-comparisons.ts';

const CompareEditor = lazy(() => import('./CompareEditor.vue'));

/** The most runs that one comparison takes; more lines cannot be told apart. */
const limit = 200;

/** The runs that are meant: named, selected in the table, or picked one after the other. */
async function choose({ workspace, runMarks, context, quickInput }: Services, named: string[] | undefined): Promise<string[]> {
  if (named) return named;
  if (context.get('activeEditor') === 'runs' && runMarks.selected.value.size > 0) return [...runMarks.selected.value];
  const chosen = context.get('activeEditor') === 'run' ? [String(context.get('activeResource'))] : [];
  if (workspace.runs.value.length === 0) throw new ExpectedError('no-runs', t('noRuns'));
  for (;;) {
    const picked = await quickInput.pick<string>({
      placeholder: t(chosen.length < 2 ? 'pickRun' : 'pickMore', { count: chosen.length }),
      items: [
        ...(chosen.length >= 2 ? [{ id: 'go', label: t('compareThese', { count: chosen.length }), icon: 'check', value: '' }] : []),
        ...workspace.runs.value
          .filter(({ id }) => !chosen.includes(id))
          .map((run) => ({ id: run.id, label: run.name, description: run.datasetName, icon: runLook(run.state).icon, value: run.id })),
      ],
    });
    if (picked === null) return [];
    if (picked === '') return chosen;
    chosen.push(picked);
  }
}

function registerExports({ commands, context, callShell, notifications }: Services, comparisons: OpenComparisons): Disposer {
  const kinds = [
    { id: 'compare.exportPng', kind: 'png', title: t('exportPng'), icon: 'file-media' },
    { id: 'compare.exportSvg', kind: 'svg', title: t('exportSvg'), icon: 'file-media' },
    { id: 'compare.exportCsv', kind: 'csv', title: t('exportCsv'), icon: 'export' },
  ] as const;
  return disposeAll(
    ...kinds.map(({ id, kind, title, icon }) =>
      commands.register({
        id,
        title,
        icon,
        category: t('category'),
        owner: 'compare',
        enablement: 'activeEditor == compare',
        run: async () => {
          const shown = comparisons.get(String(context.get('activeResource')));
          if (!shown) throw new ExpectedError('no-comparison', t('noComparison'));
          const suggestedName = `${shown.name}.${kind}`;
          const path =
            kind === 'csv'
              ? await callShell('shell.saveCsv', { suggestedName, text: shown.csv() })
              : await callShell('shell.savePicture', {
                  suggestedName,
                  kind,
                  content: kind === 'png' ? await imagePng(shown.image()) : imageSvg(shown.image()),
                });
          if (path !== null) notifications.showStatus(t('saved', { path }));
        },
      }),
    ),
  );
}

export const compare: Contribution = {
  id: 'compare',
  register: (services) => {
    const { views, commands, editors } = services;
    const comparisons = new OpenComparisons();
    const editor = defineComponent({
      props: { resource: { type: String, required: true }, uri: { type: String, required: true } },
      setup: (props) => {
        provide(openComparisonsKey, comparisons);
        return () => h(CompareEditor, { ...props, key: props.resource });
      },
    });
    return disposeAll(
      views.editors.register({
        scheme: 'compare',
        component: editor,
        describe: (resource) => {
          const count = resource.split(',').filter((id) => id !== '').length;
          return { title: t('tab', { count }), icon: 'graph-line', tooltip: t('tab', { count }) };
        },
      }),
      commands.register({
        id: 'runs.compare',
        title: t('compare'),
        category: t('category'),
        owner: 'compare',
        icon: 'graph-line',
        run: async (args) => {
          const runIds = await choose(services, args?.runIds);
          if (runIds.length > limit) throw new ExpectedError('too-many-runs', t('tooMany', { count: runIds.length, limit }));
          if (runIds.length > 0) editors.open(uris.compare(runIds), { preview: false });
        },
      }),
      registerExports(services, comparisons),
    );
  },
};
