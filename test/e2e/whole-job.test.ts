/** The whole job in the real window: sample → import → train → forecast → export; and an engine that dies while it trains. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goToTab, onnxShape, openDialogAnswers, saveDialogAnswers, writeSales } from './actions.ts';
import { describeApp, killHard, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';

async function openFromDialog(app: RunningApp, file: string): Promise<void> {
  await openDialogAnswers(app, file);
  await app.page.keyboard.press('Control+O');
}

async function importSample(app: RunningApp, id: string): Promise<void> {
  await app.page.getByTestId(`sample-${id}`).click();
  await app.page.getByTestId('series-chart').waitFor();
}

async function exportTo(app: RunningApp, file: string): Promise<string> {
  await saveDialogAnswers(app, file);
  await app.page.getByTestId('run-export').click();
  await app.page.getByTestId('export-result').waitFor({ timeout: 60_000 });
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function runFolders(app: RunningApp): string[] {
  return readdirSync(path.join(app.workspace, 'runs')).map((name) => path.join(app.workspace, 'runs', name));
}

describeApp('the whole job', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launch();
  });
  afterAll(() => app.close());

  test('welcomes with six samples', async () => {
    const { page } = app;
    await page.locator('[data-testid^="sample-"]').nth(5).waitFor();
    expect(await page.locator('[data-testid^="sample-"]').count()).toBe(6);
    await app.screenshot('welcome');
  });

  test('shows how a file is read before it imports it, and asks what the file leaves open', async () => {
    const { page } = app;
    const file = path.join(app.folder, 'ambiguous.csv');
    writeFileSync(file, `day;value\n${Array.from({ length: 12 }, (_, i) => `0${(i % 9) + 1}/0${(i % 3) + 1}/2024;${i},5`).join('\n')}\n`);
    await openFromDialog(app, file);
    await page.getByTestId('import-questions').waitFor();
    await app.screenshot('import');
  });

  test('imports a sample with one click and draws it', async () => {
    const { page } = app;
    await goToTab(app, 'Welcome');
    await importSample(app, 'air-passengers');
    await page.waitForTimeout(500);
    await app.screenshot('dataset');
  });

  test('trains, and says in words whether it is worth it', async () => {
    const { page } = app;
    await page.getByTestId('train-open').first().click();
    await page.getByTestId('train-start').waitFor();
    await page.getByTestId('train-estimate').waitFor();
    await app.screenshot('train');
    await page.getByTestId('train-start').click();
    await page.getByTestId('run-verdict').waitFor({ timeout: 60_000 });
    expect(await page.getByTestId('run-verdict').innerText()).toMatch(/Beats seasonal naive by \d/);
    await page.getByTestId('forecast-chart').waitFor();
    await page.waitForTimeout(500);
    await app.screenshot('run');
  });

  test('exports a file that stands alone', async () => {
    const { page } = app;
    const file = path.join(app.folder, 'air.onnx');
    await exportTo(app, file);
    expect(await page.getByTestId('export-result').innerText()).toMatch(/differ from those in here by at most/);
    await app.screenshot('exported');
    expect(await onnxShape(file, 48)).toEqual([2, 12, 9]);
  });

  test('saves the forecast as CSV', async () => {
    const file = path.join(app.folder, 'forecast.csv');
    await saveDialogAnswers(app, file);
    await app.page.getByTestId('run-save-forecast').click();
    await expect.poll(() => readFileSync(file, 'utf8').trim().split('\n').length, { timeout: 10_000 }).toBe(13);
  });

  test('trains a second model and compares the two', async () => {
    const { page } = app;
    await page.getByTestId('run-again').click();
    await page.getByTestId('train-kind-lstm').click();
    await page.getByTestId('train-start').filter({ visible: true }).click();
    await page.getByTestId('run-verdict').filter({ visible: true }).waitFor({ timeout: 60_000 });
    await page.getByTestId('activity-experiments').click();
    await page.locator('.sidebar').getByRole('button', { name: /table/i }).first().click();
    const names = page.getByTestId('runs-grid').locator('[role="row"] [role="rowheader"]');
    await names.nth(0).click();
    await names.nth(1).click({ modifiers: ['ControlOrMeta'] });
    await page.getByTestId('bulk-compare').click();
    await page
      .getByTestId('compare-verdict')
      .getByText(/is best: MASE/)
      .waitFor();
    await page.waitForTimeout(400);
    await app.screenshot('compared');
    await goToTab(app, 'GRU');
  });

  test('fixes what is wrong with a file, from its list of problems', async () => {
    const { page } = app;
    const file = path.join(app.folder, 'sales.csv');
    writeSales(file);
    await openFromDialog(app, file);
    await page.getByTestId('import-run').filter({ visible: true }).click();
    await page.getByTestId('status-problems').click();
    await page.getByTestId('quick-fix-missing-values').first().click();
    await page.getByRole('menuitem', { name: /Interpolate/ }).click();
    await page.locator('[data-testid="tab-fixes"]', { hasText: '1' }).waitFor();
    await app.screenshot('fixed');
    await page.keyboard.press('Control+J');
    await goToTab(app, 'GRU');
  });

  test('runs any command from the palette', async () => {
    const { page } = app;
    const before = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.keyboard.press('Control+Shift+P');
    await page.getByTestId('palette-input').pressSequentially('toggle theme');
    await page.waitForTimeout(300);
    await app.screenshot('palette');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).backgroundColor)).not.toBe(before);
    await page.waitForTimeout(500);
    await app.screenshot('run-dark');
    await page.getByTestId('forecast-chart').scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
    await app.screenshot('forecast-dark');
  });

  test('says what is wrong with a bad file, in the window', async () => {
    const { page } = app;
    const file = path.join(app.folder, 'empty.csv');
    writeFileSync(file, '');
    await openFromDialog(app, file);
    await page.getByTestId('import-error').waitFor();
    expect(await page.getByTestId('import-error').innerText()).toMatch(/empty/);
    await app.screenshot('bad-file');
  });
});

describeApp('an engine killed while it trains', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launch();
  });
  afterAll(() => app.close());

  /** A run long enough to be killed in the middle. */
  async function startLongRun(): Promise<void> {
    const { page } = app;
    await page.getByTestId('train-open').first().click();
    await page.getByTestId('train-start').waitFor();
    // The form keeps what was typed, and whether its advanced part is open.
    if (!(await page.getByTestId('train-hidden').isVisible())) await page.getByTestId('train-advanced').click();
    await page.getByTestId('train-hidden').fill('64');
    await page.getByTestId('train-epochs').fill('3000');
    await page.getByTestId('train-patience').fill('3000');
    await page.getByTestId('train-start').click();
    await page.getByTestId('run-live').waitFor();
  }

  test('the window stays, offers to resume, and the run ends as if nothing had happened', async () => {
    const { page } = app;
    await importSample(app, 'air-passengers');
    await startLongRun();
    await expect
      .poll(() => runFolders(app).some((folder) => readdirSync(folder).some((name) => name.startsWith('checkpoint'))), {
        timeout: 30_000,
        interval: 50,
      })
      .toBe(true);
    await app.screenshot('training');
    killHard((await app.engineProcess())!);
    await page.getByTestId('run-resume').waitFor({ timeout: 15_000 });
    await app.screenshot('interrupted');
    await page.getByTestId('run-resume').click();
    await page.getByTestId('run-verdict').waitFor({ timeout: 120_000 });
    const resumed = await exportTo(app, path.join(app.folder, 'resumed.onnx'));
    await page.locator('[data-testid^="dataset-"]').first().click();
    await startLongRun();
    await page.getByTestId('run-verdict').waitFor({ timeout: 120_000 });
    expect(await exportTo(app, path.join(app.folder, 'whole.onnx'))).toBe(resumed);
  });
});
