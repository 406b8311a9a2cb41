/** A difference in the form of a training: told what it does, refused where it cannot be, trained and exported. */
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onnxShape, saveDialogAnswers } from './actions.ts';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';

describeApp('a training that learns differences', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launch();
    await app.page.getByTestId('sample-air-passengers').click();
    await app.page.getByTestId('series-chart').waitFor();
    await app.page.getByTestId('train-open').first().click();
    await app.page.getByTestId('train-advanced').click();
  });
  afterAll(() => app.close());

  test('says what it will do', async () => {
    const { page } = app;
    await page.getByTestId('train-difference').fill('12');
    await expect.poll(() => page.getByTestId('train-estimate').innerText()).toMatch(/Difference\s+12/);
    await page.getByTestId('train-difference').scrollIntoViewIfNeeded();
    await app.screenshot('difference');
  });

  test('is refused at its field where the context is too short', async () => {
    const { page } = app;
    await page.getByTestId('train-context').fill('12');
    const field = page.getByTestId('train-difference');
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    await page
      .getByText(/Expected a difference of less than the context of 12 steps but received 12/)
      .first()
      .waitFor();
    await app.screenshot('difference-refused');
    await page.getByTestId('train-context').fill('36');
    await expect.poll(() => field.getAttribute('aria-invalid')).not.toBe('true');
  });

  test('trains, and exports a file that stands alone', async () => {
    const { page } = app;
    await page.getByTestId('train-start').click();
    await page.getByTestId('run-verdict').waitFor({ timeout: 60_000 });
    const file = path.join(app.folder, 'differences.onnx');
    await saveDialogAnswers(app, file);
    await page.getByTestId('run-export').click();
    await page.getByTestId('export-result').waitFor({ timeout: 60_000 });
    expect(await page.getByTestId('export-result').innerText()).toMatch(/differ from those in here by at most/);
    expect(await onnxShape(file, 36, 'float64')).toEqual([2, 12, 9]);
  });
});
