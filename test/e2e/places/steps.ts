/** What opening a place is made of. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openDialogAnswers } from '../actions.ts';
import type { RunningApp } from '../harness.ts';

export interface Place {
  name: string;
  open: (page: Page) => Promise<unknown>;
  /** A rule that does not hold there by design, which the place says. */
  without?: string;
}

/** The command of this id, whatever the language: its row in the palette has it. */
export async function command(page: Page, id: string): Promise<void> {
  await page.keyboard.press('Control+Shift+P');
  await page.getByTestId(`quick-${id}`).click();
}

/** No landmark is meant for a menu that pops up. */
export const menu = async (page: Page): Promise<void> => page.getByRole('menuitem').first().waitFor();

export const seen = (page: Page, testid: string): ReturnType<Page['getByTestId']> =>
  page.getByTestId(testid).filter({ visible: true }).first();
export const wait = async (page: Page, testid: string, timeout = 30_000): Promise<void> => seen(page, testid).waitFor({ timeout });

export async function importFile(app: RunningApp, name: string, write: (file: string) => void): Promise<void> {
  const file = path.join(app.folder, name);
  write(file);
  await openDialogAnswers(app, file);
  await app.page.keyboard.press('Control+O');
}

export function writeAmbiguous(file: string): void {
  writeFileSync(file, `day;value\n${Array.from({ length: 12 }, (_, i) => `0${(i % 9) + 1}/0${(i % 3) + 1}/2024;${i},5`).join('\n')}\n`);
}

export async function fillTraining(page: Page, fields: Record<string, string>): Promise<void> {
  const advanced = seen(page, 'train-advanced');
  if ((await advanced.getAttribute('aria-expanded')) !== 'true') await advanced.click();
  for (const [id, text] of Object.entries(fields)) await seen(page, `train-${id}`).fill(text);
}

/** Chooses a place of the activity bar; the one that is chosen already stays. */
export async function openContainer(page: Page, id: string): Promise<void> {
  const button = page.getByTestId(`activity-${id}`);
  if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
}

export async function drag(page: Page, type: 'dragenter' | 'dragleave'): Promise<void> {
  await page.evaluate((kind) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['a'], 'a.csv'));
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true }));
  }, type);
}
