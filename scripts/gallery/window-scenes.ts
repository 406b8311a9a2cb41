/** What a first start shows, and the parts of the window that belong to no data. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ambiguous, empty, rowless } from './files.ts';
import type { Scene } from './stage.ts';

const nothing: Scene = {
  name: 'nothing',
  async play(stage) {
    const { page } = stage;
    await page.locator('[data-testid^="sample-"]').nth(5).waitFor();
    await stage.shoot('welcome-empty');
    await stage.command('runs.showTable');
    await page.getByTestId('activity-experiments').click();
    await stage.command('jobs.show');
    await stage.shoot('runs-empty');
    await stage.command('ledger.show');
    await page.getByTestId('activity-forecasts').click();
    await stage.command('problems.show');
    await stage.shoot('ledger-empty');
    await stage.command('leaderboard.show');
    await stage.command('output.show');
    await stage.shoot('leaderboard-empty');
    await stage.command('workbench.togglePanel');
    await stage.command('editors.closeAll');
    await stage.shoot('editors-empty');
    await page.keyboard.press('Control+Shift+P');
    await stage.shoot('palette');
    await page.keyboard.press('Escape');
  },
};

const unreadable: Scene = {
  name: 'unreadable',
  async play(stage) {
    const { page, app } = stage;
    await stage.open(await ambiguous(app.folder));
    await page.getByTestId('import-questions').waitFor();
    await stage.shoot('import-questions');
    await stage.open(await empty(app.folder));
    await stage.seen('import-error').waitFor();
    await stage.shoot('import-error');
    await stage.open(await rowless(app.folder));
    await page.waitForTimeout(800);
    await stage.shoot('import-no-rows');
  },
};

const preferences: Scene = {
  name: 'preferences',
  async prepare(_workspace, home) {
    await mkdir(path.join(home, 'user-data'), { recursive: true });
    const settings = '// What differs on this machine\n{\n  "workbench.reduceMotion": "sometimes"\n}\n';
    await writeFile(path.join(home, 'user-data', 'settings.json'), settings);
  },
  async play(stage) {
    const { page } = stage;
    await stage.importSample('air-passengers');
    await page.keyboard.press('Control+Comma');
    await page.getByTestId('settings-search').waitFor();
    await stage.shoot('settings');
    await page.getByTestId('settings-open-json').click();
    await page.locator('.cm-lintRange-error').first().waitFor();
    await stage.shoot('settings-json');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('Control+S');
    await page.getByTestId('keys-search').waitFor();
    await stage.shoot('keybindings');
    await page.getByTestId('keys-search').fill('togglePanel');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByTestId('key-recorder').waitFor();
    await page.keyboard.press('Control+B');
    await stage.shoot('keybindings-recorder');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+P');
    await page.getByTestId('palette-input').waitFor();
    await stage.shoot('quick-open');
    await page.keyboard.type('?');
    await stage.shoot('quick-open-help');
    await page.keyboard.press('Escape');
    await page.locator('[data-testid^="dataset-"]').first().click();
    await page.keyboard.press('Delete');
    await page.getByTestId('toast').waitFor();
    await page.getByTestId('status-notifications').click();
    await page.getByTestId('notification-centre').waitFor();
    await stage.shoot('notifications');
  },
};

export const windowScenes: readonly Scene[] = [nothing, unreadable, preferences];
