import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import { lazy } from '../../base/ui/lazy.ts';
import type { Contribution } from '../../platform/contribution.ts';
import { engineText } from '../../platform/engine-text/engine-text.ts';
import { waitsFor } from '../../platform/jobs/waits-for.ts';
import { t } from './messages.ts';
import { offerLeft } from './offer-left.ts';

const JobsView = lazy(() => import('./JobsView.vue'));

/** Something in the queue. */
interface Waiting {
  id: string;
  name: string;
}

type WaitingCommand = 'jobs.startNow' | 'jobs.moveUp' | 'jobs.moveDown' | 'jobs.withdraw';

/** A limit as it was typed; null where it is none. */
export function readLimit(text: string): number | null {
  const limit = Number(text);
  return /^\s*\d+\s*$/.test(text) && limit >= 1 && limit <= 256 ? limit : null;
}

export const jobs: Contribution = {
  id: 'jobs',
  register: (services) => {
    const { views, commands, layout, queue, quickInput, notifications, workspace } = services;
    const about = { category: t('jobs'), owner: 'jobs' };

    async function askLimit(): Promise<number | null> {
      const text = await quickInput.text({
        placeholder: t('limitPrompt'),
        value: String(queue.state.value.limit),
        validate: (typed) => (readLimit(typed) === null ? t('limitWrong') : null),
      });
      return text === null ? null : readLimit(text);
    }

    /** What of the queue is meant: named, or picked. Error: `nothing-waits`. */
    async function chooseWaiting(id: string | undefined): Promise<Waiting | null> {
      const { waiting, others } = queue.state.value;
      const all = waiting.map((one): Waiting => {
        const name = workspace.run(one)?.name ?? engineText(others.find((other) => other.id === one)?.name ?? one);
        return { id: one, name };
      });
      const named = all.find((one) => one.id === id);
      if (named) return named;
      if (all.length === 0 || id !== undefined) throw new ExpectedError('nothing-waits', t('noneWaits'));
      return quickInput.pick({
        placeholder: t('chooseWaiting'),
        items: all.map((one) => ({ id: one.id, label: one.name, description: waitsFor(services, one.id) ?? '', value: one })),
      });
    }

    function register(id: WaitingCommand, title: string, work: (waiting: Waiting) => Promise<void>): Disposer {
      return commands.register({
        ...about,
        id,
        title,
        run: async (args) => {
          const chosen = await chooseWaiting(args?.id);
          if (chosen) await work(chosen);
        },
      });
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
          if (queue.left.value.length + queue.leftStudies.value.length === 0) throw new ExpectedError('nothing-left', t('nothingLeft'));
          await queue.startLeft();
        },
      }),
      register('jobs.startNow', t('startNowCommand'), ({ id }) => queue.startNow(id)),
      register('jobs.moveUp', t('upCommand'), ({ id }) => queue.move(id, -1)),
      register('jobs.moveDown', t('downCommand'), ({ id }) => queue.move(id, 1)),
      register('jobs.withdraw', t('withdrawCommand'), async ({ id, name }) => {
        await queue.withdraw(id);
        notifications.showStatus(t('withdrawn', { name }));
      }),
      commands.register({
        ...about,
        id: 'jobs.resumeInterrupted',
        title: t('resumeInterrupted'),
        run: async () => {
          if (queue.interrupted.value.length === 0) throw new ExpectedError('nothing-interrupted', t('nothingInterrupted'));
          await queue.resumeInterrupted();
        },
      }),
      // It stays until each of them goes on or is put into the archive: also where the page of one is in front, which says it there.
      views.statusItems.register({
        id: 'interrupted',
        side: 'left',
        order: 21,
        content: () => {
          const runs = queue.interrupted.value;
          const [only, ...others] = runs;
          if (!only) return null;
          return {
            icon: 'debug-disconnect',
            severity: 'warning',
            text: t('interruptedCount', { count: runs.length }),
            tooltip: t('interruptedTooltip', { names: runs.map(({ name }) => name).join(', ') }),
            testid: 'status-interrupted',
            run: () =>
              others.length > 0 || !commands.has('runs.open')
                ? commands.run('jobs.show')
                : commands.run('runs.open', { runId: only.id, keep: true }),
          };
        },
      }),
      offerLeft(services),
    );
  },
};
