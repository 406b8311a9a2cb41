import { disposeAll } from '../../base/disposable.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { t } from './messages.ts';
import { countSeverities } from './problem-list.ts';
import ProblemsPanel from './ProblemsPanel.vue';

export const problems: Contribution = {
  id: 'problems',
  register: ({ views, commands, keybindings, layout, workspace }) =>
    disposeAll(
      views.panels.register({
        id: 'problems',
        title: t('title'),
        order: 0,
        component: ProblemsPanel,
        count: () => workspace.findings.value.length,
      }),
      views.statusItems.register({
        id: 'problems',
        side: 'left',
        order: 10,
        content: () => {
          const { error, warning, info } = countSeverities(workspace.findings.value);
          return {
            icon: error > 0 ? 'error' : warning > 0 ? 'warning' : 'info',
            text: String(error + warning + info),
            tooltip: [t('errors', { count: error }), t('warnings', { count: warning }), t('infos', { count: info })].join(', '),
            testid: 'status-problems',
            run: () => commands.run('problems.show'),
          };
        },
      }),
      commands.register({
        id: 'problems.show',
        title: t('show'),
        category: t('view'),
        owner: 'problems',
        run: () => layout.showPanel('problems'),
      }),
      keybindings.register({ key: 'ctrl+shift+m', command: 'problems.show' }),
    ),
};
