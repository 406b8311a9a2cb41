/** Forecasts: kept, explained, supposed, and what came of them. */
import { appendFile, copyFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../test/e2e/runtime.ts';
import { pricedShop } from './files.ts';
import type { Scene, Stage } from './stage.ts';

async function keep(stage: Stage): Promise<void> {
  await stage.seen('run-keep-forecast').click({ timeout: 120_000 });
  await stage.seen('forecast-fan').waitFor();
  await stage.seen('forecast-residuals').waitFor({ timeout: 60_000 });
}

const kept: Scene = {
  name: 'forecasts',
  async play(stage) {
    const { page, app } = stage;
    const csv = path.join(app.folder, 'air.csv');
    await copyFile(path.join(ROOT, 'samples', 'air-passengers', 'air-passengers.csv'), csv);
    await stage.importFile(csv);
    await stage.train();
    await keep(stage);
    await page.getByTestId('activity-forecasts').click();
    await stage.shoot('forecast');
    await stage.scrollTo(stage.seen('forecast-folds'));
    await stage.shoot('forecast-folds');
    await stage.scrollTo(stage.seen('forecast-calibration'));
    await stage.shoot('forecast-calibration');
    const months = Array.from({ length: 8 }, (_, month) => `1961-${String(month + 1).padStart(2, '0')},${450 + 20 * month}`);
    await appendFile(csv, `${months.join('\n')}\n`);
    await stage.command('ledger.show');
    await stage.seen('ledger-detail').waitFor();
    await stage.shoot('ledger');
  },
};

const supposed: Scene = {
  name: 'what-if',
  async play(stage) {
    const { page, app } = stage;
    await stage.importFile(await pricedShop(app.folder));
    await stage.trainForm(true);
    await stage.seen('train-target').selectOption('sales');
    await stage.seen('train-role-price').selectOption('future');
    await stage.shoot('train-covariates');
    await stage.seen('train-start').click();
    await keep(stage);
    const points = page.getByTestId('plan-chart').getByRole('slider');
    await points.first().focus();
    await page.keyboard.press('ArrowRight');
    for (let n = 0; n < 3; n++) await page.keyboard.press('PageUp');
    await page.locator('[data-testid="what-if-keep"]:enabled').waitFor();
    await page.waitForTimeout(1000);
    await stage.scrollTo(stage.seen('forecast-what-if'));
    await stage.shoot('forecast-what-if');
  },
};

const automatic: Scene = {
  name: 'automatic',
  async play(stage) {
    await stage.importSample('air-passengers');
    await stage.command('automatic.forecast');
    await stage.seen('automatic-start').waitFor();
    await stage.shoot('automatic-form');
    await stage.seen('automatic-budget').fill('20');
    await stage.seen('automatic-start').click();
    await stage.seen('automatic-verdict').waitFor({ timeout: 60_000 });
    await stage.seen('forecast-chart').getByRole('img').waitFor();
    await stage.shoot('automatic');
  },
};

export const forecastScenes: readonly Scene[] = [kept, supposed, automatic];
