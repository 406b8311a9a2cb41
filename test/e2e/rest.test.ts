/** Plans of several columns, a training held to a range, two tabs of one dataset, and what Ctrl+S does, in the real window. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDialogAnswers, saveDialogAnswers } from './actions.ts';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';

/** Monthly sales that fall with the price and rise with a promotion, all of it planned a year ahead. */
function shop(): string {
  const lines = Array.from({ length: 132 }, (_, month) => {
    const price = 10 + ((month * 7) % 5);
    const staff = 3 + ((month * 3) % 4);
    const promotion = ['none', 'flyer', 'radio'][(month * 5) % 3]!;
    const effect = { none: 0, flyer: 60, radio: 30 }[promotion]!;
    const wave = 40 * Math.sin((month * Math.PI) / 6) + ((month * 13) % 7);
    const sales = month < 120 ? (400 + month - 20 * price + 15 * staff + effect + wave).toFixed(1) : '';
    return `${2012 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01,${price},${staff},${promotion},${sales}`;
  });
  return `month,price,staff,promotion,sales\n${lines.join('\n')}\n`;
}

const soon = { timeout: 15_000 };

describeApp('what is planned and how it is left', () => {
  let app: RunningApp;
  const seen = (id: string) => app.page.getByTestId(id).filter({ visible: true });
  beforeAll(async () => {
    app = await launch();
  });
  afterAll(() => app.close());

  async function command(text: string): Promise<void> {
    await app.page.keyboard.press('Control+Shift+P');
    await app.page.getByTestId('palette-input').pressSequentially(text);
    await app.page.keyboard.press('Enter');
  }

  test('Ctrl+S imports the file in front', async () => {
    const { page } = app;
    const file = path.join(app.folder, 'shop.csv');
    writeFileSync(file, shop());
    await openDialogAnswers(app, file);
    await page.keyboard.press('Control+O');
    await expect.poll(() => page.getByTestId('import-run').isEnabled(), soon).toBe(true);
    await page.keyboard.press('Control+S');
    await seen('series-chart').waitFor();
    expect(await page.locator('.tab-title').allInnerTexts()).toContain('shop');
  });

  test('two tabs of one dataset are each as they were left', async () => {
    const { page } = app;
    await page.keyboard.press('Control+\\');
    await expect.poll(() => seen('series-chart').count(), soon).toBe(2);
    await command('Show the table of the dataset');
    await seen('data-grid').waitFor();
    expect(await seen('series-chart').count()).toBe(1);
    await seen('data-grid').focus();
    for (let n = 0; n < 2; n++) await page.keyboard.press('PageDown');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(() => seen('data-grid').evaluate((grid) => grid.scrollTop)).toBeGreaterThan(100);
    expect(await page.getByTestId('breadcrumbs').filter({ visible: true }).allInnerTexts()).toEqual([
      expect.stringMatching(/Chart/),
      expect.stringMatching(/Table/),
    ]);
    const top = await seen('data-grid').evaluate((grid) => grid.scrollTop);
    await page.waitForTimeout(700);
    await app.screenshot('rest-split');
    await page.reload();
    await seen('data-grid').waitFor();
    expect(await seen('series-chart').count()).toBe(1);
    await expect.poll(() => seen('data-grid').evaluate((grid) => grid.scrollTop), soon).toBe(top);
    await page
      .getByTestId('editor-dataset')
      .filter({ visible: true })
      .last()
      .click({ position: { x: 300, y: 8 } });
    await page.keyboard.press('Control+w');
    await expect.poll(() => page.locator('.dv-groupview').count(), soon).toBe(1);
  });

  test('a selected range becomes a training that reads nothing else', async () => {
    const { page } = app;
    await seen('series-chart').getByRole('img').first().focus();
    await page.keyboard.press('Enter');
    for (let n = 0; n < 5; n++) await page.keyboard.press('Shift+ArrowRight');
    await page.getByTestId('range-bar').waitFor();
    await app.screenshot('rest-range');
    await page.getByTestId('range-train').click();
    await page.getByTestId('train-range').waitFor();
    expect(await page.getByTestId('train-range').innerText()).toMatch(/from \d{4}-\d\d-01 to \d{4}-\d\d-01/);
    const advanced = seen('train-advanced');
    if ((await advanced.getAttribute('aria-expanded')) !== 'true') await advanced.click();
    await seen('train-from').fill('2013');
    await seen('train-to').fill('2020-12');
    await expect.poll(() => seen('train-estimate').innerText(), soon).toMatch(/\b42 to learn from/);
    await app.screenshot('rest-train-range');
    await page.getByTestId('train-range').getByRole('button').click();
    await expect.poll(() => page.getByTestId('train-range').count()).toBe(0);
  });

  test('all plans are moved together, by line, by field and by choice, and scenarios stand beside each other', async () => {
    const { page } = app;
    await seen('train-target').selectOption('sales');
    for (const column of ['price', 'staff', 'promotion']) await seen(`train-role-${column}`).selectOption('future');
    await seen('train-epochs').fill('40');
    await expect.poll(() => seen('train-start').isEnabled(), soon).toBe(true);
    await seen('train-start').click();
    await seen('run-keep-forecast').click({ timeout: 60_000 });
    const charts = page.getByTestId('plan-chart');
    await charts.nth(1).waitFor();
    expect(await charts.count()).toBe(2);
    await charts.first().getByRole('slider').first().focus();
    await page.keyboard.press('ArrowRight');
    for (let n = 0; n < 3; n++) await page.keyboard.press('PageUp');
    const sentence = (): Promise<string> => page.getByTestId('what-if-sentence').innerText();
    await expect.poll(sentence, soon).toMatch(/With this plan/);
    const priced = await sentence();
    await page.getByTestId('what-if-save').click();
    await page.keyboard.type('Dearer');
    await page.keyboard.press('Enter');
    await page.getByTestId('what-if-value-staff').fill('9');
    await page.getByTestId('what-if-value-staff').press('Tab');
    await page.getByTestId('what-if-name-promotion').selectOption('flyer');
    await expect.poll(sentence, soon).not.toBe(priced);
    const rows = page.getByTestId('scenario-table').locator('tbody tr');
    await expect.poll(() => rows.locator('th').allInnerTexts(), soon).toEqual(['As planned', 'As supposed', 'Dearer']);
    await page.getByTestId('what-if-table').locator('summary').click();
    await page.waitForTimeout(400);
    await page.getByTestId('forecast-what-if').scrollIntoViewIfNeeded();
    await app.screenshot('rest-what-if');
    await page.getByTestId('scenario-table').scrollIntoViewIfNeeded();
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(720, 1000));
    await command('toggle dark');
    await page.getByTestId('scenario-table').scrollIntoViewIfNeeded();
    await page.getByTestId('what-if-table').locator('tbody tr').nth(3).scrollIntoViewIfNeeded();
    await page.waitForTimeout(500);
    await app.screenshot('rest-scenarios');
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
    await command('Keep the supposition');
    await page.getByText(/A supposition: .*price.*staff.*promotion/).waitFor(soon);
    await expect.poll(() => seen('what-if-sentence').innerText(), soon).toMatch(/With this plan/);
    await command('Suppose everything as planned');
    await expect.poll(() => seen('what-if-sentence').innerText(), soon).toMatch(/the forecast above is of a supposition/);
  });

  test('the bars of a profile are saved as vectors and as a table', async () => {
    const { page } = app;
    await page.keyboard.press('Control+P');
    await page.getByTestId('palette-input').pressSequentially('shop');
    await page.keyboard.press('Enter');
    await command('Show the profile of the dataset');
    const bars = seen('profile').getByRole('figure').first();
    await bars.waitFor(soon);
    for (const [item, name] of [
      [/SVG/, 'bars.svg'],
      [/CSV/, 'bars.csv'],
    ] as const) {
      const file = path.join(app.folder, name);
      await saveDialogAnswers(app, file);
      await bars.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: item }).click();
      await expect.poll(() => statSync(file, { throwIfNoEntry: false })?.size ?? 0, soon).toBeGreaterThan(20);
    }
    expect(readFileSync(path.join(app.folder, 'bars.svg'), 'utf8')).toMatch(/<rect .*<rect /s);
    expect(readFileSync(path.join(app.folder, 'bars.csv'), 'utf8').trim().split('\n').length).toBeGreaterThan(3);
    await app.screenshot('rest-profile');
  });
});
