/** Nothing is lost: the whole app is killed while it trains, with a split layout, a form half filled in, and texts that are not saved. */
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSyntheticRuns } from '../../bench/compare/synthetic-runs.ts';
import { describeApp, killHard, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';

const tabs = (page: Page): Promise<string[]> => page.locator('.tab-title').allInnerTexts();

/** Long enough to be killed in the middle of. */
async function startLongTraining(page: Page): Promise<void> {
  await page.getByTestId('train-open').filter({ visible: true }).first().click();
  await page.getByTestId('train-estimate').waitFor();
  await page.getByTestId('train-advanced').click();
  await page.getByTestId('train-name').fill('Survivor');
  await page.getByTestId('train-hidden').fill('64');
  await page.getByTestId('train-epochs').fill('3000');
  await page.getByTestId('train-patience').fill('3000');
  await expect.poll(() => page.getByTestId('train-start').isEnabled(), soon).toBe(true);
  await page.getByTestId('train-start').click();
  await page.getByTestId('editor-run').waitFor();
}

const soon = { timeout: 15_000 };

describeApp('a killed app', () => {
  let folder = '';
  let app: RunningApp;
  let before: string[] = [];
  beforeAll(async () => {
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'hindcast-survival-')));
    app = await launch({ folder });
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  test('is killed while it trains, beside a form that was just filled in', async () => {
    const { page } = app;
    await page.getByTestId('sample-air-passengers').click();
    await page.getByTestId('series-chart').waitFor();
    await startLongTraining(page);
    await page.keyboard.press('Control+\\');
    await expect.poll(() => page.locator('.dv-groupview').count(), soon).toBe(2);
    await page.keyboard.press('Control+Shift+Enter');
    await page.locator('[role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('train-horizon').filter({ visible: true }).waitFor();
    // A checkpoint needs its time; the draft is written within a second of the last key.
    await page.waitForTimeout(6000);
    await page.getByTestId('train-horizon').filter({ visible: true }).fill('17');
    await expect.poll(() => page.locator('.tab.dirty').count(), soon).toBe(1);
    await app.screenshot('survival-before');
    await page.waitForTimeout(1100);
    before = await tabs(page);
    await app.kill();
  });

  test('has its layout, its editors, the draft and the run at the next start', async () => {
    app = await launch({ folder });
    const { page } = app;
    await expect.poll(() => tabs(page), soon).toEqual(before);
    expect(await page.locator('.dv-groupview').count()).toBe(2);
    await page.getByTestId('train-horizon').filter({ visible: true }).waitFor();
    expect(await page.getByTestId('train-horizon').filter({ visible: true }).inputValue()).toBe('17');
    expect(await page.locator('.tab.dirty').count()).toBe(1);
    // In a notification, or where the run itself is in front.
    await page
      .getByText(/was interrupted|The engine ended during this training/)
      .filter({ visible: true })
      .first()
      .waitFor();
    expect(await page.getByTestId('status-interrupted').innerText()).toContain('1 interrupted');
    await app.screenshot('survival-after');
    expect(app.problems).toEqual([]);
  });

  test('asks in its place before a draft is thrown away', async () => {
    const { page } = app;
    await page.locator('.tab.dirty').click();
    await page.keyboard.press('Control+w');
    await page.getByTestId('unsaved-bar').waitFor();
    await app.screenshot('survival-unsaved');
    await page.getByTestId('unsaved-keep').click();
    expect(await tabs(page)).toEqual(before);
    await page.keyboard.press('Control+w');
    await page.getByTestId('unsaved-discard').click();
    await expect.poll(() => page.locator('.tab.dirty').count(), soon).toBe(0);
  });

  test('resumes the run, and survives its page being killed meanwhile', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Resume' }).first().click();
    await expect.poll(() => page.getByTestId('status-jobs').innerText(), soon).toContain('Survivor');
    await expect.poll(() => page.getByTestId('status-interrupted').count(), soon).toBe(0);
    const renderer = await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
    const loaded = page.waitForEvent('load', { timeout: 15_000 }).catch(() => undefined);
    killHard(renderer ?? 0);
    await loaded;
    app.problems.length = 0;
    const open = await app.electron.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      for (let tries = 0; tries < 100; tries++) {
        const text: unknown = await contents
          ?.executeJavaScript('document.querySelector(\'[data-testid="status-jobs"]\')?.innerText ?? ""')
          .catch(() => '');
        if (String(text).includes('Survivor')) return String(text);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return '';
    });
    expect(open).toContain('Survivor');
  });

  test('is left while it trains, and training goes on by itself at the next start', async () => {
    await app.close();
    app = await launch({ folder });
    await expect.poll(() => app.page.getByTestId('status-jobs').innerText({ timeout: 15_000 }), soon).toContain('Survivor');
    await app.page.keyboard.press('Control+Shift+P');
    await app.page.getByTestId('palette-input').pressSequentially('startup performance');
    await app.page.keyboard.press('Enter');
    expect(await app.page.getByTestId('startup-lead').innerText()).toMatch(/\d+ ms/);
    await app.screenshot('survival-startup');
  });
});

describeApp('texts that were not saved', () => {
  let folder = '';
  let app: RunningApp;
  beforeAll(async () => {
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'hindcast-drafts-')));
    await writeSyntheticRuns(path.join(folder, 'workspace'), { runs: 3, epochs: 20, sameData: true });
    await writeFile(path.join(folder, 'dates.csv'), 'day,sold\n01/02/2024,3\n02/02/2024,4\n03/02/2024,5\n04/02/2024,7\n05/02/2024,6\n');
    app = await launch({ folder, files: [path.join(folder, 'dates.csv')] });
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  test('are marked where they stand, and the app is killed', async () => {
    const { page } = app;
    await page.getByTestId('import-questions').waitFor();
    expect(await page.getByTestId('import-run').isEnabled()).toBe(false);
    await page.getByTestId('import-questions').getByRole('radio').first().check();
    await expect.poll(() => page.locator('.tab.dirty').count(), soon).toBe(1);
    expect(await page.getByTestId('import-error').count()).toBe(0);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+r');
    await page.getByTestId('runs-grid').waitFor();
    await page.getByTestId('runs-grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('F2');
    await page.getByTestId('cell-input').fill('A name that was not kept');
    await expect.poll(() => page.locator('.tab.dirty').count(), soon).toBe(2);
    await app.screenshot('drafts-before');
    await page.waitForTimeout(1100);
    await app.kill();
  });

  test('are there again at the next start, and are kept where they belong', async () => {
    app = await launch({ folder });
    const { page } = app;
    const input = page.getByTestId('cell-input');
    await input.waitFor();
    expect(await input.inputValue()).toBe('A name that was not kept');
    expect(await page.locator('.tab.dirty').count()).toBe(2);
    await app.screenshot('drafts-after');
    await input.press('Enter');
    await page.getByTestId('runs-grid').getByText('A name that was not kept').waitFor();
    await expect.poll(() => page.locator('.tab.dirty').count(), soon).toBe(1);
    await page.locator('.tab.dirty').click();
    // The answer was given before the kill, so that nothing is asked any more.
    await expect.poll(() => page.getByTestId('import-run').isEnabled(), soon).toBe(true);
    await page.getByTestId('import-run').click();
    await page.getByTestId('series-chart').waitFor();
    expect(await page.locator('.tab.dirty').count()).toBe(0);
    expect(app.problems).toEqual([]);
  });
});
