/** Find the best method with a column that is known ahead: declared in the form, read by a ridge, told where it lacks. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';

/** Monthly sales that fall with the price, which jumps without a pattern and is planned for six months. */
function sales(): string {
  const lines = Array.from({ length: 126 }, (_, month) => {
    const price = 10 + (Math.floor(1e4 * Math.abs(Math.sin(month ** 3))) % 11);
    const sold = month < 120 ? (600 - 20 * price + 40 * Math.sin((month * Math.PI) / 6) + ((month * 13) % 7)).toFixed(1) : '';
    return `${2012 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01,${price},${sold}`;
  });
  return `month,price,sales\n${lines.join('\n')}\n`;
}

describeApp('the best method with a column known ahead', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launch();
    const file = path.join(app.folder, 'sales.csv');
    writeFileSync(file, sales());
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
    }, file);
    await app.page.keyboard.press('Control+O');
    await app.page.getByTestId('import-run').click();
    await app.page.getByTestId('series-chart').waitFor();
    await app.page.keyboard.press('Control+Shift+P');
    await app.page.getByTestId('palette-input').pressSequentially('best method');
    await app.page.keyboard.press('Enter');
    await app.page.getByTestId('automatic-target').selectOption('sales');
    await app.page.getByTestId('automatic-horizon').fill('6');
  });
  afterAll(() => app.close());

  test('a method that reads the target alone says so before it is tried', async () => {
    const { page } = app;
    await page.getByTestId('automatic-role-price').selectOption('future');
    await page.getByTestId('automatic-calendar-month').check();
    await page.getByTestId('automatic-method').selectOption('theta');
    await page.getByText(/reads the target alone: the columns below change nothing/).waitFor();
  });

  test('a ridge reads it, and forecasts the planned months', async () => {
    const { page } = app;
    await page.getByTestId('automatic-method').selectOption('ridge-local');
    await page.getByTestId('automatic-start').click();
    await page.getByTestId('automatic-verdict').waitFor({ timeout: 60_000 });
    expect(await page.getByTestId('automatic-verdict').innerText()).toMatch(/Beats seasonal naive by [6-9]\d.*Beats ridge by [6-9]\d/);
    await page.getByText(/with which it is compared, read the target alone/).waitFor();
    const drawn = page.getByTestId('forecast-chart').getByRole('img');
    await expect.poll(() => drawn.getAttribute('aria-label')).toMatch(/6 steps from .*2022/);
    await app.screenshot('automatic-covariates');
  });

  test('where the plan is too short, it is told at the columns', async () => {
    const { page } = app;
    await page.getByTestId('automatic-horizon').fill('8');
    await page.getByTestId('automatic-start').click();
    await page
      .getByTestId('automatic-covariates')
      .getByText(/"price" has no value at 2022-07-01, step 7 of the 8/)
      .waitFor({ timeout: 60_000 });
    await app.screenshot('automatic-covariates-short');
  });
});
