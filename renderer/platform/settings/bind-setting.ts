import type { Ref } from 'vue';
import { watch } from 'vue';
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import type { SettingKey, SettingMap } from './setting-map.ts';
import type { SettingsService } from './settings-service.ts';

/**
 * Keeps a value of another service and its setting the same. The setting leads; a change of the value (a picker, a
 * toggle) is written to the setting.
 * @param onError Hears why a change could not be written; the value then goes back to what the setting says.
 */
export function bindSetting<K extends SettingKey>(
  settings: SettingsService,
  key: K,
  value: Ref<SettingMap[K]>,
  onError: (error: unknown) => void,
): Disposer {
  const setting = settings.ref(key);
  return disposeAll(
    watch(setting, (wanted) => (value.value = wanted), { immediate: true, flush: 'sync' }),
    watch(
      value,
      (chosen) => {
        if (chosen === setting.value) return;
        settings.update(key, chosen).catch((error: unknown) => {
          value.value = setting.value;
          onError(error);
        });
      },
      { flush: 'sync' },
    ),
  );
}
