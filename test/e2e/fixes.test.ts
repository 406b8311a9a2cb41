/** A file with faults: imported, fixed with one click, undone, done again, and still fixed after a restart; other formats dropped. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Locator } from 'playwright-core';
import writeXlsxFile from 'write-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';

const home = mkdtempSync(path.join(tmpdir(), 'hindcast-fixes-e2e-'));
const rows = Array.from({ length: 60 }, (_, i) => i);
const day = (i: number): Date => new Date(Date.UTC(2024, 0, 1 + i));
const iso = (i: number): string => day(i).toISOString().slice(0, 10);

function dirtyFile(name: string): string {
  const file = path.join(home, name);
  const cell = (i: number): string => (i === 20 || i === 21 ? '' : i === 30 ? 'broken' : String(100 + (i % 7)));
  const lines = rows.map((i) => `${iso(i)},${cell(i)},5`);
  writeFileSync(file, ['day,sales,flat', ...lines, `${iso(40)},500,5`].join('\n'));
  return file;
}

/** Drops files on the window as the desktop does: they come from the disk and have a path. */
async function drop({ page }: RunningApp, files: string[]): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.id = 'dropped-files';
    document.body.append(input);
  });
  await page.locator('#dropped-files').setInputFiles(files);
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#dropped-files')!;
    const dataTransfer = new DataTransfer();
    for (const file of input.files ?? []) dataTransfer.items.add(file);
    input.remove();
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  });
}

/** The row of the table that shows a line of the file. */
function rowOf({ page }: RunningApp, line: number): Locator {
  return page.locator('[role="row"]', { has: page.locator(`[role="rowheader"]:text-is("${line}")`) });
}

/** The value of a cell of the table, as it is shown. */
async function sales(app: RunningApp, line: number): Promise<string | undefined> {
  return (await rowOf(app, line).locator('[role="gridcell"]').nth(1).innerText()).trim();
}

describeApp('fixes and formats', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launch({ folder: home, files: [dirtyFile('dirty.csv')] });
  });
  afterAll(async () => {
    await app.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('says of every guess why it was made, and imports with the keyboard', async () => {
    const { page } = app;
    await page.getByTestId('import-run').waitFor();
    await page.getByTestId('column-role-sales').waitFor();
    await app.screenshot('fixes-import');
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('series-chart').waitFor();
  });

  test('fixes a problem with one click, from the list of problems', async () => {
    const { page } = app;
    await page.getByTestId('status-problems').click();
    await page.getByTestId('quick-fix-missing-values').first().waitFor();
    await app.screenshot('fixes-problems');
    await page.getByTestId('quick-fix-missing-values').first().click();
    await app.screenshot('fixes-menu');
    await page.getByRole('menuitem', { name: /Interpolate gaps of up to 2 steps in "sales"/ }).click();
    await page.locator('[data-testid="tab-fixes"]', { hasText: '1' }).waitFor();
    await page.getByTestId('tab-table').click();
    await page.getByRole('grid').focus();
    await page.evaluate(() => document.querySelector('.scroller')?.scrollTo(0, 380));
    await expect.poll(() => sales(app, 22)).toMatch(/^103\.6/);
    await app.screenshot('fixes-table');
  });

  test('undoes and redoes with the keys of every editor', async () => {
    const { page } = app;
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+Z');
    await expect.poll(() => page.getByTestId('tab-fixes').innerText()).not.toMatch(/\d/);
    await expect.poll(() => sales(app, 22)).toBe('missing');
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+Shift+Z');
    await page.locator('[data-testid="tab-fixes"]', { hasText: '1' }).waitFor();
    await expect.poll(() => sales(app, 22)).toMatch(/^103\.6/);
  });

  test('goes from problem to problem with F8, and fixes a row with Ctrl+.', async () => {
    const { page } = app;
    await page.keyboard.press('F8');
    await page.locator('.tree-row[aria-selected="true"][aria-level="2"]').waitFor();
    await rowOf(app, 10).locator('[role="gridcell"]').first().click();
    await page.keyboard.press('Control+.');
    await page.getByRole('menuitem', { name: 'Mark "sales" in row 10 as missing' }).click();
    await page.locator('[data-testid="tab-fixes"]', { hasText: '2' }).waitFor();
    await page.getByTestId('tab-fixes').click();
    await page.getByTestId('undo-fix-missing-cells').waitFor();
    await app.screenshot('fixes-list');
  });

  test('keeps the fixes over a restart, and the file as it was', async () => {
    const before = readFileSync(path.join(home, 'dirty.csv'), 'utf8');
    await app.close();
    app = await launch({ folder: home });
    const { page } = app;
    await page.locator('[data-testid="tab-fixes"]', { hasText: '2' }).waitFor();
    await page.getByTestId('tab-fixes').click();
    await page.getByTestId('undo-fix-missing-cells').click();
    await expect.poll(() => page.getByTestId('undo-fix-missing-cells').count()).toBe(0);
    expect(await page.getByTestId('undo-fix-interpolate').count()).toBe(1);
    expect(readFileSync(path.join(home, 'dirty.csv'), 'utf8')).toBe(before);
  });

  test('reads a file that has changed again, with the same fixes', async () => {
    const { page } = app;
    writeFileSync(path.join(home, 'dirty.csv'), readFileSync(path.join(home, 'dirty.csv'), 'utf8').replace('100,5', '900,5'));
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.getByTestId('file-banner').waitFor();
    await app.screenshot('fixes-changed');
    await page.getByTestId('read-again').click();
    await expect.poll(() => page.getByTestId('file-banner').count()).toBe(0);
    expect(await page.getByTestId('undo-fix-interpolate').count()).toBe(1);
  });

  test('takes Parquet files and workbooks that are dropped, and several of one shape at once', async () => {
    const { page } = app;
    const parquet = (name: string): string => {
      const file = path.join(home, name);
      const columnData = [
        { name: 'day', data: rows.map(day), type: 'TIMESTAMP' as const },
        { name: 'load', data: rows.map((i) => 50 + ((i * 7) % 13)), type: 'DOUBLE' as const },
      ];
      writeFileSync(file, Buffer.from(parquetWriteBuffer({ columnData })));
      return file;
    };
    const header = ['day', 'visits'].map((value) => ({ value, type: String }));
    const body = rows.map((i) => [
      { value: day(i), type: Date, format: 'dd.mm.yyyy' },
      { value: i % 9, type: Number },
    ]);
    const workbook = path.join(home, 'visits.xlsx');
    writeFileSync(workbook, await writeXlsxFile([{ sheet: 'Visits', data: [header, ...body] }]).toBuffer());
    await drop(app, [workbook]);
    await page.getByTestId('import-sheet').waitFor();
    await app.screenshot('fixes-excel');
    await page.getByTestId('import-run').click();
    await page.getByTestId('series-chart').waitFor();

    await drop(app, [parquet('north.parquet'), parquet('south.parquet')]);
    await page.getByTestId('import-all').last().waitFor();
    await app.screenshot('fixes-parquet');
    await page.getByTestId('import-all').last().click();
    await page.getByTestId('dataset-north').waitFor();
    await page.getByTestId('dataset-south').waitFor();
    await page.getByRole('tree', { name: 'Datasets' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await app.screenshot('fixes-tree');
  });

  test('brings a removed dataset back', async () => {
    const { page } = app;
    await page.getByTestId('dataset-north').click();
    await page.keyboard.press('Delete');
    await expect.poll(() => page.getByTestId('dataset-north').count()).toBe(0);
    await page.getByTestId('toast').getByRole('button', { name: 'Undo' }).click();
    await page.getByTestId('dataset-north').waitFor();
  });
});
