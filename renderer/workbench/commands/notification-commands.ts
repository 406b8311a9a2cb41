/** The commands of notifications, and the bell in the status bar. */
import { watchEffect } from 'vue';
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { Services } from '../../platform/services.ts';
import { checkBoolean } from '../../platform/state/validate.ts';
import { t } from '../messages.ts';

export function registerNotificationCommands({ commands, keybindings, notifications, context, state, views }: Services): Disposer {
  const about = { category: t('notifications'), owner: 'workbench' };
  const quiet = state.slot('doNotDisturb', checkBoolean, false);
  notifications.doNotDisturb.value = quiet.value;

  function focusToasts(): void {
    document.querySelector<HTMLElement>('[data-part="toasts"]')?.focus();
  }

  function hide(): void {
    notifications.centreOpen.value = false;
    notifications.hideAll();
  }

  return disposeAll(
    watchEffect(() => context.set('notificationsVisible', notifications.centreOpen.value || notifications.toasts.length > 0)),
    commands.register({
      ...about,
      id: 'notifications.show',
      title: t('showNotifications'),
      run: () => (notifications.centreOpen.value = !notifications.centreOpen.value),
    }),
    commands.register({ ...about, id: 'notifications.focusToasts', title: t('focusToasts'), run: focusToasts }),
    commands.register({ ...about, id: 'notifications.hideToasts', title: t('hideToasts'), run: hide }),
    commands.register({ ...about, id: 'notifications.clearAll', title: t('clearNotifications'), run: () => notifications.clearAll() }),
    commands.register({
      ...about,
      id: 'notifications.acceptPrimary',
      title: t('acceptPrimary'),
      run: () => {
        if (!notifications.acceptPrimary()) notifications.showStatus(t('nothingToAccept'));
      },
    }),
    commands.register({
      ...about,
      id: 'notifications.toggleDoNotDisturb',
      title: t('toggleDoNotDisturb'),
      run: () => {
        quiet.value = !quiet.value;
        notifications.doNotDisturb.value = quiet.value;
        notifications.showStatus(quiet.value ? t('nowQuiet') : t('nowLoud'));
      },
    }),
    keybindings.register({ key: 'ctrl+shift+a', command: 'notifications.acceptPrimary' }),
    keybindings.register({
      key: 'escape',
      command: 'notifications.hideToasts',
      when: "notificationsVisible && (focusedPart == 'toasts' || focusedPart == 'notifications')",
    }),
    keybindings.register({ key: 'ctrl+k ctrl+shift+n', command: 'notifications.show' }),
    keybindings.register({ key: 'ctrl+k ctrl+n', command: 'notifications.focusToasts' }),
    views.statusItems.register({
      id: 'notifications',
      side: 'right',
      order: 1000,
      content: () => {
        const count = notifications.all.length;
        const calm = notifications.doNotDisturb.value;
        const words = count === 0 ? t('noNotifications') : t('notificationCount', { count });
        return {
          icon: calm ? (count > 0 ? 'bell-slash-dot' : 'bell-slash') : count > 0 ? 'bell-dot' : 'bell',
          text: count > 0 ? String(count) : '',
          tooltip: calm ? `${words} ${t('nowQuiet')}` : words,
          testid: 'status-notifications',
          run: () => commands.run('notifications.show'),
        };
      },
    }),
  );
}
