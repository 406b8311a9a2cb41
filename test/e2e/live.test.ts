/** Several trainings at once in the real window: the queue, pausing, resuming, stopping with the best, and what is left at the next start. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';

/** Others may work on the machine too. */
const soon = { timeout: 20_000 };

async function palette(app: RunningApp, text: string): Promise<void> {
  const { page } = app;
  await page.keyboard.press('Control+Shift+P');
  await page.getByTestId('palette-input').pressSequentially(text);
  await page.keyboard.press('Enter');
}

describeApp('trainings in a queue', () => {
  let home: string;
  let app: RunningApp;
  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'hindcast-live-'));
    app = await launch({ folder: home });
  });
  afterAll(async () => {
    await app.close();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  });

  const state = (): Promise<string> => app.page.getByTestId('run-state').last().innerText();
  const rows = (list: string): Promise<string[]> =>
    app.page.getByRole('list', { name: list }).locator('.text > :first-child').allInnerTexts();

  test('are set up in a form and as JSON, which are two views of one draft', async () => {
    const { page } = app;
    await page.getByTestId('sample-beijing-air').click();
    await page.getByTestId('series-chart').waitFor();
    await page.getByTestId('train-open').first().click();
    await page.getByTestId('train-covariates').waitFor();
    await page.getByTestId('train-several').click();
    await page.getByTestId('train-several-gru').check();
    await page.getByTestId('train-several-rnn').check();
    await page.getByTestId('train-advanced').click();
    await page.getByTestId('train-dropout').fill('1.5');
    await page.getByText('Allowed: less than 1. Received: 1.5.').waitFor();
    await app.screenshot('live-form');
    await page.getByTestId('train-advanced').scrollIntoViewIfNeeded();
    await page.waitForTimeout(200);
    await app.screenshot('live-form-advanced');
    await page.getByTestId('tab-json').click();
    const editor = page.getByRole('textbox', { name: 'Settings of the training as JSON' });
    await editor.waitFor();
    expect(await editor.innerText()).toContain('"dropout": 1.5');
    expect(await page.getByTestId('train-json-problems').innerText()).toMatch(/less than 1 for model\.dropout but received 1\.5/);
    await page.waitForTimeout(400);
    await app.screenshot('live-json');
    await editor.press('Control+A');
    await page.keyboard.insertText('{"data": {"target": "pm25", "horizon": 24}, "model": {"dropout": 0.2, "hidden": 16');
    await page.getByTestId('tab-form').click();
    await page.getByTestId('train-json-broken').waitFor();
    await page.getByTestId('tab-json').click();
    await editor.press('Control+End');
    await page.keyboard.insertText('}}');
    await expect.poll(() => page.getByTestId('train-json-problems').count(), soon).toBe(0);
    await page.getByTestId('tab-form').click();
    expect(await page.getByTestId('train-dropout').inputValue()).toBe('0.2');
    expect(await page.getByTestId('train-start').innerText()).toBe('Start 2 trainings');
    await app.electron.evaluate(({ clipboard }) => clipboard.clear());
    await page.getByTestId('train-copy-command').click();
    await expect
      .poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText()), soon)
      .toMatch(/^hindcast train .*beijing.* --hidden 16 /);
  });

  test('wait for their turn where only one may run', async () => {
    const { page } = app;
    await page.locator('.tab', { hasText: 'Welcome' }).click();
    await page.getByTestId('sample-air-passengers').click();
    await page.getByTestId('series-chart').waitFor();
    await palette(app, 'how many jobs');
    await page.getByTestId('quick-input').fill('1');
    await page.keyboard.press('Enter');
    for (const name of ['first', 'second', 'third']) {
      await page.locator('.tab', { hasText: /^Air/ }).first().click();
      await page.getByTestId('train-open').first().click();
      await page.getByTestId('train-start').waitFor();
      if (!(await page.getByTestId('train-name').isVisible())) await page.getByTestId('train-advanced').click();
      await page.getByTestId('train-name').fill(name);
      await page.getByTestId('train-epochs').fill('20000');
      await page.getByTestId('train-patience').fill('20000');
      await expect.poll(() => page.getByTestId('train-start').isEnabled(), soon).toBe(true);
      await page.getByTestId('train-start').click();
      await page.getByTestId('run-state').last().waitFor();
    }
    await palette(app, 'show jobs');
    await page.getByTestId('jobs-waiting').waitFor();
    expect(await rows('At work')).toEqual(['first']);
    expect(await rows('Waiting')).toEqual(['second', 'third']);
    expect(await page.getByTestId('status-jobs').innerText()).toMatch(/first.*2 waiting/);
    expect(await state()).toMatch(/Waiting/);
    await app.screenshot('live-queue');
    await page.getByRole('button', { name: 'Move third up' }).click();
    await expect.poll(() => rows('Waiting'), soon).toEqual(['third', 'second']);
  });

  test('one is paused by its key and another begins; it goes on where it stood', async () => {
    const { page } = app;
    await page
      .getByRole('list', { name: 'At work' })
      .getByRole('button', { name: /^first/ })
      .click();
    await page.getByTestId('run-live').waitFor();
    await page.keyboard.press('F5');
    await expect.poll(state, soon).toMatch(/Paused/);
    expect(await page.getByTestId('run-problem').innerText()).toMatch(/It stands still at epoch \d+/);
    await app.screenshot('live-paused');
    await expect.poll(() => rows('At work'), soon).toEqual(['third']);
    await page.getByTestId('run-resume').click();
    await expect.poll(() => rows('Waiting'), soon).toEqual(['second', 'first']);
    await page.getByTestId('run-start-now').click();
    await expect.poll(state, soon).toMatch(/Training/);
    await expect.poll(() => rows('At work'), soon).toEqual(['third', 'first']);
  });

  test('one is stopped with its best and judged', async () => {
    const { page } = app;
    await page.waitForTimeout(1500);
    await app.screenshot('live-running');
    await page.keyboard.press('Shift+F5');
    await page.getByTestId('run-verdict').waitFor({ timeout: 30_000 });
    expect(await state()).toMatch(/Done/);
    await page.getByTestId('run-live').waitFor({ state: 'detached' });
  });

  test('what trained when the window was closed goes on at the next start, and what waited is offered', async () => {
    expect(await rows('Waiting')).toEqual(['second']);
    await app.close();
    app = await launch({ folder: home });
    const { page } = app;
    await page.getByText('1 job waited when Hindcast was closed.').first().waitFor();
    await palette(app, 'show jobs');
    await expect.poll(() => rows('At work'), soon).toEqual(['third']);
    await app.screenshot('live-left');
    await page.getByRole('button', { name: 'Start it' }).first().click();
    await expect.poll(() => rows('Waiting'), soon).toEqual(['second']);
    await page
      .getByRole('list', { name: 'At work' })
      .getByRole('button', { name: /^Cancel/ })
      .click();
    await expect.poll(() => rows('Ended today'), soon).toContain('third');
  });

  test('settings are searched for, live, and the best becomes a training', async () => {
    const { page } = app;
    await palette(app, 'search settings');
    await page.getByTestId('quick-input').fill('Air p');
    await page.keyboard.press('Enter');
    await page.getByTestId('search-budgetSeconds').waitFor();
    await page.getByTestId('search-budgetSeconds').fill('8');
    await page.getByTestId('search-seeds').fill('2');
    await page.getByTestId('search-finalists').fill('1');
    await app.screenshot('live-search');
    await page.getByTestId('search-start').click();
    // One at once is still the limit, and one trains.
    await page
      .getByTestId('study-waits')
      .getByText(/Waits for the end of second/)
      .waitFor();
    await page.getByTestId('study-start-now').click();
    await page.getByTestId('study-live').waitFor();
    await page.getByTestId('study-train-1').waitFor({ timeout: 20_000 });
    await app.screenshot('live-study');
    await page.getByTestId('study-stop').click();
    await expect.poll(() => page.getByTestId('study-state').innerText(), soon).toMatch(/Stopped/);
    await page.getByTestId('study-resume').click();
    await page.getByTestId('study-start-now').click();
    await expect.poll(() => page.getByTestId('study-state').innerText(), soon).toMatch(/Done/);
    await page.getByTestId('study-train-1').click();
    await page.getByTestId('tab-json').click();
    expect(await page.getByRole('textbox', { name: 'Settings of the training as JSON' }).innerText()).toContain('"epochs"');
  });
});
