import { defineComponent, h, provide } from 'vue';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { t } from './messages.ts';
import { countSeverities } from './problem-list.ts';
import { problemMenu, rowMenu } from './problem-menu.ts';
import { ProblemsModel, problemsModelKey } from './problems-model.ts';
import { retryRun } from './retry-run.ts';

const ProblemsPanel = lazy(() => import('./ProblemsPanel.vue'));

export const problems: Contribution = {
  id: 'problems',
  register: (services) => {
    const { views, commands, keybindings, layout, menus, context, editors, notifications, workspace } = services;
    const model = new ProblemsModel(services);
    const panel = defineComponent(() => {
      provide(problemsModelKey, model);
      return () => h(ProblemsPanel);
    });
    const about = { category: t('view'), owner: 'problems' };

    /** Beside what has the focus: the line that was named or is shown in the table, else the problem that is marked. */
    function quickFix(place: { datasetId: string; row: number } | undefined): void {
      const focused = document.activeElement;
      const inPanel = focused instanceof HTMLElement && focused.closest('[data-problems]') !== null;
      const shown = editors.active.value ? editors.lines.get(editors.active.value.uri) : undefined;
      const datasetId = context.get('activeEditor') === 'dataset' ? String(context.get('activeResource')) : undefined;
      const line = place ?? (!inPanel && datasetId !== undefined && shown !== undefined ? { datasetId, row: shown } : undefined);
      const items = line
        ? rowMenu(services, model, line.datasetId, line.row)
        : model.active.value
          ? problemMenu(model, model.active.value)
          : [];
      if (items.length === 0) return notifications.showStatus(t('nothingMarked'));
      const marked = document.querySelector<HTMLElement>('[data-quick-fix-here]');
      menus.openBeside((inPanel || line ? marked : null) ?? (focused instanceof HTMLElement ? focused : document.body), items);
    }

    /** In the dataset that is named or in front. */
    async function lookForOutliers(datasetId: string | undefined): Promise<void> {
      const active = ['dataset', 'train', 'automatic'].includes(String(context.get('activeEditor')));
      const dataset = workspace.dataset(datasetId ?? (active ? String(context.get('activeResource')) : ''));
      if (!dataset) throw new ExpectedError('no-dataset', t('openDatasetFirst'));
      const count = await model.lookForOutliers(dataset);
      notifications.showStatus(count === 0 ? t('noOutliers', { name: dataset.name }) : t('outliersFound', { count, name: dataset.name }));
      if (count > 0) layout.showPanel('problems');
    }

    return disposeAll(
      views.panels.register({ id: 'problems', title: t('title'), order: 0, component: panel, count: () => model.all.value.length }),
      views.statusItems.register({
        id: 'problems',
        side: 'left',
        order: 10,
        content: () => {
          const { error, warning, info } = countSeverities(model.all.value);
          return {
            icon: error > 0 ? 'error' : warning > 0 ? 'warning' : 'info',
            text: String(error + warning + info),
            tooltip: [t('errors', { count: error }), t('warnings', { count: warning }), t('infos', { count: info })].join(', '),
            testid: 'status-problems',
            run: () => commands.run('problems.show'),
          };
        },
      }),
      commands.register({ ...about, id: 'problems.show', title: t('show'), run: () => layout.goToPanel('problems') }),
      commands.register({ ...about, id: 'problems.next', title: t('next'), run: () => model.step(1) }),
      commands.register({ ...about, id: 'problems.previous', title: t('previous'), run: () => model.step(-1) }),
      commands.register({ ...about, id: 'problems.quickFix', title: t('quickFix'), run: quickFix }),
      commands.register({
        ...about,
        id: 'problems.findOutliers',
        title: t('findOutliers'),
        run: (args) => lookForOutliers(args?.datasetId),
      }),
      commands.register({
        ...about,
        id: 'problems.fixAll',
        title: t('fixAllOfMarked'),
        run: (args) => {
          const code = args?.code ?? model.active.value?.code;
          if (code === undefined) notifications.showStatus(t('nothingMarked'));
          else model.fixAll(code);
        },
      }),
      commands.register({
        ...about,
        id: 'runs.retry',
        title: t('halveRate'),
        palette: false,
        run: ({ runId, change }) => retryRun(services, runId, change),
      }),
      keybindings.register({ key: 'ctrl+shift+m', command: 'problems.show' }),
      keybindings.register({ key: 'f8', command: 'problems.next' }),
      keybindings.register({ key: 'shift+f8', command: 'problems.previous' }),
      keybindings.register({ key: 'ctrl+.', command: 'problems.quickFix' }),
    );
  },
};
