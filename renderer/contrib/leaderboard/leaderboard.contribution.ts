import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { uris } from '../../platform/editors/uri.ts';
import { t } from './messages.ts';

const LeaderboardEditor = lazy(() => import('./LeaderboardEditor.vue'));

export const leaderboard: Contribution = {
  id: 'leaderboard',
  register: ({ views, commands, editors }) =>
    disposeAll(
      views.editors.register({
        scheme: 'leaderboard',
        component: LeaderboardEditor,
        describe: () => ({ title: t('title'), icon: 'list-ordered', tooltip: t('title') }),
      }),
      commands.register({
        id: 'leaderboard.show',
        title: t('command'),
        category: t('category'),
        owner: 'leaderboard',
        icon: 'list-ordered',
        run: () => editors.open(uris.leaderboard, { preview: false }),
      }),
    ),
};
