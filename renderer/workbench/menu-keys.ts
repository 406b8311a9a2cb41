import { watch } from 'vue';
import type { Disposer } from '../base/disposable.ts';
import type { Services } from '../platform/services.ts';

/** Tells the window's menu which keys hold, whenever they change. Commands without a key are told too, or the menu would show its own. */
export function showKeysInMenu({ keybindings, commands, callShell, notifications }: Services): Disposer {
  return watch(
    () => JSON.stringify(Object.fromEntries(commands.all().map(({ id }) => [id, keybindings.keyOf(id)?.strokes.join(' ') ?? '']))),
    (json) => {
      const keys = JSON.parse(json) as Record<string, string>;
      callShell('shell.setMenuKeys', { keys }).catch((error: unknown) => notifications.error(error));
    },
    { immediate: true },
  );
}
