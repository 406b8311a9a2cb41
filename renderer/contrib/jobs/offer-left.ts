import { computed, watch } from 'vue';
import type { Disposer } from '../../base/disposable.ts';
import type { Services } from '../../platform/services.ts';
import { t } from './messages.ts';

/** Offers to start what was left waiting, once each time that such work appears; nothing begins by itself. */
export function offerLeft({ queue, workspace, notifications, commands }: Services): Disposer {
  const told = new Set<string>();
  let toast: number | null = null;
  const all = computed(() => [...queue.left.value, ...queue.leftStudies.value]);
  return watch(
    [all, workspace.loading],
    ([left, loading]) => {
      if (loading) return;
      if (left.length === 0 && toast !== null) {
        notifications.dismiss(toast);
        toast = null;
      }
      const fresh = left.filter(({ id }) => !told.has(id));
      if (fresh.length === 0) return;
      for (const { id } of fresh) told.add(id);
      toast = notifications.show('info', t('leftText', { count: left.length }), [
        { label: t('startLeft', { count: left.length }), run: () => commands.run('jobs.startLeft') },
        { label: t('show'), run: () => commands.run('jobs.show') },
      ]);
    },
    { immediate: true },
  );
}
