/** Importing, looking and fixing. */
import { faultyShop, manyShops, wide } from './files.ts';
import type { Scene, Stage } from './stage.ts';

async function profiled(stage: Stage): Promise<void> {
  await stage.seen('tab-profile').click();
  await stage.page.locator('.chart-plot svg').first().waitFor();
}

async function chooseSeries(stage: Stage, names: readonly string[]): Promise<void> {
  const { page } = stage;
  await stage.seen('trace-picker-toggle').click();
  for (const name of names) await page.getByRole('option', { name, exact: true }).click();
  await page.keyboard.press('Escape');
}

const data: Scene = {
  name: 'data',
  async play(stage) {
    const { page, app } = stage;
    await stage.importSample('air-passengers');
    await stage.shoot('dataset-chart');
    await stage.open(await faultyShop(app.folder));
    await stage.seen('column-role-sales').waitFor();
    await stage.shoot('import');
    await stage.seen('import-run').click();
    await stage.seen('series-chart').waitFor();
    await chooseSeries(stage, ['price']);
    await stage.shoot('dataset-series');
    await page.getByTestId('stack-toggle').click();
    await page.getByTestId('series-chart').getByRole('img').first().focus();
    await page.keyboard.press('Enter');
    for (let i = 0; i < 5; i++) await page.keyboard.press('Shift+ArrowRight');
    await page.getByTestId('range-bar').waitFor();
    await stage.shoot('dataset-range');
    await page.getByTestId('stack-toggle').click();
    await stage.seen('tab-table').click();
    await stage.shoot('dataset-table');
    await profiled(stage);
    await stage.shoot('dataset-profile');
    await stage.seen('profile').evaluate((element) => element.scrollBy(0, 620));
    await stage.shoot('dataset-profile-more');
    await stage.seen('tab-columns').click();
    await stage.shoot('dataset-columns');
  },
};

const fixes: Scene = {
  name: 'fixes',
  async play(stage) {
    const { page, app } = stage;
    await stage.importFile(await faultyShop(app.folder));
    await page.getByTestId('status-problems').click();
    await page.getByTestId('quick-fix-missing-values').first().click();
    await stage.shoot('problems');
    await page.getByRole('menuitem').first().click();
    await page.locator('[data-testid="tab-fixes"]', { hasText: '1' }).waitFor();
    await stage.seen('tab-fixes').click();
    await stage.shoot('fixes');
  },
};

const explored: Scene = {
  name: 'explore',
  async play(stage) {
    const { page, app } = stage;
    await page.getByTestId('activity-explore').click();
    await page.getByTestId('explore-series-empty').waitFor();
    await stage.shoot('explore-empty');
    await stage.importFile(await faultyShop(app.folder));
    await chooseSeries(stage, ['price']);
    await page.getByTestId('explore-findings').getByRole('treeitem').nth(12).waitFor();
    await page.getByTestId('explore-findings').getByRole('treeitem').nth(2).click();
    await page.getByTestId('series-chart').getByRole('img').first().focus();
    await page.keyboard.press('Control+Alt+N');
    await page.getByTestId('quick-input').fill('The day of the flood: half of the town came for pumps');
    await page.keyboard.press('Enter');
    await page.getByTestId('explore-notes').waitFor();
    await stage.shoot('explore');
    await stage.importFile(await manyShops(app.folder));
    await page.getByTestId('explore-series').getByRole('tree').focus();
    for (const key of ['End', ' ', 'PageUp', ' ']) await page.keyboard.press(key);
    await stage.shoot('explore-many');
  },
};

const extreme: Scene = {
  name: 'wide-data',
  async play(stage) {
    const { page, app } = stage;
    await stage.open(await wide(app.folder));
    await stage.seen('import-run').waitFor();
    await stage.shoot('import-wide');
    await stage.seen('import-run').click();
    await stage.seen('series-chart').waitFor();
    await stage.seen('trace-picker-toggle').click();
    for (let i = 1; i < 6; i++) await page.getByRole('option').nth(i).click();
    await stage.shoot('dataset-series-wide');
    await page.keyboard.press('Escape');
    await stage.seen('tab-table').click();
    await stage.shoot('dataset-table-wide');
    await profiled(stage);
    await stage.shoot('dataset-profile-wide');
    await stage.seen('tab-columns').click();
    await stage.shoot('dataset-columns-wide');
    await stage.trainForm(true);
    await stage.shoot('train-wide');
  },
};

export const dataScenes: readonly Scene[] = [data, fixes, explored, extreme];
