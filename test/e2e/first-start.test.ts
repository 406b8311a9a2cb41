/** The first start: from nothing to a forecast by three clicks, how long that takes, and the walk that ticks itself. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';

const promisedSeconds = 60;

describeApp('the first start', () => {
  let app: RunningApp;
  let started = 0;
  beforeAll(async () => {
    started = Date.now();
    app = await launch();
  });
  afterAll(() => app.close());

  const done = (): Promise<string[]> =>
    app.page
      .locator('[data-testid^="step-"][data-done="true"]')
      .evaluateAll((steps) => steps.map((step) => step.getAttribute('data-testid')!.slice(5)));
  const showWelcome = async (): Promise<void> => {
    await app.page.locator('.tab', { hasText: 'Welcome' }).click();
    await app.page.getByTestId('step-opened').waitFor();
  };

  test('nothing is done, nothing is asked, and each step says what to do', async () => {
    const { page } = app;
    await page.locator('[data-testid^="sample-"]').nth(5).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.locator('[data-testid^="step-"]').count()).toBe(5);
    expect(await done()).toEqual([]);
    await app.screenshot('first-welcome');
  });

  test('a forecast is there at once, while the model trains', async () => {
    const { page } = app;
    await page.getByTestId('sample-beijing-air').click();
    await page.getByTestId('train-open').first().click();
    await page.getByTestId('train-preset-accurate').click();
    await page.getByTestId('train-start').click();
    await page.getByTestId('run-baseline').getByTestId('forecast-chart').waitFor({ timeout: 60_000 });
    const seconds = (Date.now() - started) / 1000;
    console.log(`From the start of the program to the first forecast: ${seconds.toFixed(1)} s.`);
    expect(await page.getByTestId('run-live').count()).toBe(1);
    await page.getByTestId('run-baseline').scrollIntoViewIfNeeded();
    await page.waitForTimeout(300);
    await app.screenshot('first-baseline');
    expect(seconds).toBeLessThan(promisedSeconds);
    await page.getByTestId('run-stop').click();
    await page.getByTestId('run-verdict').waitFor({ timeout: 60_000 });
    expect(await page.getByTestId('run-baseline').count()).toBe(0);
    await page.getByTestId('forecast-chart').waitFor();
    console.log(`To the first forecast of a trained model, stopped early: ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  });

  test('the walk has ticked what was done, wherever it was done', async () => {
    const { page } = app;
    await showWelcome();
    expect(await done()).toEqual(['opened', 'looked', 'trained', 'compared']);
    await app.screenshot('first-walk');
    await page.getByTestId('step-forecast').click();
    await page.getByTestId('walk-run-forecast').click();
    await page.getByTestId('forecast-reading').waitFor();
    await showWelcome();
    expect(await done()).toEqual(['opened', 'looked', 'trained', 'compared', 'forecast']);
  });
});
