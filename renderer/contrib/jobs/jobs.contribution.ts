import { ExpectedError } from '../../../engine/protocol/errors.ts';
import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { t } from './messages.ts';
import { offerLeft } from './offer-left.ts';

const JobsView = lazy(() => import('./JobsView.vue'));

/** A limit as it was typed; null where it is none. */
export function readLimit(text: string): number | null {
  const limit = Number(text);
  return /^\s*\d+\s*$/.test(text) && limit >= 1 && limit <= 256 ? limit : null;
}

export const jobs: Contribution = {
  id: 'jobs',
  register: (services) => {
    const { views, commands, layout, queue, quickInput, notifications } = services;
    const about = { category: t('jobs'), owner: 'jobs' };

    async function askLimit(): Promise<number | null> {
      const text = await quickInput.text({
        placeholder: t('limitPrompt'),
        value: String(queue.state.value.limit),
        validate: (typed) => (readLimit(typed) === null ? t('limitWrong') : null),
      });
      return text === null ? null : readLimit(text);
    }

    return disposeAll(
      views.views.register({
        id: 'jobs',
        container: 'experiments',
        title: t('jobs'),
        order: 10,
        component: JobsView,
        actions: ['jobs.setLimit'],
      }),
      commands.register({
        ...about,
        id: 'jobs.show',
        title: t('show'),
        icon: 'checklist',
        run: () => layout.goToContainer('experiments'),
      }),
      commands.register({
        ...about,
        id: 'jobs.setLimit',
        title: t('setLimit'),
        icon: 'settings-gear',
        run: async (args) => {
          const limit = args?.limit ?? (await askLimit());
          if (limit === null) return;
          await queue.setLimit(limit);
          notifications.showStatus(t('limitSet', { count: limit }));
        },
      }),
      commands.register({
        ...about,
        id: 'jobs.startLeft',
        title: t('startLeftCommand'),
        run: async () => {
          if (queue.left.value.length === 0) throw new ExpectedError('nothing-left', t('nothingLeft'));
          await queue.startLeft();
        },
      }),
      offerLeft(services),
    );
  },
};
