/** How the window looks and speaks: colour theme, language, zoom. */
import type { Disposer } from '../../base/disposable.ts';
import { disposeAll } from '../../base/disposable.ts';
import { languages } from '../../base/language.ts';
import type { LanguageSetting } from '../../platform/language/language-service.ts';
import { languageNames } from '../../platform/language/language-service.ts';
import type { QuickPickItem } from '../../platform/quick-input/quick-input-service.ts';
import type { Services } from '../../platform/services.ts';
import type { ThemeChoice } from '../../platform/theme/theme-service.ts';
import { t } from '../messages.ts';

const owner = 'workbench';

export function registerPreferenceCommands({ commands, keybindings, theme, language, quickInput, state, callShell }: Services): Disposer {
  const preferences = { category: t('preferences'), owner };
  const view = { category: t('view'), owner };

  async function selectTheme(): Promise<void> {
    const choice = await quickInput.pick<ThemeChoice>({
      placeholder: t('chooseTheme'),
      active: theme.choice.value,
      items: [
        { id: 'system', label: t('themeSystem'), value: 'system' },
        { id: 'dark', label: t('themeDark'), value: 'dark' },
        { id: 'light', label: t('themeLight'), value: 'light' },
        { id: 'hc-dark', label: t('themeHighContrastDark'), value: 'hc-dark' },
        { id: 'hc-light', label: t('themeHighContrastLight'), value: 'hc-light' },
      ],
      onActive: (item) => (theme.preview.value = item?.value ?? null),
    });
    theme.preview.value = null;
    if (choice) theme.choice.value = choice;
  }

  async function selectLanguage(): Promise<void> {
    const item = (value: LanguageSetting, label: string): QuickPickItem<LanguageSetting> => ({
      id: value,
      label,
      value,
      description: language.choice.value === value ? t('languageCurrent') : undefined,
    });
    const choice = await quickInput.pick<LanguageSetting>({
      placeholder: t('chooseLanguage'),
      testid: 'language-input',
      active: language.choice.value,
      items: [item('system', t('languageSystem')), ...languages.map((tag) => item(tag, languageNames[tag]))],
    });
    if (!choice) return;
    language.choice.value = choice;
    if (language.pending && (await quickInput.confirm(t('reloadQuestion'), t('reloadYes'), t('reloadNo')))) await reload();
  }

  /** Loads the page again; what is open comes back from the saved state, and the engine goes on meanwhile. */
  async function reload(): Promise<void> {
    await state.settle();
    location.reload();
  }

  const zoom = (step: -1 | 0 | 1) => () => callShell('shell.zoom', { step });

  return disposeAll(
    commands.register({ ...preferences, id: 'workbench.toggleTheme', title: t('toggleTheme'), run: () => theme.toggle() }),
    commands.register({ ...preferences, id: 'workbench.selectTheme', title: t('selectTheme'), run: selectTheme }),
    commands.register({ ...preferences, id: 'workbench.selectLanguage', title: t('selectLanguage'), run: selectLanguage }),
    commands.register({ ...view, id: 'workbench.reloadWindow', title: t('reloadWindow'), run: reload }),
    commands.register({ ...view, id: 'workbench.zoomIn', title: t('zoomIn'), run: zoom(1) }),
    commands.register({ ...view, id: 'workbench.zoomOut', title: t('zoomOut'), run: zoom(-1) }),
    commands.register({ ...view, id: 'workbench.resetZoom', title: t('resetZoom'), run: zoom(0) }),
    keybindings.register({ key: 'ctrl+k ctrl+t', command: 'workbench.selectTheme' }),
    keybindings.register({ key: 'ctrl+shift+plus', command: 'workbench.zoomIn' }),
    keybindings.register({ key: 'ctrl+plus', command: 'workbench.zoomIn' }),
    keybindings.register({ key: 'ctrl+=', command: 'workbench.zoomIn' }),
    keybindings.register({ key: 'ctrl+-', command: 'workbench.zoomOut' }),
    keybindings.register({ key: 'ctrl+0', command: 'workbench.resetZoom' }),
  );
}
