import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { t } from './messages.ts';

const OutputPanel = lazy(() => import('./OutputPanel.vue'));

export const output: Contribution = {
  id: 'output',
  register: ({ views, commands, keybindings, layout, log }) => {
    const about = { category: t('view'), owner: 'output' };
    return disposeAll(
      views.panels.register({ id: 'output', title: t('title'), order: 10, component: OutputPanel }),
      commands.register({
        ...about,
        id: 'output.show',
        title: t('show'),
        run: (args) => {
          if (args?.channel !== undefined) log.channel.value = args.channel;
          layout.goToPanel('output');
        },
      }),
      commands.register({ ...about, id: 'output.clear', title: t('clear'), icon: 'clear-all', run: () => log.clear(null) }),
      keybindings.register({ key: 'ctrl+shift+u', command: 'output.show' }),
    );
  },
};
