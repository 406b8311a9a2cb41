/** What a first start shows, and the parts of the window that belong to no data. */
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

export const windowScenes: readonly Scene[] = [nothing, unreadable];
