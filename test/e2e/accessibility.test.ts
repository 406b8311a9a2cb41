/** Every view and editor in four themes and both languages: axe finds nothing, and the keyboard reaches everything. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The system's wishes, each of which brings one of the themes. */
const themes = [
  { name: 'dark', colorScheme: 'dark', contrast: 'no-preference' },
  { name: 'light', colorScheme: 'light', contrast: 'no-preference' },
  { name: 'hc-dark', colorScheme: 'dark', contrast: 'more' },
  { name: 'hc-light', colorScheme: 'light', contrast: 'more' },
] as const;

async function useTheme(page: Page, { name, colorScheme, contrast }: (typeof themes)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, contrast, reducedMotion: 'reduce' });
  await page.waitForFunction((theme) => document.documentElement.dataset['theme'] === theme, name);
}

/** Rule, help and selector of everything that axe objects to. */
async function violations(page: Page, options: RunOptions): Promise<string[]> {
  return page.evaluate(async (wanted) => {
    const { axe } = globalThis as unknown as { axe: { run: (root: Document, options: RunOptions) => Promise<AxeResults> } };
    const { violations: found } = await axe.run(document, { ...wanted, resultTypes: ['violations'] });
    return found.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target.join(' ')} ${failureSummary?.split('\n').slice(1).join(';') ?? ''}`),
    );
  }, options);
}

interface Place {
  name: string;
  open: (page: Page) => Promise<unknown>;
}

async function command(page: Page, id: string): Promise<void> {
  await page.keyboard.press('Control+Shift+P');
  await page.getByTestId(`quick-${id}`).click();
}

async function quickOpen(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+P');
  await page.getByTestId('palette-input').fill(text);
  await page.keyboard.press('Enter');
}

function importFile(app: RunningApp): (page: Page) => Promise<void> {
  return async (page) => {
    const file = path.join(app.folder, 'ambiguous.csv');
    writeFileSync(file, `day;value\n${Array.from({ length: 12 }, (_, i) => `0${(i % 9) + 1}/0${(i % 3) + 1}/2024;${i},5`).join('\n')}\n`);
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
    }, file);
    await page.keyboard.press('Control+O');
    await page.getByTestId('import-questions').waitFor();
  };
}

/** In this order: each begins where the one before left the window. */
function places(app: RunningApp): Place[] {
  return [
    { name: 'welcome', open: (page) => page.locator('[data-testid^="sample-"]').nth(5).waitFor() },
    { name: 'import', open: importFile(app) },
    {
      name: 'dataset chart',
      open: async (page) => {
        await command(page, 'welcome.show');
        await page.getByTestId('sample-air-passengers').click();
        await page.getByTestId('series-chart').waitFor();
      },
    },
    { name: 'dataset table', open: (page) => page.getByTestId('tab-table').click() },
    { name: 'dataset columns', open: (page) => page.getByTestId('tab-columns').click() },
    {
      name: 'train',
      open: async (page) => {
        await page.getByTestId('train-open').first().click();
        await page.getByTestId('train-start').waitFor();
        await page.locator('summary, [aria-expanded="false"]').last().click();
      },
    },
    {
      name: 'run',
      open: async (page) => {
        await page.getByTestId('train-epochs').fill('3');
        await page.getByTestId('train-start').click();
        await page.getByTestId('run-verdict').waitFor({ timeout: 60_000 });
        await page.getByTestId('forecast-chart').waitFor();
      },
    },
    { name: 'leaderboard', open: (page) => command(page, 'leaderboard.show') },
    {
      name: 'automatic',
      open: async (page) => {
        await quickOpen(page, 'air');
        await command(page, 'automatic.forecast');
        await page.getByTestId('automatic-start').waitFor();
      },
    },
    { name: 'experiments', open: (page) => page.getByTestId('activity-experiments').click() },
    { name: 'problems', open: (page) => command(page, 'problems.show') },
    { name: 'output', open: (page) => command(page, 'output.show') },
    { name: 'split editors', open: (page) => page.keyboard.press('Control+\\') },
    { name: 'palette', open: (page) => page.keyboard.press('Control+Shift+P') },
  ];
}

/** Colours differ by theme, everything else only by place. */
const onlyColours: RunOptions = { runOnly: ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'] };

for (const language of ['en', 'de']) {
  describeApp(`accessibility (${language})`, () => {
    let app: RunningApp;
    beforeAll(async () => {
      app = await launch({ language });
      await app.page.evaluate(axeSource);
    });
    afterAll(() => app.close());

    test('speaks its language from the first word', async () => {
      expect(await app.page.locator('html').getAttribute('lang')).toBe(language);
    });

    test('axe objects to nothing, anywhere', async () => {
      const { page } = app;
      const found: string[] = [];
      for (const { name, open } of places(app)) {
        await open(page);
        for (const [index, theme] of themes.entries()) {
          await useTheme(page, theme);
          const options = index === 0 ? {} : onlyColours;
          found.push(...(await violations(page, options)).map((one) => `${name}, ${theme.name}: ${one}`));
          if (process.env['LOOK']) await app.screenshot(`a11y-${language}-${name.replace(' ', '-')}-${theme.name}`);
        }
      }
      expect(found).toEqual([]);
    });
  });
}
