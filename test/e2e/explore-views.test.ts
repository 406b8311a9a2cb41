/** Explore in the side bar: series ticked for the chart, findings that lead to their place, notes, and a thousand series. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDialogAnswers, writeSales } from './actions.ts';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';
import { command } from './places/steps.ts';

const shops = 1000;

/** Two years of monthly sales of a thousand shops. */
function shopsCsv(): string {
  const lines = Array.from({ length: shops }, (_, shop) =>
    Array.from({ length: 24 }, (_, month) => {
      const when = `${2022 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
      return `${when},Shop ${String(shop + 1).padStart(4, '0')},${Math.round(100 + shop + 20 * Math.sin((month * Math.PI) / 6))}`;
    }),
  );
  return `month,shop,sales\n${lines.flat().join('\n')}\n`;
}

describeApp('Explore', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launch();
  });
  afterAll(() => app.close());

  const tree = () => app.page.getByRole('tree', { name: 'Series' });
  const row = (name: string) => tree().getByRole('treeitem', { name });
  const chart = () => app.page.getByTestId('series-chart').getByRole('img').first();

  async function open(name: string, write: (file: string) => void): Promise<void> {
    const file = path.join(app.folder, name);
    write(file);
    await openDialogAnswers(app, file);
    await app.page.keyboard.press('Control+O');
    await app.page.getByTestId('import-run').click();
    await app.page.getByTestId('series-chart').getByRole('img').waitFor();
  }

  test('before there is a dataset each view says what will be there', async () => {
    const { page } = app;
    await page.keyboard.press('Control+Shift+D');
    await page.getByTestId('explore-series-empty').waitFor();
    expect(await page.locator('[data-part="sidebar"] .empty-title').allTextContents()).toEqual([
      'No series yet',
      'No dataset in front',
      'No dataset in front',
    ]);
    await app.screenshot('explore-empty');
  });

  test('findings of the chart in front lead to their place', async () => {
    const { page } = app;
    await open('sales.csv', writeSales);
    const findings = page.getByRole('tree', { name: 'Findings' });
    const gap = findings.getByRole('treeitem', { name: /of 120 steps .* have no value/ });
    await gap.waitFor();
    await findings.getByRole('treeitem', { name: /Yearly season/ }).waitFor();
    await app.screenshot('explore-findings');
    await findings.getByRole('treeitem', { name: /Yearly season/ }).click();
    await page.getByTestId('profile').waitFor();
    await gap.click();
    await chart().waitFor();
  });

  test('a note is written at the value that is read, listed, removed, and brought back', async () => {
    const { page } = app;
    await chart().focus();
    await page.keyboard.press('Control+Alt+N');
    await page.getByTestId('quick-input').fill('The till was broken');
    await page.keyboard.press('Enter');
    const notes = page.getByRole('tree', { name: 'Notes' });
    const note = notes.getByRole('treeitem', { name: 'The till was broken' });
    await note.click();
    // The moment that the finding led to: the first of the gap.
    expect(await note.innerText()).toContain('2013-09-01');
    await app.screenshot('explore-notes');
    await notes.focus();
    await page.keyboard.press('Delete');
    await notes.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await notes.getByRole('treeitem', { name: 'The till was broken' }).waitFor();
  });

  test('a thousand series are looked through by keyboard: found, ticked, and shown alone', async () => {
    const { page } = app;
    await open('shops.csv', (file) => writeFileSync(file, shopsCsv()));
    await row('Shop 0001').waitFor();
    expect(await tree().getByRole('treeitem').count()).toBeLessThan(120);
    expect(await row('Shop 0001').getAttribute('aria-setsize')).toBe(String(shops));
    await tree().focus();
    await page.keyboard.press('End');
    await row('Shop 1000').waitFor();
    expect(await row('Shop 1000').getAttribute('aria-posinset')).toBe(String(shops));
    await page.keyboard.press(' ');
    await expect.poll(() => row('Shop 1000').getAttribute('aria-checked')).toBe('true');
    await expect.poll(() => chart().getAttribute('aria-label')).toMatch(/Shop 0001.*Shop 1000/s);
    await app.screenshot('explore-thousand');
    await page.getByTestId('explore-series-filter').fill('0777');
    await expect.poll(() => tree().getByRole('treeitem').count()).toBe(2);
    await row('Shop 0777').click();
    await expect.poll(() => chart().getAttribute('aria-label')).toMatch(/Shop 0777/);
    expect(await chart().getAttribute('aria-label')).not.toMatch(/Shop 0001/);
    await row('Shop 0777').hover();
    await row('Shop 0777').getByRole('button', { name: 'Show in the table' }).click();
    await page.getByTestId('tab-table').and(page.locator('[aria-selected="true"]')).waitFor();
    await page.getByRole('gridcell', { name: 'Shop 0777' }).first().waitFor();
  });

  test('what the views do is in the palette too', async () => {
    const { page } = app;
    await command(page, 'explore.toggleSeries');
    await page.getByTestId('quick-input').fill('0042');
    await page.keyboard.press('Enter');
    await page.getByTestId('explore-series-filter').fill('0042');
    await expect.poll(() => row('Shop 0042').getAttribute('aria-checked')).toBe('true');
    await command(page, 'explore.goToFinding');
    await page.getByTestId('quick-input').fill('median');
    await page.keyboard.press('Enter');
    await page.getByTestId('profile').waitFor();
  });

  test('in every theme and at 400 % nothing is cut off', async () => {
    const { page } = app;
    await page.getByTestId('explore-series-filter').fill('');
    for (const [theme, colorScheme, contrast] of [
      ['light', 'light', 'no-preference'],
      ['hc-dark', 'dark', 'more'],
      ['hc-light', 'light', 'more'],
      ['dark', 'dark', 'no-preference'],
    ] as const) {
      await page.emulateMedia({ colorScheme, contrast });
      await page.waitForFunction((name) => document.documentElement.dataset['theme'] === name, theme);
      await app.screenshot(`explore-views-${theme}`);
    }
    for (let step = 0; step < 8; step++) await page.keyboard.press('Control+=');
    await page.waitForFunction(() => innerWidth <= 370);
    await page.keyboard.press('Control+Shift+D');
    await row('Shop 0001').waitFor();
    const tooWide = await page
      .locator('[data-part="sidebar"] .view-body')
      .evaluateAll((bodies) => bodies.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
    expect(tooWide).toBe(0);
    await page.keyboard.press('Control+0');
  });
});
