// @vitest-environment happy-dom
import { nextTick, ref } from 'vue';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Services } from '../../../renderer/platform/services.ts';
import { createServices } from '../../../renderer/platform/services.ts';
import { bindSetting } from '../../../renderer/platform/settings/bind-setting.ts';
import { lintSettings } from '../../../renderer/platform/settings/lint-settings.ts';
import { parseText } from '../../../renderer/platform/config/jsonc.ts';
import { checkValue } from '../../../renderer/platform/settings/setting-definition.ts';
import { completeSettings } from '../../../renderer/contrib/settings/complete-settings.ts';
import { settingGroups } from '../../../renderer/contrib/settings/setting-rows.ts';
import { registerWindowSettings } from '../../../renderer/workbench/settings.ts';
import { emptyWorld } from '../fixture/fake-engine.ts';
import type { FakeDesktop } from '../fixture/fake-shell.ts';
import { createFakeDesktop } from '../fixture/fake-shell.ts';

const userPath = '/home/ada/.config/Hindcast/settings.json';
const place = { file: 'settings', workspace: null } as const;
let desktop: FakeDesktop;
let dispose: (() => void) | null = null;

async function start(): Promise<Services> {
  dispose?.();
  const services = await createServices(desktop.shell);
  dispose = registerWindowSettings(services);
  return services;
}

beforeEach(() => {
  desktop = createFakeDesktop(emptyWorld());
});
afterEach(() => {
  dispose?.();
  dispose = null;
});

test('the workspace comes before the user, and the user before the default', async () => {
  const { settings } = await start();
  expect(settings.inspect('notifications.hideAfter')).toMatchObject({ value: 12, source: 'default', user: undefined });
  await settings.update('notifications.hideAfter', 5);
  expect(settings.inspect('notifications.hideAfter')).toMatchObject({ value: 5, source: 'user', user: 5 });
  desktop.files.set('/w/.hindcast/settings.json', '{ "notifications.hideAfter": 30, "workbench.commandPalette.history": 3 }');
  await settings.openWorkspace('/w');
  expect(settings.inspect('notifications.hideAfter')).toMatchObject({ value: 30, source: 'workspace', user: 5, workspace: 30 });
  expect(settings.value('workbench.commandPalette.history'), 'the same in every workspace').toBe(50);
  await settings.openWorkspace(null);
  expect(settings.value('notifications.hideAfter')).toBe(5);
});

test('a value that the setting may not have does not hold, and is told', async () => {
  desktop.files.set(userPath, '{ "notifications.hideAfter": "soon", "workbench.colorTheme": "pink" }');
  const { settings, theme } = await start();
  expect(settings.inspect('notifications.hideAfter')).toMatchObject({
    value: 12,
    source: 'default',
    problems: { user: { code: 'not-number' } },
  });
  expect(settings.inspect('workbench.colorTheme').problems.user).toMatchObject({ code: 'not-option' });
  expect(theme.choice.value).toBe('system');
});

test('a change keeps the comments of the file and has its effect at once', async () => {
  desktop.files.set(userPath, '{\n  // why not\n  "workbench.colorTheme": "light"\n}\n');
  const { settings, theme, editors } = await start();
  expect(theme.choice.value).toBe('light');
  await settings.update('workbench.editor.enablePreview', false);
  await nextTick();
  expect(editors.previews.value).toBe(false);
  expect(desktop.files.get(userPath)).toBe(
    '{\n  // why not\n  "workbench.colorTheme": "light",\n  "workbench.editor.enablePreview": false\n}\n',
  );
  await settings.update('workbench.editor.enablePreview', undefined);
  expect(desktop.files.get(userPath)).not.toContain('enablePreview');
});

test('an edit outside the app has its effect at once', async () => {
  const { theme } = await start();
  desktop.changeFile(place, '{ "workbench.colorTheme": "light" }');
  expect(theme.choice.value).toBe('light');
  desktop.changeFile(place, null);
  expect(theme.choice.value).toBe('system');
});

test('a file that cannot be read is named with its line and stays; a change keeps a copy of it first', async () => {
  const broken = '{\n  "workbench.colorTheme": "light"\n  "notifications.hideAfter": 5\n}\n';
  desktop.files.set(userPath, broken);
  const { settings, notifications, theme } = await start();
  expect(theme.choice.value).toBe('system');
  expect(notifications.toasts[0]?.message).toContain(`${userPath} cannot be read: line 3, column 3: A comma is expected here.`);
  expect(desktop.files.get(userPath)).toBe(broken);
  await settings.update('notifications.hideAfter', 7);
  expect(desktop.files.get(`${userPath}.broken-1`)).toBe(broken);
  expect(parseText(desktop.files.get(userPath) ?? '').value).toEqual({ 'notifications.hideAfter': 7 });
  await nextTick();
  expect(notifications.all.map(({ message }) => message).join('\n')).toContain('.broken-1');
  expect(notifications.all.map(({ message }) => message).join('\n')).not.toContain('cannot be read: line');
});

test('what another service holds and its setting are the same', async () => {
  const { settings, theme } = await start();
  theme.toggle();
  await vi.waitFor(() => expect(parseText(desktop.files.get(userPath) ?? '').value).toEqual({ 'workbench.colorTheme': 'light' }));
  const failing = vi
    .spyOn(desktop.shell, 'call')
    .mockResolvedValue({ ok: false, error: { kind: 'expected', code: 'x', message: 'Disk full.', details: {} } });
  const told = vi.fn();
  const value = ref(12);
  const stop = bindSetting(settings, 'notifications.hideAfter', value, told);
  value.value = 20;
  await vi.waitFor(() => expect(told).toHaveBeenCalled());
  expect(value.value).toBe(12);
  stop();
  failing.mockRestore();
});

test('the theme of an earlier version becomes a setting, once', async () => {
  desktop.state = JSON.stringify({ version: 1, values: { theme: 'light' }, damaged: [] });
  const first = await start();
  await vi.waitFor(() => expect(first.settings.inspect('workbench.colorTheme').source).toBe('user'));
  expect(first.theme.choice.value).toBe('light');
  first.state.flush();
  desktop.files.delete(userPath);
  const { theme } = await start();
  expect(theme.choice.value).toBe('system');
});

test('values are held against their definition', async () => {
  const { settings } = await start();
  const hideAfter = settings.definition('notifications.hideAfter');
  const motion = settings.definition('workbench.reduceMotion');
  if (!hideAfter || !motion) throw new Error('Both are defined.');
  expect(checkValue(hideAfter, 12)).toBeNull();
  expect(checkValue(hideAfter, 12.5)).toEqual({ code: 'not-integer' });
  expect(checkValue(hideAfter, 1)).toEqual({ code: 'out-of-range', minimum: 3, maximum: 120 });
  expect(checkValue(motion, 'sometimes')).toEqual({ code: 'not-option', options: '"auto", "on", "off"' });
});

test('a text of settings is held against the schema', async () => {
  const { settings } = await start();
  const text = '{ "workbench.colorTheme": "pink", "typo": 1, "workbench.commandPalette.history": 2 }';
  const found = lintSettings(parseText(text), settings, 'workspace');
  expect(found.map(({ from, to, severity }) => [text.slice(from, to), severity])).toEqual([
    ['"pink"', 'error'],
    ['"typo"', 'warning'],
    ['"workbench.commandPalette.history"', 'warning'],
  ]);
  expect(lintSettings(parseText('[1]'), settings, 'user')[0]?.message).toContain('Expected an object');
  expect(lintSettings(parseText('{ "a" }'), settings, 'user')[0]).toMatchObject({
    severity: 'error',
    message: 'A colon is expected here.',
  });
});

test('keys and values are proposed where they may stand', async () => {
  const { settings } = await start();
  const keys = completeSettings(settings, 'user', '{ "workbench.colorTheme": "dark",  }', 33);
  expect(keys?.options.map(({ insert }) => insert)).toContain('"notifications.hideAfter": 12');
  expect(keys?.options.some(({ label }) => label === '"workbench.colorTheme"')).toBe(false);
  const text = '{ "workbench.reduceMotion": "a" }';
  const values = completeSettings(settings, 'user', text, text.indexOf('"a"') + 2);
  expect(values).toMatchObject({ from: text.indexOf('"a"'), to: text.indexOf('"a"') + 3 });
  expect(values?.options.map(({ label }) => label)).toEqual(['"auto"', '"on"', '"off"']);
});

test('settings are found by their words, and by being changed', async () => {
  const { settings } = await start();
  await settings.update('output.maximumLines', 500);
  const keys = (query: string): string[] =>
    settingGroups(settings, 'user', query).flatMap(({ rows }) => rows.map(({ definition }) => definition.key));
  expect(keys('').length).toBe(settings.all().length);
  expect(keys('palette typed')).toEqual(['workbench.commandPalette.preserveInput']);
  expect(keys('@modified')).toEqual(['output.maximumLines']);
  expect(keys('colour @modified')).toEqual([]);
  expect(
    settingGroups(settings, 'workspace', '')
      .flatMap(({ rows }) => rows)
      .some(({ definition }) => definition.scope === 'user'),
  ).toBe(false);
});
