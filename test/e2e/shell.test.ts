/** Settings, keys, quick open and notifications in the real window, over a restart. */
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';

describeApp('settings, keys and quick input', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hindcast-shell-'));
  const userFile = (name: string): string => path.join(folder, 'user-data', name);
  const text = (name: string): string => readFileSync(userFile(name), 'utf8');
  let app: RunningApp;
  let open = true;
  const theme = (): Promise<string | undefined> => app.page.evaluate(() => document.documentElement.dataset['theme']);
  const typed = async (keys: string, words: string): Promise<void> => {
    await app.page.keyboard.press(keys);
    await app.page.getByTestId('palette-input').waitFor();
    await app.page.keyboard.type(words);
  };
  const tabs = (): Promise<string[]> => app.page.locator('.tab-title').allInnerTexts();

  beforeAll(async () => {
    app = await launch({ folder });
    await app.page.locator('[data-testid^="sample-"]').nth(5).waitFor();
  });
  afterAll(async () => {
    if (open) await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('a setting is changed in its editor, at once and in the file', async () => {
    const { page } = app;
    await page.keyboard.press('Control+Comma');
    await page.getByTestId('settings-search').waitFor();
    await app.screenshot('settings');
    await page.getByTestId('settings-search').fill('colour theme');
    await page.getByTestId('setting-workbench.colorTheme').locator('select').selectOption('dark');
    await page.getByTestId('modified-workbench.colorTheme').waitFor();
    expect(await theme()).toBe('dark');
    await app.screenshot('settings-search');
    await expect.poll(() => text('settings.json')).toBe('{\n  "workbench.colorTheme": "dark"\n}\n');
  });

  test('the text of the file is edited with its mistakes marked, and saved by a key', async () => {
    const { page } = app;
    await page.getByTestId('settings-open-json').click();
    const content = page.getByTestId('config-text').locator('.cm-content');
    await content.waitFor();
    await content.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('// mine\n');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('End');
    await page.keyboard.type(',\n"workbench.reduceMotion": "sometimes", "typo": 1');
    await page.getByText('1 error, 1 warning').waitFor();
    await page.getByTestId('config-dirty').waitFor();
    await page.locator('.cm-lintRange-error').first().waitFor();
    await app.screenshot('settings-json');
    for (let letter = 0; letter < ', "typo": 1'.length; letter++) await page.keyboard.press('Backspace');
    for (let letter = 0; letter < '"sometimes"'.length; letter++) await page.keyboard.press('Backspace');
    await page.keyboard.type('"on"');
    expect(text('settings.json')).not.toContain('mine');
    await page.keyboard.press('Control+S');
    await page.getByTestId('config-dirty').waitFor({ state: 'detached' });
    expect(text('settings.json')).toMatch(/^\/\/ mine\n[^]*"workbench.reduceMotion": "on"/);
    expect(await page.evaluate(() => document.documentElement.dataset['reduceMotion'])).toBe('on');
  });

  test('an edit by another program has its effect', async () => {
    writeFileSync(userFile('settings.json'), text('settings.json').replace('"dark"', '"light"'));
    await expect.poll(theme, { timeout: 5000 }).toBe('light');
  });

  test('a command gets another key, with a warning where it is taken', async () => {
    const { page } = app;
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+S');
    await page.getByTestId('keys-search').waitFor();
    await app.screenshot('keybindings');
    await page.getByTestId('keys-search').fill('togglePanel');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByTestId('key-recorder').waitFor();
    await page.keyboard.press('Control+B');
    expect(await page.getByTestId('key-conflict').innerText()).toContain('Toggle side bar');
    await app.screenshot('key-recorder');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.getByTestId('key-recorder').waitFor();
    await page.keyboard.press('Control+Alt+F9');
    expect(await page.getByTestId('recorded-keys').innerText()).toBe('Ctrl+Alt+F9');
    await page.keyboard.press('Enter');
    await page.getByTestId('key-workbench.togglePanel').getByText('Ctrl+Alt+F9').waitFor();
    expect(JSON.parse(text('keybindings.json'))).toEqual([
      { key: 'ctrl+alt+f9', command: 'workbench.togglePanel' },
      { key: 'ctrl+j', command: '-workbench.togglePanel' },
    ]);
    await page.keyboard.press('Control+Alt+F9');
    await page.getByRole('region', { name: 'Panel' }).waitFor();
    await page.keyboard.press('Control+J');
    await page.getByRole('region', { name: 'Panel' }).waitFor();
    await page.keyboard.press('Control+Alt+F9');
    await page.getByRole('region', { name: 'Panel' }).waitFor({ state: 'detached' });
    const shown = await app.electron.evaluate(({ Menu }) => {
      const view = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []);
      return view?.find((item) => item.id === 'workbench.togglePanel')?.accelerator;
    });
    expect(shown).toBe('Ctrl+Alt+F9');
  });

  test('quick open: what was opened, commands, columns, lines and times, and help', async () => {
    const { page } = app;
    await page.locator('.tab', { hasText: 'Welcome' }).click();
    await page.getByTestId('sample-air-passengers').click();
    await page.getByTestId('series-chart').waitFor();
    await typed('Control+P', '');
    await page.getByTestId('quick-recent-settings:').waitFor();
    await app.screenshot('quick-open');
    await page.keyboard.type('?');
    await page.getByTestId('quick-help-:').waitFor();
    await app.screenshot('quick-open-help');
    await page.keyboard.press('Escape');
    await typed('Control+P', '@pass');
    await page.locator('[data-testid^="quick-column-"]').first().waitFor();
    await page.keyboard.press('Escape');
    await typed('Control+P', ':1950-03');
    await page.getByTestId('quick-place-moment').waitFor();
    await page.keyboard.press('Enter');
    const activeRow = (): Promise<string | null | undefined> =>
      page
        .getByTestId('data-grid')
        .evaluate((grid) => document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.closest('[role=row]')?.textContent);
    await expect.poll(activeRow).toContain('1950-03-01');
    await typed('Control+Shift+P', 'toggle side');
    expect(await page.locator('[role="option"][aria-selected="true"]').innerText()).toContain('Ctrl+B');
    await app.screenshot('palette');
    await page.keyboard.press('Escape');
  });

  test('a training is asked for step by step, with a way back', async () => {
    const { page } = app;
    await typed('Control+Shift+P', 'step by step');
    await page.keyboard.press('Enter');
    await page.getByTestId('guided-dataset').waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('guided-preset').waitFor();
    await page.getByTestId('quick-back').click();
    await page.getByTestId('guided-dataset').waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('guided-preset').fill('quick');
    await app.screenshot('guided');
    await page.keyboard.press('Enter');
    await page.getByTestId('guided-horizon').waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('editor-run').waitFor();
    await page.getByTestId('run-verdict').waitFor({ timeout: 60_000 });
  });

  test('after a restart all of it holds, and a settings file that cannot be read is named and kept', async () => {
    await app.close();
    open = false;
    const broken = '{\n  "workbench.colorTheme": "dark"\n  "workbench.reduceMotion": "on"\n}\n';
    const before = text('settings.json');
    expect(before).toContain('"workbench.colorTheme": "light"');
    writeFileSync(userFile('settings.json'), broken);
    app = await launch({ folder });
    open = true;
    const { page } = app;
    const toast = page.getByTestId('toast').filter({ hasText: 'settings.json' });
    await toast.waitFor();
    expect(await toast.innerText()).toMatch(/line 3, column 3: A comma is expected here/);
    await app.screenshot('settings-broken');
    expect(await tabs()).toContain('Settings');
    await page.keyboard.press('Control+Alt+F9');
    await page.getByRole('region', { name: 'Panel' }).waitFor();
    await page.keyboard.press('Control+Comma');
    await page.getByTestId('settings-broken').waitFor();
    expect(text('settings.json')).toBe(broken);
    await page.getByTestId('settings-search').fill('preview');
    await page.getByTestId('setting-workbench.editor.enablePreview').locator('input').uncheck();
    await page.getByTestId('settings-broken').waitFor({ state: 'detached' });
    await expect.poll(() => text('settings.json')).toBe('{\n  "workbench.editor.enablePreview": false\n}\n');
    expect(text('settings.json.broken-1')).toBe(broken);
    expect(readdirSync(path.join(folder, 'user-data')).filter((name) => name.startsWith('settings.json'))).toHaveLength(2);
  });

  test('the bell opens the list of notifications, which can be cleared', async () => {
    const { page } = app;
    await page.getByTestId('status-notifications').click();
    await page.getByTestId('notification-centre').getByText('settings.json.broken-1').waitFor();
    await app.screenshot('notifications');
    await page.getByRole('button', { name: 'Clear all notifications' }).click();
    await page.getByTestId('notification-centre').getByText('No notifications').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('notification-centre').waitFor({ state: 'detached' });
  });
});
