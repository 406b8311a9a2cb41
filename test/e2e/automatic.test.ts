/** From a sample to a forecast by the catalogue of methods, without a run, in the real window. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';

describeApp('an automatic forecast', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launch();
  });
  afterAll(() => app.close());

  test('is begun from the palette, judged and drawn', async () => {
    const { page } = app;
    await page.getByTestId('sample-air-passengers').click();
    await page.getByTestId('series-chart').waitFor();
    await page.keyboard.press('Control+Shift+P');
    await page.getByTestId('palette-input').pressSequentially('best method');
    await page.keyboard.press('Enter');
    expect(await page.getByTestId('automatic-horizon').inputValue()).toBe('12');
    expect(await page.getByTestId('automatic-method').inputValue()).toBe('auto');
    await page.getByTestId('automatic-budget').fill('10');
    await page.getByTestId('automatic-start').click();
    await page.getByTestId('automatic-verdict').waitFor({ timeout: 30_000 });
    expect(await page.getByTestId('automatic-verdict').innerText()).toMatch(/Beats seasonal naive by \d/);
    expect(await page.getByTestId('automatic-metrics').locator('tbody th').allInnerTexts()).toEqual([
      'Method found (auto)',
      'Seasonal naive',
      'Ridge',
      'Naive',
      'Drift',
    ]);
    const drawn = page.getByTestId('forecast-chart').getByRole('img');
    await expect.poll(() => drawn.getAttribute('aria-label')).toMatch(/12 steps from .*1961/);
    await app.screenshot('automatic');
  });

  test('is saved as CSV, one row a step', async () => {
    const { page } = app;
    const file = path.join(app.folder, 'automatic.csv');
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await page.getByTestId('automatic-save').click();
    await page.getByTestId('automatic-saved').waitFor({ timeout: 30_000 });
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(13);
    expect(lines[1]).toMatch(/1961-01/);
  });
});
