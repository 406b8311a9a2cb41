/** Why a run forecasts as it does, in the real window: every sort of covariate by its worth, and the stretches of what was and is planned. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDialogAnswers } from './actions.ts';
import type { RunningApp } from './harness.ts';
import { describeApp, launch } from './harness.ts';

/** Three shops by day: weekends, a price that is planned five days ahead, a kind of shop, and a column that says nothing. */
function shops(): string {
  const lines = ['north', 'south', 'a shop with a name that is longer than any column ought to be'].flatMap((shop, s) =>
    Array.from({ length: 160 }, (_, day) => {
      const date = new Date(Date.UTC(2024, 0, 1 + day));
      const price = 1 + ((day * 37 + s * 11) % 20) / 10;
      const weekend = date.getUTCDay() % 6 === 0 ? 30 : 0;
      const sales = 100 + weekend - 12 * price * (s === 1 ? 2 : 1) + ((day * 13) % 7) / 7;
      const cells = [date.toISOString().slice(0, 10), shop, s === 1 ? 'city' : 'village', price, (day * 29) % 17];
      return [...cells, day < 155 ? sales.toFixed(2) : ''].join(',');
    }),
  );
  return `date,shop,kind,price,nothing,sales\n${lines.join('\n')}\n`;
}

describeApp('explanations', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launch();
  });
  afterAll(() => app.close());

  test('weigh what is known ahead, the calendar and what is constant beside what is past', async () => {
    const { page } = app;
    const file = path.join(app.folder, 'shops.csv');
    writeFileSync(file, shops());
    await openDialogAnswers(app, file);
    await page.keyboard.press('Control+O');
    await page.getByTestId('import-run').click();
    await page.getByTestId('series-chart').waitFor();
    await page.getByTestId('train-open').first().click();
    await page.getByTestId('train-target').selectOption('sales');
    await page.getByTestId('train-horizon').fill('5');
    await page.getByTestId('train-advanced').click();
    await page.getByTestId('train-context').fill('7');
    await page.getByTestId('train-epochs').fill('30');
    await page.getByTestId('train-role-price').selectOption('future');
    await page.getByTestId('train-role-nothing').selectOption('covariates');
    await page.getByTestId('train-role-kind').selectOption('statics');
    await page.getByLabel('Day of the week').check();
    await page.getByTestId('train-start').click();
    await page.getByTestId('run-explain-start').click({ timeout: 60_000 });
    const importance = page.getByTestId('run-importance');
    await importance.waitFor({ timeout: 60_000 });
    const rows = await importance.getByRole('row').allInnerTexts();
    expect(rows.some((row) => /^price\s+Known ahead\s/.test(row))).toBe(true);
    expect(rows.some((row) => /^Day of the week\s+Calendar\s/.test(row))).toBe(true);
    expect(rows.some((row) => /^kind\s+Constant\s/.test(row))).toBe(true);
    expect(rows.at(-1)).toMatch(/^nothing\s+Past\s/);
    await importance.scrollIntoViewIfNeeded();
    await app.screenshot('explain');
  });

  test('by step ahead, and with what is planned as a stretch of its own', async () => {
    const { page } = app;
    const before = await page.getByTestId('run-importance').getByRole('row').allInnerTexts();
    await page.getByTestId('importance-step').selectOption({ label: '4' });
    await expect.poll(() => page.getByTestId('run-importance').getByRole('row').allInnerTexts()).not.toEqual(before);
    await page.getByTestId('saliency-column').selectOption('price');
    await page.getByTestId('run-saliency').getByText('The 5 steps ahead').waitFor();
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(720, 900));
    await page.keyboard.press('Control+Shift+P');
    await page.getByTestId('palette-input').pressSequentially('toggle light');
    await page.keyboard.press('Enter');
    await page.getByTestId('run-importance').scrollIntoViewIfNeeded();
    await page.waitForTimeout(400);
    await app.screenshot('explain-narrow');
  });
});
