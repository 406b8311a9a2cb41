/** The settings of the window itself, and what they change. */
import { watch } from 'vue';
import type { Ref } from 'vue';
import type { Disposer } from '../base/disposable.ts';
import { disposeAll } from '../base/disposable.ts';
import { language as spoken, languages } from '../base/language.ts';
import { languageNames } from '../platform/language/language-service.ts';
import type { Services } from '../platform/services.ts';
import { announceBroken } from '../platform/settings/announce-broken.ts';
import { bindSetting } from '../platform/settings/bind-setting.ts';
import type { SettingDefinition } from '../platform/settings/setting-definition.ts';
import { checkBoolean } from '../platform/state/validate.ts';
import { t } from './messages.ts';

function definitions(): SettingDefinition[] {
  return [
    {
      key: 'workbench.colorTheme',
      kind: 'enum',
      default: 'system',
      group: t('groupWorkbench'),
      order: 0,
      title: t('setTheme'),
      description: t('setThemeAbout'),
      options: () => [
        { value: 'system', label: t('themeSystem') },
        { value: 'dark', label: t('themeDark') },
        { value: 'light', label: t('themeLight') },
        { value: 'hc-dark', label: t('themeHighContrastDark') },
        { value: 'hc-light', label: t('themeHighContrastLight') },
      ],
    },
    {
      key: 'workbench.language',
      kind: 'enum',
      default: 'system',
      scope: 'user',
      needsReload: true,
      group: t('groupWorkbench'),
      order: 1,
      title: t('setLanguage'),
      description: t('setLanguageAbout'),
      options: () => [
        { value: 'system', label: t('languageSystem') },
        ...languages.map((value) => ({ value, label: languageNames[value] })),
        ...(spoken() === 'pseudo' ? [{ value: 'pseudo', label: 'pseudo' }] : []),
      ],
    },
    {
      key: 'workbench.startupEditor',
      kind: 'enum',
      default: 'welcome',
      group: t('groupWorkbench'),
      order: 2,
      title: t('setStartup'),
      description: t('setStartupAbout'),
      options: () => [
        { value: 'welcome', label: t('startupWelcome') },
        { value: 'none', label: t('startupNone') },
      ],
    },
    {
      key: 'workbench.reduceMotion',
      kind: 'enum',
      default: 'auto',
      group: t('groupWorkbench'),
      order: 3,
      title: t('setMotion'),
      description: t('setMotionAbout'),
      options: () => [
        { value: 'auto', label: t('motionAuto') },
        { value: 'on', label: t('motionOn') },
        { value: 'off', label: t('motionOff') },
      ],
    },
    {
      key: 'workbench.editor.enablePreview',
      kind: 'boolean',
      default: true,
      group: t('groupWorkbench'),
      order: 4,
      title: t('setPreview'),
      description: t('setPreviewAbout'),
    },
    {
      key: 'workbench.commandPalette.history',
      kind: 'number',
      default: 50,
      minimum: 0,
      maximum: 50,
      scope: 'user',
      group: t('groupQuickInput'),
      order: 10,
      title: t('setHistory'),
      description: t('setHistoryAbout'),
    },
    {
      key: 'workbench.commandPalette.preserveInput',
      kind: 'boolean',
      default: false,
      scope: 'user',
      group: t('groupQuickInput'),
      order: 11,
      title: t('setPreserve'),
      description: t('setPreserveAbout'),
    },
    {
      key: 'workbench.quickOpen.includeHistory',
      kind: 'boolean',
      default: true,
      group: t('groupQuickInput'),
      order: 12,
      title: t('setRecent'),
      description: t('setRecentAbout'),
    },
    {
      key: 'notifications.hideAfter',
      kind: 'number',
      default: 12,
      minimum: 3,
      maximum: 120,
      group: t('notifications'),
      order: 20,
      title: t('setHideAfter'),
      description: t('setHideAfterAbout'),
    },
    {
      key: 'output.maximumLines',
      kind: 'number',
      default: 2000,
      minimum: 100,
      maximum: 50_000,
      group: t('groupOutput'),
      order: 60,
      title: t('setLines'),
      description: t('setLinesAbout'),
    },
  ];
}

/** Defines the window's settings and puts them to work. The theme and the language that were kept in the state become settings once. */
export function registerWindowSettings(services: Services): Disposer {
  const { settings, theme, language, editors, notifications, log, state, commands, shell, workspace, userKeys } = services;
  const undefine = settings.register(...definitions());
  const report = (error: unknown): void => notifications.error(error);

  const moved = state.slot('choicesAreSettings', checkBoolean, false);
  const earlier = { 'workbench.colorTheme': theme.choice.value, 'workbench.language': language.choice.value } as const;
  for (const key of ['workbench.colorTheme', 'workbench.language'] as const) {
    const unset = settings.inspect(key).source === 'default';
    if (!moved.value && unset && earlier[key] !== 'system') settings.update(key, earlier[key], 'user').catch(report);
  }
  moved.value = true;

  settings.user.onKept = (path) => notifications.show('warning', t('keptAside', { path }));
  userKeys.file.onKept = settings.user.onKept;

  return disposeAll(
    undefine,
    bindSetting(settings, 'workbench.colorTheme', theme.choice as Ref<string>, report),
    bindSetting(settings, 'workbench.language', language.choice as Ref<string>, report),
    watch(settings.ref('workbench.editor.enablePreview'), (on) => (editors.previews.value = on), { immediate: true }),
    watch(settings.ref('notifications.hideAfter'), (seconds) => (notifications.hideAfter.value = seconds), { immediate: true }),
    watch(settings.ref('output.maximumLines'), (lines) => (log.capacity.value = lines), { immediate: true }),
    watch(settings.ref('workbench.reduceMotion'), (choice) => (document.documentElement.dataset['reduceMotion'] = choice), {
      immediate: true,
    }),
    watch(workspace.path, (path) => void settings.openWorkspace(path).catch(report), { immediate: true }),
    shell.onConfigChanged((change) => {
      settings.didChange(change);
      if (change.file === 'keybindings') userKeys.file.show(change);
    }),
    userKeys.attach(),
    announceBroken(
      () => settings.user,
      notifications,
      () => commands.run('settings.openJson', { layer: 'user' }),
    ),
    announceBroken(
      () => settings.workspace.value,
      notifications,
      () => commands.run('settings.openJson', { layer: 'workspace' }),
    ),
    announceBroken(
      () => userKeys.file,
      notifications,
      () => commands.run('settings.openKeysJson'),
    ),
  );
}
