/** A search and an automatic forecast in the queue of the real window: what they wait for, pausing, and a large workbook beside them. */
import path from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDialogAnswers } from './actions.ts';
import { describeApp, launch, type RunningApp } from './harness.ts';

describeApp('the queue of searches', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launch({ state: { trainingLimit: 1 } });
  });
  afterAll(() => app.close());

  test('a search waits behind a training and says so, in its page and among the jobs', async () => {
    const { page } = app;
    await page.getByTestId('sample-air-passengers').click();
    await page.getByTestId('series-chart').waitFor();
    await page.getByTestId('train-open').first().click();
    await page.getByTestId('train-start').waitFor();
    if (!(await page.getByTestId('train-hidden').isVisible())) await page.getByTestId('train-advanced').click();
    await page.getByTestId('train-epochs').fill('20000');
    await page.getByTestId('train-patience').fill('20000');
    await expect.poll(() => page.getByTestId('train-start').isEnabled(), { timeout: 15_000 }).toBe(true);
    await page.getByTestId('train-start').click();
    await page.getByTestId('run-live').waitFor();
    await page.keyboard.press('Control+Shift+P');
    await page.keyboard.type('Search settings');
    await page
      .getByRole('option', { name: /Search settings/ })
      .first()
      .click();
    // From a run it is asked on which dataset.
    await page.getByRole('option', { name: /passengers/i }).click();
    const start = page.getByTestId('search-start').filter({ visible: true });
    await expect.poll(() => start.isEnabled(), { timeout: 15_000 }).toBe(true);
    await start.click();
    await page.getByTestId('study-waits').waitFor();
    expect(await page.getByTestId('study-waits').innerText()).toMatch(/1\. Waits for the end of/);
    await page.getByTestId('activity-experiments').click();
    await page.getByTestId('jobs-waiting').getByTestId('job-detail').filter({ hasText: 'Waits for the end of' }).waitFor();
    await app.screenshot('queue-search-waits');
  });

  test('it begins when it is told to, pauses and goes on', async () => {
    const { page } = app;
    await page.getByTestId('study-start-now').click();
    await page.getByTestId('study-pause').click();
    await page.getByTestId('study-state').filter({ hasText: 'Paused' }).waitFor();
    await app.screenshot('queue-search-paused');
    await page.getByTestId('study-resume').click();
    await page.getByTestId('study-waits').waitFor();
    await page.getByTestId('study-stop').click();
    await page.getByTestId('study-state').filter({ hasText: 'Stopped' }).waitFor();
  });

  test('a large workbook is read beside the training', async () => {
    const { page } = app;
    const file = path.join(app.folder, 'large.xlsx');
    const cells = Array.from({ length: 12_000 }, (_, t) => [
      { value: new Date(Date.UTC(1990, 0, 1 + t)), type: Date, format: 'yyyy-mm-dd' },
      { value: 50 + Math.round(900 * Math.sin(t / 9)) / 100, type: Number },
    ]);
    await writeXlsxFile([{ sheet: 'Sales', data: [['day', 'sales'].map((value) => ({ value })), ...cells] }]).toFile(file);
    await openDialogAnswers(app, file);
    await page.keyboard.press('Control+O');
    await page.getByTestId('import-run').click();
    await page.getByTestId('series-chart').filter({ visible: true }).waitFor();
    await app.screenshot('queue-workbook');
  });
});
