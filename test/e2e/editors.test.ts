/** Tabs, groups and windows by keyboard in the real app, and that everything is where it was left. */
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';
import { ROOT } from './runtime.ts';

const SAMPLES = ['air-passengers', 'stock-prices'] as const;

async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+Shift+P');
  await page.getByTestId('palette-input').pressSequentially(name);
  await page.keyboard.press('Enter');
}

/** The tabs of each group in the window's order, the active one of each in brackets, pinned ones with an exclamation mark. */
function layout(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.dv-groupview')]
      .map((group) => ({ group, box: group.getBoundingClientRect() }))
      .sort((a, b) => a.box.left - b.box.left || a.box.top - b.box.top)
      .map(({ group }) =>
        [...group.querySelectorAll('.dv-tab')]
          .map((tab) => {
            const title = tab.querySelector('.tab-title')?.textContent ?? '';
            const marked = tab.querySelector('.tab.pinned') ? `!${title}` : title;
            return tab.classList.contains('dv-active-tab') ? `[${marked}]` : marked;
          })
          .join(' '),
      ),
  );
}

const soon = { timeout: 15_000 };

describeApp('editors by keyboard', () => {
  let folder = '';
  let app: RunningApp;
  let names: string[] = [];
  beforeAll(async () => {
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'hindcast-editors-')));
    app = await launch({ folder });
    for (const sample of SAMPLES) {
      await app.page.getByText('Welcome', { exact: true }).first().click();
      await app.page.getByTestId(`sample-${sample}`).click();
      await app.page.getByTestId('series-chart').waitFor();
    }
    names = await app.page.locator('.tab-title').allInnerTexts();
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  test('split, move and focus groups', async () => {
    const { page } = app;
    const [welcome = '', air = '', prices = ''] = names;
    expect(await layout(page)).toEqual([`${welcome} ${air} [${prices}]`]);
    await page.keyboard.press('Control+\\');
    await expect.poll(() => layout(page), soon).toEqual([`${welcome} ${air} [${prices}]`, `[${prices}]`]);
    await page.keyboard.press('Control+1');
    await page.keyboard.press('Control+Alt+ArrowDown');
    await expect.poll(() => layout(page), soon).toEqual([`[${welcome}] ${air}`, `[${prices}]`, `[${prices}]`]);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+ArrowUp');
    await page.keyboard.press('Control+Alt+ArrowRight');
    await expect.poll(() => layout(page), soon).toEqual([`[${air}]`, `[${prices}]`, `${prices} [${welcome}]`]);
    await app.screenshot('editors-grid');
  });

  test('the order of use is shown while the key is held, and opens on letting go', async () => {
    const { page } = app;
    await page.keyboard.down('Control');
    await page.keyboard.press('Tab');
    await page.getByTestId('recent-switcher').waitFor();
    const chosen = await page.getByTestId('recent-switcher').locator('[aria-selected="true"]').innerText();
    await app.screenshot('editors-recent');
    await page.keyboard.up('Control');
    expect(await page.getByTestId('recent-switcher').count()).toBe(0);
    expect(await page.title()).toContain(chosen.split('\n')[0]);
  });

  test('a pinned tab stays when the others are closed, and closed ones come back', async () => {
    const { page } = app;
    const [welcome = '', air = '', prices = ''] = names;
    await page.keyboard.press('Control+3');
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Shift+Enter');
    await expect.poll(() => layout(page), soon).toEqual([`[${air}]`, `[${prices}]`, `[!${welcome}] ${prices}`]);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+w');
    await expect.poll(() => layout(page), soon).toEqual([`[!${welcome}]`]);
    await page.keyboard.press('Control+w');
    expect(await layout(page)).toEqual([`[!${welcome}]`]);
    await page.keyboard.press('Control+Shift+t');
    await expect.poll(() => layout(page), soon).toEqual([`!${welcome} [${prices}]`]);
  });

  test('breadcrumbs lead to what stands beside', async () => {
    const { page } = app;
    const [, air = '', prices = ''] = names;
    const crumbs = page.getByTestId('editor-dataset').filter({ visible: true }).getByTestId('breadcrumbs');
    expect((await crumbs.innerText()).split('\n').map((text) => text.trim())).toEqual(['workspace', prices, 'Chart']);
    await command(page, 'focus breadcrumbs');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.getByTestId('breadcrumb-input').waitFor();
    await app.screenshot('editors-breadcrumbs');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.title(), soon).toContain(air);
  });

  test('tabs, breadcrumbs and title bars are without fault for assistive technology', async () => {
    const { page } = app;
    await page.evaluate(readFileSync(path.join(ROOT, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8'));
    const faults = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: (where: string) => Promise<{ violations: Array<{ id: string; nodes: Array<{ html: string }> }> }> };
      };
      const { violations } = await axe.run('[data-part="editors"] .dv-tabs-and-actions-container, [data-testid="breadcrumbs"]');
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
    });
    expect(faults).toEqual([]);
  });

  test('zen mode shows editors alone and two escapes leave it', async () => {
    const { page } = app;
    await page.keyboard.press('Control+k');
    await page.keyboard.press('z');
    await expect.poll(() => page.locator('[data-part]').count(), soon).toBe(1);
    await app.screenshot('editors-zen');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('[data-part]').count(), soon).toBeGreaterThan(2);
  });

  test('the tab menu closes to the right and names the file', async () => {
    const { page } = app;
    await page
      .locator('.tab', { hasText: names[1] ?? '' })
      .first()
      .click({ button: 'right' });
    await app.screenshot('editors-tab-menu');
    await page.getByRole('menuitem', { name: 'Copy path' }).click();
    const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied).toMatch(/\.csv$/);
  });

  test('a further window has a workspace of its own, and one folder opens once', async () => {
    const { page } = app;
    const other = path.join(folder, 'other');
    await mkdir(other);
    const opening = app.electron.waitForEvent('window');
    await page.evaluate((target) => {
      const { hindcast } = globalThis as unknown as { hindcast: { call: (method: string, params: unknown) => unknown } };
      void hindcast.call('shell.openWorkspace', { path: target, where: 'new' });
    }, other);
    const second = await opening;
    await second.getByTestId('status-workspace').getByText('other').waitFor();
    expect(await page.getByTestId('status-workspace').innerText()).toContain('workspace');
    const engines = (): Promise<number> =>
      app.electron.evaluate(({ app: electron }) => {
        const named = (metric: { name?: string; serviceName?: string }): boolean =>
          metric.name === 'Hindcast Engine' || metric.serviceName === 'Hindcast Engine';
        return electron.getAppMetrics().filter(named).length;
      });
    expect(await engines()).toBe(2);
    // A value that all windows share reaches the other one; the folder that is open already only comes to the front.
    await writeFile(path.join(folder, 'shared.csv'), 'date,value\n2024-01-01,1\n2024-01-02,2\n2024-01-03,3\n');
    await second.evaluate(
      (paths) => {
        const { hindcast } = globalThis as unknown as { hindcast: { call: (method: string, params: unknown) => unknown } };
        void hindcast.call('shell.openPaths', { paths });
      },
      [path.join(folder, 'shared.csv'), other],
    );
    await second.getByTestId('editor-import').waitFor();
    // Shared values are written, and told to the other windows, after a pause.
    await page.waitForTimeout(1200);
    await page.keyboard.press('Control+r');
    await page.locator('[role=option]', { hasText: 'shared.csv' }).waitFor();
    expect(app.electron.windows()).toHaveLength(2);
    await app.screenshot('editors-recent-list');
    await page.keyboard.press('Escape');
  });

  test('both windows, their tabs and their order are there at the next start', async () => {
    const before = await layout(app.page);
    await app.close();
    app = await launch({ folder });
    await expect.poll(() => app.electron.windows().length, soon).toBe(2);
    const titles = (): Promise<string[]> => Promise.all(app.electron.windows().map((window) => window.title()));
    await expect.poll(async () => (await titles()).filter((title) => title.includes('other')).length, soon).toBe(1);
    const first = app.electron.windows()[(await titles()).findIndex((title) => !title.includes('other'))];
    await expect.poll(() => (first ? layout(first) : []), soon).toEqual(before);
  });
});
