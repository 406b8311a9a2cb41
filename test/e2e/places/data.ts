import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeSales } from '../actions.ts';
import type { RunningApp } from '../harness.ts';
import { type Place, seen, wait, menu, command, importFile, writeAmbiguous, openContainer, drag } from './steps.ts';

export function dataPlaces(app: RunningApp): Place[] {
  return [
    {
      name: 'file that cannot be read',
      open: async (page) => {
        await drag(page, 'dragleave');
        await importFile(app, 'empty.csv', (file) => writeFileSync(file, ''));
        await wait(page, 'import-error');
      },
    },
    {
      name: 'import with questions',
      open: async (page) => {
        await importFile(app, 'ambiguous.csv', writeAmbiguous);
        await page.getByTestId('import-questions').waitFor();
      },
    },
    {
      name: 'dataset chart',
      open: async (page) => {
        await importFile(app, 'sales.csv', writeSales);
        await wait(page, 'column-role-sales');
        await page.keyboard.press('Control+Enter');
        await wait(page, 'series-chart');
      },
    },
    {
      name: 'value that is read',
      open: async (page) => {
        await page.getByTestId('series-chart').getByRole('img').first().focus();
        await page.keyboard.press('Enter');
        await page.keyboard.press('ArrowRight');
      },
    },
    {
      name: 'range with its statistics',
      open: async (page) => {
        for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+ArrowRight');
        await page.getByTestId('range-bar').waitFor();
      },
    },
    {
      name: 'text that is asked for',
      open: async (page) => {
        await page.keyboard.press('Control+Alt+N');
        await page.getByTestId('quick-input').waitFor();
      },
    },
    {
      name: 'text that cannot be taken',
      open: async (page) => {
        await page.getByTestId('quick-input').fill(' ');
        await page.keyboard.press('Enter');
      },
    },
    {
      name: 'explore',
      open: async (page) => {
        await page.getByTestId('quick-input').fill('Something happened');
        await page.keyboard.press('Enter');
        await openContainer(page, 'explore');
        await page.getByTestId('explore-notes').waitFor();
        await page.getByTestId('explore-findings').getByRole('treeitem').nth(3).waitFor();
      },
    },
    {
      name: 'menu of a series',
      without: 'region',
      open: async (page) => {
        await page.getByTestId('explore-series').getByRole('tree').focus();
        await page.keyboard.press('End');
        await page.keyboard.press('Shift+F10');
        await menu(page);
      },
    },
    {
      name: 'chart as a table',
      open: async (page) => {
        await page.keyboard.press('Escape');
        await page.getByTestId('series-chart').locator('.chart-button').last().click();
        await page.getByTestId('series-chart').locator('table').first().waitFor();
      },
    },
    {
      name: 'menu of a chart',
      without: 'region',
      open: async (page) => {
        await page.getByTestId('series-chart').locator('.chart-button').last().click();
        await page.getByTestId('series-chart').locator('.chart-button').first().click();
        await menu(page);
      },
    },
    {
      name: 'dataset table',
      open: async (page) => {
        await page.keyboard.press('Escape');
        await openContainer(page, 'data');
        await page.getByTestId('tab-table').click();
      },
    },
    {
      name: 'dataset without fixes',
      open: (page) => page.getByTestId('tab-fixes').click(),
    },
    {
      name: 'dataset profile',
      open: async (page) => {
        await page.getByTestId('tab-profile').click();
        await page.locator('.chart-plot svg').first().waitFor();
      },
    },
    { name: 'dataset columns', open: (page) => page.getByTestId('tab-columns').click() },
    { name: 'problems', open: (page) => command(page, 'problems.show') },
    {
      name: 'menu of fixes',
      without: 'region',
      open: async (page) => {
        await seen(page, 'quick-fix-missing-values').click();
        await menu(page);
      },
    },
    {
      name: 'dataset fixes',
      open: async (page) => {
        await page.keyboard.press('Enter');
        await page.locator('[data-testid="tab-fixes"]', { hasText: '1' }).waitFor();
        await page.getByTestId('tab-fixes').click();
        await wait(page, 'fix-list');
      },
    },
    {
      name: 'file that has changed',
      open: async (page) => {
        appendFileSync(path.join(app.folder, 'sales.csv'), '2022-01-01,700\n');
        await page.evaluate(() => globalThis.dispatchEvent(new Event('focus')));
        await wait(page, 'file-banner');
      },
    },
    {
      name: 'automatic before it began',
      open: async (page) => {
        await command(page, 'automatic.forecast');
        await wait(page, 'automatic-start');
      },
    },
    {
      name: 'automatic',
      open: async (page) => {
        await page.getByTestId('automatic-method').selectOption('theta');
        await page.getByTestId('automatic-start').click();
        await wait(page, 'automatic-verdict');
      },
    },
  ];
}
