/** From a run to a kept forecast, what it says and why, its files and pictures, and what came of it, in the real window. */
import { appendFileSync, copyFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';
import { ROOT } from './runtime.ts';

async function saveDialogAnswers(app: RunningApp, file: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}

async function command(app: RunningApp, text: string): Promise<void> {
  await app.page.keyboard.press('Control+Shift+P');
  await app.page.getByTestId('palette-input').pressSequentially(text);
  await app.page.keyboard.press('Enter');
}

/** Monthly sales that fall with the price, which is planned a year ahead. */
function shop(): string {
  const lines = Array.from({ length: 132 }, (_, month) => {
    const price = 10 + ((month * 7) % 5);
    const sales = month < 120 ? (400 + month - 20 * price + 40 * Math.sin((month * Math.PI) / 6) + ((month * 13) % 7)).toFixed(1) : '';
    return `${2012 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01,${price},${sales}`;
  });
  return `month,price,sales\n${lines.join('\n')}\n`;
}

describeApp('forecasts', () => {
  let app: RunningApp;
  let csv: string;
  beforeAll(async () => {
    app = await launch();
    csv = path.join(app.folder, 'air.csv');
    copyFileSync(path.join(ROOT, 'samples', 'air-passengers', 'air-passengers.csv'), csv);
  });
  afterAll(() => app.close());

  async function openCsv(file: string): Promise<void> {
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
    }, file);
    await app.page.keyboard.press('Control+O');
    await app.page.getByTestId('import-run').click();
    await app.page.getByTestId('series-chart').waitFor();
  }

  test('the side bar says what will be there', async () => {
    await app.page.getByTestId('activity-forecasts').click();
    await app.page.getByText('No forecasts yet').waitFor();
  });

  test('a forecast of a run is kept and opens with its verdict, its reading and its numbers', async () => {
    const { page } = app;
    await openCsv(csv);
    await page.getByTestId('train-open').first().click();
    await page.getByTestId('train-estimate').waitFor();
    await page.getByTestId('train-start').click();
    await page.getByTestId('run-keep-forecast').click({ timeout: 60_000 });
    await page.getByTestId('forecast-fan').waitFor();
    expect(await page.getByTestId('forecast-verdict').innerText()).toMatch(/seasonal naive/);
    expect(await page.getByTestId('forecast-reading').innerText()).toMatch(/^1961-01-01: [\d.,]+; with 80% between/);
    await page.getByTestId('forecast-cursor').focus();
    await page.keyboard.press('End');
    expect(await page.getByTestId('forecast-reading').innerText()).toMatch(/^1961-12-01/);
    await page.getByTestId('forecast-line-ridge').click();
    await app.screenshot('forecast');
  });

  test('its backtest is told fold by fold, with calibration and residuals', async () => {
    const { page } = app;
    const folds = page.getByTestId('fold-strip').getByRole('radio');
    await expect.poll(() => folds.count()).toBeGreaterThan(2);
    const before = await page.getByTestId('fold-sentence').innerText();
    await folds.last().focus();
    await page.keyboard.press('Home');
    await expect.poll(() => page.getByTestId('fold-sentence').innerText()).not.toBe(before);
    await page.getByTestId('fold-strip').scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
    await app.screenshot('forecast-folds');
    await page.getByTestId('forecast-calibration').scrollIntoViewIfNeeded();
    expect(await page.getByTestId('forecast-calibration').innerText()).toMatch(/lay inside the 80% interval/);
    expect(await page.getByTestId('forecast-residuals').innerText()).toMatch(/Ljung-Box/);
    await page.getByTestId('forecast-residuals').scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
    await app.screenshot('forecast-residuals');
  });

  test('it is exported as Parquet, and its chart as vectors and as a picture', async () => {
    const { page } = app;
    const parquet = path.join(app.folder, 'forecast.parquet');
    await saveDialogAnswers(app, parquet);
    await page.getByTestId('forecast-export').click();
    await page.getByTestId('forecast-saved').waitFor();
    expect(await page.getByTestId('forecast-saved').innerText()).toMatch(/12 rows/);
    const bytes = readFileSync(parquet);
    const rows = await parquetReadObjects({ file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) });
    expect(rows).toHaveLength(12);
    const svg = path.join(app.folder, 'chart.svg');
    await saveDialogAnswers(app, svg);
    await page.getByTestId('forecast-fan').getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: /SVG/ }).click();
    await expect.poll(() => statSync(svg, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(1000);
    expect(readFileSync(svg, 'utf8')).toMatch(/<polygon .*<polyline /s);
    const png = path.join(ROOT, 'out', 'screenshots', 'forecast-chart.png');
    await saveDialogAnswers(app, png);
    await page.getByTestId('forecast-fan').getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: /PNG/ }).click();
    await expect.poll(() => statSync(png, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(5000);
    await page.getByTestId('forecast-fan').getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: /Copy data table/ }).click();
    const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied.split('\n')).toHaveLength(13);
    expect(copied.split('\n')[0]!.split('\t').slice(-2)).toEqual(['Seasonal naive', 'Ridge']);
  });

  test('once its file has grown, what came stands beside it, and training again is one click', async () => {
    const { page } = app;
    appendFileSync(
      csv,
      Array.from({ length: 8 }, (_, month) => `1961-${String(month + 1).padStart(2, '0')},${900 + 40 * month}`).join('\n') + '\n',
    );
    await command(app, 'what came');
    await page.getByTestId('ledger-detail').waitFor();
    expect(await page.getByTestId('ledger-table').innerText()).toMatch(/8 of 12[\s\S]*worse than expected/);
    await page.waitForTimeout(300);
    await app.screenshot('ledger');
    await page.getByTestId('ledger-retrain').click();
    await page.getByRole('heading', { name: /trained again/ }).waitFor({ timeout: 30_000 });
    await page.getByTestId('run-verdict').filter({ visible: true }).waitFor({ timeout: 60_000 });
  });

  test('a plan that is known ahead is dragged by the keys, and the forecast follows', async () => {
    const { page } = app;
    const file = path.join(app.folder, 'shop.csv');
    writeFileSync(file, shop());
    await openCsv(file);
    await page.getByTestId('train-open').first().click();
    await page.getByTestId('train-target').filter({ visible: true }).selectOption('sales');
    await page.getByTestId('train-advanced').filter({ visible: true }).click();
    await page.getByTestId('train-role-price').filter({ visible: true }).selectOption('future');
    await page.getByTestId('train-start').filter({ visible: true }).click();
    await page.getByTestId('run-keep-forecast').filter({ visible: true }).click({ timeout: 60_000 });
    const points = page.getByTestId('plan-chart').getByRole('slider');
    await points.first().waitFor();
    expect(await points.count()).toBe(12);
    await expect.poll(() => page.getByTestId('what-if-sentence').innerText()).toMatch(/As planned/);
    await points.nth(0).focus();
    await page.keyboard.press('ArrowRight');
    for (let n = 0; n < 3; n++) await page.keyboard.press('PageUp');
    await expect
      .poll(() => page.getByTestId('what-if-sentence').innerText())
      .toMatch(/With this plan the sum over 12 steps is .* instead of/);
    await page.getByTestId('forecast-what-if').scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
    await app.screenshot('forecast-what-if');
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(720, 900));
    await command(app, 'toggle light');
    await page.getByTestId('forecast-fan').filter({ visible: true }).scrollIntoViewIfNeeded();
    await page.waitForTimeout(400);
    await app.screenshot('forecast-narrow');
    await page.getByTestId('what-if-keep').click();
    await page.getByText(/A supposition: "price"/).waitFor();
  });

  test('a forecast by a method of the catalogue is kept with its backtest, and says what it cannot', async () => {
    const { page } = app;
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
    await command(app, 'best method');
    await page.getByTestId('quick-shop').click();
    await page.getByTestId('automatic-method').filter({ visible: true }).selectOption('theta');
    await page.getByTestId('automatic-start').filter({ visible: true }).click();
    await page.getByTestId('automatic-keep').click({ timeout: 30_000 });
    await page.getByTestId('fold-strip').filter({ visible: true }).waitFor();
    await page.getByTestId('forecast-calibration').filter({ visible: true }).waitFor();
    await page.getByText(/is not kept\. To suppose/).waitFor();
    await app.screenshot('forecast-method');
  });

  test('sums over the horizon are asked of sample paths', async () => {
    const { page } = app;
    await command(app, 'Train a model');
    await page.getByTestId('quick-shop').click();
    await page.getByTestId('train-target').filter({ visible: true }).selectOption('sales');
    const advanced = page.getByTestId('train-advanced').filter({ visible: true });
    if ((await advanced.getAttribute('aria-expanded')) !== 'true') await advanced.click();
    await page.getByTestId('train-structure').filter({ visible: true }).selectOption('deepar');
    await page.getByTestId('train-epochs').filter({ visible: true }).fill('3');
    await page.getByTestId('train-start').filter({ visible: true }).click();
    await page.getByTestId('run-keep-forecast').filter({ visible: true }).click({ timeout: 60_000 });
    await page.getByTestId('forecast-sums-draw').filter({ visible: true }).click();
    const sums = page.getByTestId('forecast-sums').filter({ visible: true });
    await expect.poll(() => sums.innerText()).toMatch(/The next \d+ steps sum to [\d,.]+; with 80% between/);
    await sums.scrollIntoViewIfNeeded();
    await app.screenshot('forecast-sums');
  });
});
