/** 200 runs in the table, and some of them compared: in the real window, with the keyboard where that is how it is done. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSyntheticRuns } from '../../bench/compare/synthetic-runs.ts';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';

const RUNS = 200;

describeApp('200 runs', () => {
  let app: RunningApp;
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hindcast-e2e-runs-'));
    await writeSyntheticRuns(path.join(folder, 'workspace'), { runs: RUNS, epochs: 120 });
    app = await launch({ folder });
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true });
  });

  const count = (): Promise<string> => app.page.getByTestId('runs-count').innerText();
  const filter = async (text: string): Promise<void> => app.page.getByTestId('runs-table-filter').fill(text);
  const saveTo = (file: string): Promise<void> =>
    app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);

  test('stand in a table, of which only what is in view is drawn', async () => {
    const { page } = app;
    await page.getByTestId('workbench').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+r');
    await page.getByTestId('runs-grid').waitFor();
    expect(await count()).toMatch(/^19\d of 200 runs$/);
    expect(await page.locator('[role="row"]').count()).toBeLessThan(60);
    expect(await page.getByTestId('head-hidden').count()).toBe(1);
    expect(await page.getByTestId('head-dropout').count()).toBe(0);
    await page.waitForTimeout(400);
    await app.screenshot('runs-table');
  });

  test('are filtered by a small language, which says what it does not understand', async () => {
    const { page } = app;
    await filter('model:lstm mase<0.9');
    await expect.poll(count).toMatch(/^[1-9]\d? of 200 runs$/);
    await filter('modle:lstm');
    await page.getByText('Did you mean "model"?').waitFor();
    await app.screenshot('runs-filter-problem');
    await filter('model:lstm dataset:airline is:done');
    await expect.poll(count).toMatch(/^[1-9]\d of 200 runs$/);
  });

  test('are set against a baseline with signs and words, and refused where other data were used', async () => {
    const { page } = app;
    await filter('');
    await expect.poll(count).toMatch(/\b19\d of/);
    await page.getByTestId('head-name').click();
    await page.getByTestId('runs-table-filter').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.getByTestId('bulk-baseline').click();
    await page.locator('.delta', { hasText: 'better' }).first().waitFor();
    await page.getByTestId('runs-grid').focus();
    await page.keyboard.press('Control+End');
    await page.locator('.delta[title*="Not comparable"][title*="horizon 24 against 12"]').first().waitFor();
    await app.screenshot('runs-baseline');
    await page.keyboard.press('Control+Home');
  });

  test('are renamed in the table', async () => {
    const { page } = app;
    await page.keyboard.press('F2');
    await page.getByTestId('cell-input').fill('A renamed run');
    await page.keyboard.press('Enter');
    await page.getByText('A renamed run').first().waitFor();
    const records = readdirSync(path.join(app.workspace, 'runs')).map((id) => path.join(app.workspace, 'runs', id, 'run.json'));
    expect(records.filter((record) => readFileSync(record, 'utf8').includes('"A renamed run"'))).toHaveLength(1);
  });

  test('are removed without a question, and come back', async () => {
    const { page } = app;
    await filter('is:failed');
    await expect.poll(count).toMatch(/\b1[01] of/);
    await page.getByTestId('runs-table-filter').press('ArrowDown');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.getByText(/No run fits/).waitFor();
    expect(existsSync(path.join(app.workspace, 'trash'))).toBe(true);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(count).toMatch(/^1[01] of/);
  });

  test('are grouped', async () => {
    const { page } = app;
    await filter('');
    await page.getByLabel('Group by').selectOption('set');
    await page.getByText('Comparable set A').waitFor();
    await page.waitForTimeout(300);
    await app.screenshot('runs-grouped');
    await page.getByLabel('Group by').selectOption('none');
  });

  test('are exported as CSV', async () => {
    const { page } = app;
    const file = path.join(folder, 'runs.csv');
    await saveTo(file);
    await page.getByRole('button', { name: 'Export as CSV…' }).click();
    await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8').trim().split('\r\n').length).toBeGreaterThan(190);
  });

  test('are compared: curves, verdict, steps, folds and parameters', async () => {
    const { page } = app;
    await filter('dataset:airline is:done hidden=32');
    await expect.poll(count).toMatch(/\b[1-9]\d? of/);
    await page.getByTestId('runs-table-filter').press('ArrowDown');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+Enter');
    await page
      .getByTestId('compare-verdict')
      .getByText(/is best: MASE/)
      .waitFor();
    await page.getByTestId('parameter-table').waitFor();
    await page.getByTestId('fold-strip').waitFor();
    await page.getByTestId('compare-smoothing').fill('0.9');
    const plot = page.getByTestId('compare-plot').first();
    const box = (await plot.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.6);
    await page.locator('.tooltip').first().waitFor();
    await page.waitForTimeout(300);
    await app.screenshot('compare');
    await page.getByTestId('compare-layout').selectOption('multiples');
    await page.waitForTimeout(800);
    await app.screenshot('compare-multiples');
    await page.getByTestId('compare-layout').selectOption('overlay');
    await page.getByTestId('compare-group').selectOption('kind');
    await page.getByTestId('compare-logY').click();
    await page.waitForTimeout(400);
    await app.screenshot('compare-bands');
    const file = path.join(folder, 'curves.png');
    await saveTo(file);
    await page.getByTestId('compare').locator('.chart-box').getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: /PNG/ }).click();
    await expect.poll(() => existsSync(file) && readFileSync(file).length).toBeGreaterThan(20_000);
    await page.getByTestId('fold-strip').scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
    await app.screenshot('compare-folds');
  });

  test('of other data are not ranked together, and it says why', async () => {
    const { page } = app;
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+r');
    await filter('is:done');
    await expect.poll(count).toMatch(/ 1[678]\d of/);
    await page.getByTestId('runs-table-filter').press('ArrowDown');
    await page.keyboard.press('Escape');
    await page.getByTestId('head-when').click();
    await page.getByTestId('runs-grid').focus();
    await page.keyboard.press('Control+Home');
    for (let i = 0; i < 11; i++) await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+Enter');
    await page
      .getByTestId('compare-verdict')
      .getByText(/not ranked with/)
      .waitFor();
    await page.keyboard.press('Control+Shift+P');
    await page.getByTestId('palette-input').pressSequentially('toggle theme');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(600);
    await app.screenshot('compare-light');
  });

  test('stand as they were left after the window is loaded again', async () => {
    const { page } = app;
    await page.waitForTimeout(1200);
    await page.reload();
    await page.locator('.tab', { hasText: 'Runs' }).first().click();
    await page.getByTestId('runs-grid').waitFor();
    expect(await page.getByTestId('runs-table-filter').inputValue()).toBe('is:done');
    await page.waitForTimeout(500);
    await app.screenshot('runs-light');
  });
});
