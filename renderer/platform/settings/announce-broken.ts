import { watch } from 'vue';
import type { Disposer } from '../../base/disposable.ts';
import type { ConfigFile } from '../config/config-file.ts';
import type { NotificationService } from '../notifications/notification-service.ts';
import { t } from './messages.ts';
import { syntaxText } from './problem-text.ts';

/** Warns, once for each state of the file, that it cannot be read, and takes the warning back when it can. */
export function announceBroken(file: () => ConfigFile | null, notifications: NotificationService, open: () => void): Disposer {
  let shown: number | null = null;
  return watch(
    () => {
      const current = file();
      const problem = current?.parsed.value.problems[0];
      return current && problem ? t('brokenFile', { path: current.path.value, ...problem, problem: syntaxText(problem.code) }) : null;
    },
    (sentence) => {
      if (shown !== null) notifications.dismiss(shown);
      shown = sentence === null ? null : notifications.show('warning', sentence, [{ label: t('openFile'), run: open }]);
    },
    { immediate: true },
  );
}
