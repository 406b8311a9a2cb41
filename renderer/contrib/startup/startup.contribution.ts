import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { uris } from '../../platform/editors/uri.ts';
import { t } from './messages.ts';

const StartupPage = lazy(() => import('./StartupPage.vue'));

export const startup: Contribution = {
  id: 'startup',
  register: ({ views, commands, editors }) =>
    disposeAll(
      views.editors.register({
        scheme: 'startup',
        component: StartupPage,
        describe: () => ({ title: t('title'), icon: 'dashboard', tooltip: t('title') }),
      }),
      commands.register({
        id: 'workbench.startupPerformance',
        title: t('title'),
        category: t('category'),
        owner: 'startup',
        run: () => editors.open(uris.startup),
      }),
    ),
};
