/** The whole job with keys alone: open, look, fix, train, compare, forecast, export. No pointer event reaches the page. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDialogAnswers, saveDialogAnswers, writeSales } from './actions.ts';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';

const pointerEvents = ['pointerdown', 'pointermove', 'pointerup', 'mousedown', 'mousemove', 'mouseup', 'wheel', 'dblclick', 'touchstart'];

describeApp('the whole job by keyboard', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launch();
    await app.page.evaluate((types) => {
      const heard: string[] = [];
      Object.assign(globalThis, { heardPointer: heard });
      // Where what lies below a resting pointer changes, the browser sends a move of no distance.
      const isRest = (event: Event): boolean =>
        event instanceof MouseEvent && event.type.endsWith('move') && event.movementX === 0 && event.movementY === 0;
      for (const type of types) addEventListener(type, (event) => isRest(event) || heard.push(type), true);
      // A click that a key makes has no coordinates and no count.
      addEventListener('click', (event) => event.detail > 0 && heard.push('click'), true);
    }, pointerEvents);
  });
  afterAll(() => app.close());

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await app.page.keyboard.press(key);
  };
  const command = async (text: string): Promise<void> => {
    await press('Control+Shift+P');
    await app.page.getByTestId('palette-input').waitFor();
    await app.page.keyboard.type(text);
    await press('Enter');
  };
  const quickOpen = async (text: string): Promise<void> => {
    await press('Control+P');
    await app.page.getByTestId('palette-input').waitFor();
    await app.page.keyboard.type(text);
    await press('Enter');
  };
  const focused = (): Promise<string> =>
    app.page.evaluate(() => {
      const element = document.activeElement;
      return [element?.closest('[data-part]')?.getAttribute('data-part'), element?.getAttribute('role') ?? element?.tagName].join(' ');
    });
  /** Tab until something has the focus, as far as somebody would go. */
  const tabTo = async (testid: string, most = 40): Promise<void> => {
    for (let step = 0; step < most; step++) {
      if (await app.page.evaluate((id) => document.activeElement?.getAttribute('data-testid') === id, testid)) return;
      await press('Tab');
    }
    throw new Error(`${testid} was not reached by ${most} tabs; the focus is on ${await focused()}.`);
  };

  test('opens and imports a file', async () => {
    const file = path.join(app.folder, 'sales.csv');
    writeSales(file);
    await openDialogAnswers(app, file);
    await app.page.locator('[data-testid^="sample-"]').first().waitFor();
    await press('Control+O');
    await app.page.getByTestId('import-run').waitFor();
    await app.page.getByTestId('column-role-sales').waitFor();
    await app.screenshot('keyboard-1-import');
    await press('Control+Enter');
    await app.page.getByTestId('series-chart').waitFor();
  });

  test('looks at the table, goes to a row, and back to the chart', async () => {
    await command('Show the table');
    await app.page.getByRole('grid').waitFor();
    await press('Control+G');
    await app.page.keyboard.type('22');
    await press('Enter');
    await app.page.getByText('missing').first().waitFor();
    await app.screenshot('keyboard-2-table');
  });

  test('fixes a problem from the list of problems', async () => {
    await press('Control+Shift+M');
    expect(await focused()).toBe('panel tree');
    await press('F8', 'Control+.');
    await app.page.getByRole('menuitem').first().waitFor();
    await app.screenshot('keyboard-3-fixes');
    const items = await app.page.getByRole('menuitem').allInnerTexts();
    const wanted = items.findIndex((text) => /Interpolate|missing/.test(text));
    expect(wanted, items.join(' | ')).toBeGreaterThanOrEqual(0);
    for (let step = 0; step < wanted; step++) await press('ArrowDown');
    await press('Enter');
    await app.page.locator('[data-testid="tab-fixes"]', { hasText: '1' }).waitFor();
  });

  test('trains twice, with another network the second time', async () => {
    await press('Control+Shift+Enter');
    await app.page.getByTestId('train-estimate').waitFor();
    await app.screenshot('keyboard-4-train');
    await press('Control+Enter');
    await app.page.getByTestId('run-verdict').waitFor({ timeout: 60_000 });
    await app.screenshot('keyboard-5-run');
    await command('Change the settings and train again');
    await app.page.getByTestId('train-horizon').filter({ visible: true }).waitFor();
    await tabTo('train-target');
    await tabTo('train-horizon');
    await tabTo('train-advanced');
    if ((await app.page.getByTestId('train-advanced').getAttribute('aria-expanded')) !== 'true') await press('Enter');
    await tabTo('train-hidden');
    await press('Control+A');
    await app.page.keyboard.type('8');
    await press('Control+Enter');
    await app.page
      .getByTestId('run-live')
      .or(app.page.getByTestId('run-verdict').filter({ visible: true }))
      .first()
      .waitFor();
    await app.page.getByTestId('run-verdict').filter({ visible: true }).waitFor({ timeout: 60_000 });
  });

  test('compares the two runs in the table and beside each other', async () => {
    await press('Control+K', 'Control+R');
    await app.page.getByTestId('runs-grid').waitFor();
    await tabTo('runs-grid');
    await press('Control+A', 'Control+Enter');
    await app.page
      .getByTestId('compare-verdict')
      .getByText(/is best|chance/)
      .first()
      .waitFor();
    await app.page.waitForTimeout(300);
    await app.screenshot('keyboard-6-compare');
  });

  test('keeps a forecast from the list of runs, by its menu, and saves it', async () => {
    await press('Control+Shift+X');
    expect(await focused()).toBe('sidebar tree');
    await press('Enter');
    await app.page.getByTestId('run-verdict').filter({ visible: true }).waitFor();
    await press('Control+K', 'Control+E');
    await app.page.getByTestId('forecast-reading').waitFor();
    await app.screenshot('keyboard-7-forecast');
    const csv = path.join(app.folder, 'forecast.csv');
    await saveDialogAnswers(app, csv);
    await press('Control+E');
    await expect.poll(() => readFileSync(csv, 'utf8').trim().split('\n').length, { timeout: 10_000 }).toBe(13);
  });

  test('exports the model from the menu of the run', async () => {
    const onnx = path.join(app.folder, 'model.onnx');
    await saveDialogAnswers(app, onnx);
    await press('Control+Shift+X', 'Shift+F10');
    await app.page.getByRole('menuitem').first().waitFor();
    const items = await app.page.getByRole('menuitem').allInnerTexts();
    const wanted = items.findIndex((text) => /ONNX/.test(text));
    for (let step = 0; step < wanted; step++) await press('ArrowDown');
    await app.screenshot('keyboard-8-menu');
    await press('Enter');
    await app.page.getByTestId('export-result').waitFor({ timeout: 30_000 });
    expect(statSync(onnx).size).toBeGreaterThan(1000);
  });

  test('goes anywhere by name, and from part to part', async () => {
    await quickOpen('sales');
    await app.page.getByTestId('tab-table').filter({ visible: true }).waitFor();
    const parts = new Set<string>();
    for (let step = 0; step < 5; step++) {
      await press('F6');
      parts.add((await focused()).split(' ')[0]!);
    }
    expect([...parts].sort()).toEqual(['activity', 'editors', 'panel', 'sidebar', 'status']);
  });

  test('no pointer was used', async () => {
    expect(await app.page.evaluate(() => (globalThis as unknown as { heardPointer: string[] }).heardPointer)).toEqual([]);
  });
});
