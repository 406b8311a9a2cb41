/** Looking at data in the real window: several columns, a range, a note, the profile, and the table by keys. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';

const day = 86_400_000;
const days = 420;

/** Daily sales with a weekly season, a gap of five days and a far value; a price a hundred times smaller. */
function shopCsv(): string {
  const lines = Array.from({ length: days }, (_, t) => {
    const date = new Date(Date.UTC(2023, 0, 1) + t * day).toISOString().slice(0, 10);
    const noise = 6 * Math.sin(t * 12.9898) * Math.cos(t * 78.233);
    const sales = t === 300 ? 900 : Math.round(200 + 0.2 * t + 40 * Math.sin((2 * Math.PI * t) / 7) + noise);
    return `${date},${t >= 100 && t < 105 ? '' : sales},${(2 + 0.3 * Math.sin(t / 40)).toFixed(3)},${Math.round(15 + 10 * Math.sin(t / 58))}`;
  });
  return `day,sales,price,temperature\n${lines.join('\n')}\n`;
}

describeApp('looking at data', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launch();
    const file = path.join(app.folder, 'shop.csv');
    writeFileSync(file, shopCsv());
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
    }, file);
    await app.page.keyboard.press('Control+O');
    await app.page.getByTestId('import-run').click();
    await app.page.getByTestId('series-chart').getByRole('img').waitFor();
  });
  afterAll(() => app.close());

  const chart = () => app.page.getByTestId('series-chart').getByRole('img').first();
  const clipboard = () => app.electron.evaluate(({ clipboard: board }) => board.readText());

  test('several columns share a chart, each with the axis that fits it', async () => {
    const { page } = app;
    await page.getByTestId('trace-picker-toggle').click();
    await page.getByTestId('trace-filter').fill('price');
    await page.getByRole('option', { name: 'price' }).click();
    await page.getByTestId('trace-filter').fill('');
    await expect.poll(() => chart().getAttribute('aria-label')).toMatch(/sales.*price/);
    expect(await page.getByText('(right axis)').count()).toBe(1);
    await page.getByRole('option', { name: 'temperature' }).click();
    await page.waitForTimeout(600);
    await app.screenshot('explore-chart');
    await page.getByTestId('stack-toggle').click();
    await expect.poll(() => page.getByTestId('series-chart').getByRole('img').count()).toBe(3);
    await page.waitForTimeout(400);
    await chart().hover({ position: { x: 400, y: 60 } });
    await page.waitForTimeout(200);
    await app.screenshot('explore-stacked');
    await page.getByTestId('stack-toggle').click();
  });

  test('a range is selected by keys, told, and copied as CSV', async () => {
    const { page } = app;
    await chart().focus();
    await page.keyboard.press('Enter');
    for (let i = 0; i < 5; i++) await page.keyboard.press('Shift+ArrowRight');
    await page.getByTestId('range-bar').waitFor();
    await expect.poll(() => page.getByTestId('range-bar').getByRole('row').count()).toBe(4);
    await page.waitForTimeout(200);
    await app.screenshot('explore-range');
    await page.getByTestId('range-copy').click();
    await expect.poll(clipboard).toMatch(/^day,sales,price,temperature\n2023-/);
    await chart().focus();
    await page.keyboard.press('Control+Alt+z');
    await expect.poll(() => page.getByTestId('range-bar').count()).toBe(0);
  });

  test('a note is kept at its moment', async () => {
    const { page } = app;
    await chart().focus();
    await page.keyboard.press('Control+ArrowRight');
    await page.keyboard.press('Control+Alt+n');
    await page.keyboard.type('The shop was repainted');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('notes').innerText()).toMatch(/The shop was repainted/);
    await page.keyboard.press('Escape');
    await page.waitForTimeout(300);
    await app.screenshot('explore-note');
  });

  test('the profile says in words what the series is like', async () => {
    const { page } = app;
    await page.getByTestId('tab-profile').click();
    const profile = page.getByTestId('profile');
    await profile.getByText('Weekly season: explains').waitFor({ timeout: 20_000 });
    await profile.getByText('5 of 420 steps (1.2%) have no value').waitFor();
    expect(await profile.innerText()).toMatch(/1 value is far from where/);
    await page.waitForTimeout(600);
    await app.screenshot('explore-profile');
    await page.getByText('Trend, season and remainder').scrollIntoViewIfNeeded();
    await profile.evaluate((node) => node.scrollBy(0, 500));
    await page.waitForTimeout(500);
    await app.screenshot('explore-profile-2');
    await profile.evaluate((node) => node.scrollTo(0, node.scrollHeight));
    await page.waitForTimeout(300);
    await app.screenshot('explore-profile-3');
  });

  test('the table is walked by keys, goes to a date and copies cells', async () => {
    const { page } = app;
    await page.getByTestId('tab-table').click();
    await page.getByTestId('data-grid').focus();
    await page.keyboard.press('Control+g');
    await page.getByTestId('go-to-input').fill('2023-04-10');
    await page.keyboard.press('Enter');
    const active = () =>
      page.getByTestId('data-grid').evaluate((grid) => {
        const row = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.closest('[role=row]');
        return [...(row?.querySelectorAll('[role=gridcell]') ?? [])].map((cell) => cell.textContent?.trim());
      });
    await expect.poll(async () => (await active())[0]).toBe('2023-04-10');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    expect((await active()).slice(0, 2)).toEqual(['2023-04-11', 'missing']);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+c');
    await expect.poll(clipboard).toMatch(/^sales\tprice\n\t\d\.\d+\n\t\d\.\d+$/);
    await page.waitForTimeout(300);
    await app.screenshot('explore-table');
    await page.getByTestId('data-grid').press('Control+End');
    await expect.poll(async () => (await active()).length).toBeGreaterThan(0);
  });

  test('it is where it was left after the next start', async () => {
    const { page } = app;
    await page.getByTestId('tab-chart').click();
    await page.getByTestId('series-chart').getByRole('img').waitFor();
    await page.waitForTimeout(600);
    const before = await chart().getAttribute('aria-label');
    await page.waitForTimeout(1200);
    await page.reload();
    await page.getByTestId('series-chart').getByRole('img').waitFor({ timeout: 20_000 });
    await expect.poll(() => chart().getAttribute('aria-label'), { timeout: 10_000 }).toBe(before);
    expect(await page.getByTestId('notes').innerText()).toMatch(/repainted/);
    await page.keyboard.press('Control+Shift+P');
    await page.getByTestId('palette-input').pressSequentially('toggle theme');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(600);
    await app.screenshot('explore-other-theme');
  });
});
