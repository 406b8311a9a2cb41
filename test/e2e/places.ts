/** Every view and editor of the window, one after the other, as a user opens it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openDialogAnswers, writeSales } from './actions.ts';
import type { RunningApp } from './harness.ts';

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

const seen = (page: Page, testid: string): ReturnType<Page['getByTestId']> => page.getByTestId(testid).filter({ visible: true }).first();
const wait = async (page: Page, testid: string, timeout = 30_000): Promise<void> => seen(page, testid).waitFor({ timeout });

async function importFile(app: RunningApp, name: string, write: (file: string) => void): Promise<void> {
  const file = path.join(app.folder, name);
  write(file);
  await openDialogAnswers(app, file);
  await app.page.keyboard.press('Control+O');
}

function writeAmbiguous(file: string): void {
  writeFileSync(file, `day;value\n${Array.from({ length: 12 }, (_, i) => `0${(i % 9) + 1}/0${(i % 3) + 1}/2024;${i},5`).join('\n')}\n`);
}

async function fillTraining(page: Page, fields: Record<string, string>): Promise<void> {
  const advanced = seen(page, 'train-advanced');
  if ((await advanced.getAttribute('aria-expanded')) !== 'true') await advanced.click();
  for (const [id, text] of Object.entries(fields)) await seen(page, `train-${id}`).fill(text);
}

/** Before anything is there: each says what will be. */
function emptyPlaces(): Place[] {
  const empty = (id: string): Place => ({
    name: `${id} without anything`,
    open: async (page) => {
      await command(page, id);
      await page.locator('.empty').filter({ visible: true }).first().waitFor();
    },
  });
  return [
    { name: 'welcome', open: (page) => page.locator('[data-testid^="sample-"]').nth(5).waitFor() },
    { name: 'experiments without anything', open: (page) => page.getByTestId('activity-experiments').click() },
    { name: 'forecasts without anything', open: (page) => page.getByTestId('activity-forecasts').click() },
    empty('runs.showTable'),
    empty('leaderboard.show'),
    empty('ledger.show'),
    { name: 'problems without anything', open: (page) => command(page, 'problems.show') },
  ];
}

function dataPlaces(app: RunningApp): Place[] {
  return [
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
    { name: 'dataset table', open: (page) => page.getByTestId('tab-table').click() },
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
      // No landmark is meant for a menu that pops up.
      without: 'region',
      open: async (page) => {
        await seen(page, 'quick-fix-missing-values').click();
        await page.getByRole('menuitem').first().waitFor();
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
      name: 'automatic',
      open: async (page) => {
        await command(page, 'automatic.forecast');
        await page.getByTestId('automatic-method').selectOption('theta');
        await page.getByTestId('automatic-start').click();
        await wait(page, 'automatic-verdict');
      },
    },
  ];
}

function trainingPlaces(): Place[] {
  const openForm = async (page: Page): Promise<void> => {
    await page.locator('[data-testid^="dataset-"]').first().click();
    await command(page, 'training.configure');
    await wait(page, 'tab-form');
    await seen(page, 'tab-form').click();
    await wait(page, 'train-start');
  };
  return [
    {
      name: 'train',
      open: async (page) => {
        await page.getByTestId('activity-data').click();
        await openForm(page);
        await fillTraining(page, {});
      },
    },
    {
      name: 'train as text',
      open: async (page) => {
        await seen(page, 'tab-json').click();
        await wait(page, 'train-json');
      },
    },
    {
      name: 'train by search',
      open: async (page) => {
        await seen(page, 'tab-search').click();
        await seen(page, 'search-budgetSeconds').fill('4');
        await seen(page, 'search-seeds').fill('1');
      },
    },
    {
      name: 'study',
      open: async (page) => {
        await seen(page, 'search-start').click();
        await page.getByTestId('study-train-1').waitFor({ timeout: 30_000 });
        await page.getByTestId('study-live').waitFor({ state: 'detached', timeout: 30_000 });
      },
    },
    {
      name: 'run that failed',
      open: async (page) => {
        await openForm(page);
        await fillTraining(page, { rate: '1000', epochs: '200' });
        await page.keyboard.press('Control+Enter');
        await page.getByTestId('run-problem').or(page.getByTestId('run-verdict')).first().waitFor({ timeout: 30_000 });
      },
    },
    {
      name: 'run that is done',
      open: async (page) => {
        await openForm(page);
        await fillTraining(page, { rate: '0.003', epochs: '3' });
        await page.keyboard.press('Control+Enter');
        await wait(page, 'run-verdict');
        await wait(page, 'forecast-chart');
        await seen(page, 'run-explain-start').click();
        await wait(page, 'run-saliency');
      },
    },
    {
      name: 'run that trains',
      open: async (page) => {
        await openForm(page);
        await fillTraining(page, { epochs: '100000', patience: '100000' });
        await page.keyboard.press('Control+Enter');
        await wait(page, 'run-live');
        await page.getByTestId('run-baseline').getByTestId('forecast-chart').waitFor();
      },
    },
    {
      name: 'jobs',
      open: async (page) => {
        await command(page, 'jobs.show');
        await page.getByTestId('jobs-view').waitFor();
      },
    },
    {
      name: 'run that is paused',
      open: async (page) => {
        await seen(page, 'run-pause').click();
        await wait(page, 'run-problem');
      },
    },
  ];
}

function resultPlaces(): Place[] {
  return [
    {
      name: 'runs table',
      open: async (page) => {
        await command(page, 'runs.showTable');
        await seen(page, 'runs-grid').focus();
        await page.keyboard.press('Home');
        await page.keyboard.press('Control+A');
        await page.getByTestId('bulk-compare').waitFor();
      },
    },
    {
      name: 'menu of runs',
      without: 'region',
      open: async (page) => {
        await page.keyboard.press('Shift+F10');
        await page.getByRole('menuitem').first().waitFor();
      },
    },
    {
      name: 'comparison',
      open: async (page) => {
        await page.keyboard.press('Escape');
        await page.getByTestId('bulk-compare').click();
        await wait(page, 'compare-verdict');
        await wait(page, 'parameter-table');
      },
    },
    {
      name: 'forecast',
      open: async (page) => {
        await command(page, 'forecasts.create');
        await page.locator('[data-testid^="quick-"][role="option"]').first().click();
        await wait(page, 'forecast-residuals');
        await seen(page, 'forecast-numbers').locator('summary').click();
      },
    },
    {
      name: 'ledger',
      open: async (page) => {
        await command(page, 'ledger.show');
        await page.getByTestId('ledger-table').waitFor();
      },
    },
    {
      name: 'leaderboard',
      open: async (page) => {
        await command(page, 'leaderboard.show');
        await wait(page, 'leaderboard-group');
      },
    },
    { name: 'forecasts', open: (page) => page.getByTestId('activity-forecasts').click() },
    { name: 'output', open: (page) => command(page, 'output.show') },
    // The same editor stands there twice, with the same names.
    { name: 'split editors', without: 'landmark-unique', open: (page) => page.keyboard.press('Control+\\') },
    {
      name: 'start-up times',
      open: async (page) => {
        await command(page, 'workbench.startupPerformance');
        await wait(page, 'startup-steps');
      },
    },
  ];
}

function windowPlaces(): Place[] {
  return [
    {
      name: 'settings',
      open: async (page) => {
        await command(page, 'settings.open');
        await page.getByTestId('settings-search').waitFor();
      },
    },
    {
      name: 'settings as text',
      open: async (page) => {
        await command(page, 'settings.openJson');
        await page.getByTestId('config-text').locator('.cm-content').waitFor();
      },
    },
    {
      name: 'keys',
      open: async (page) => {
        await command(page, 'settings.showKeys');
        await page.getByTestId('keys-search').waitFor();
      },
    },
    {
      name: 'recording keys',
      open: async (page) => {
        await page.getByTestId('keys-search').press('ArrowDown');
        await page.keyboard.press('Enter');
        await page.getByTestId('key-recorder').waitFor();
      },
    },
    {
      name: 'notifications',
      open: async (page) => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+W');
        await page.getByTestId('status-notifications').click();
        await page.getByTestId('notification-centre').waitFor();
      },
    },
    {
      name: 'toast',
      open: async (page) => {
        await page.keyboard.press('Escape');
        await command(page, 'runs.archive');
        await page.locator('[data-testid^="quick-"][role="option"]').first().click();
        await page.getByTestId('toast').first().waitFor();
      },
    },
    {
      name: 'quick pick',
      open: (page) => command(page, 'workbench.selectLanguage'),
    },
    {
      name: 'question in steps',
      open: async (page) => {
        await page.keyboard.press('Escape');
        await command(page, 'training.guided');
        await page.getByTestId('guided-dataset').waitFor();
      },
    },
    {
      name: 'palette',
      open: async (page) => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+Shift+P');
      },
    },
  ];
}

/** In this order: each begins where the one before left the window. */
export function places(app: RunningApp): Place[] {
  return [...emptyPlaces(), ...dataPlaces(app), ...trainingPlaces(), ...resultPlaces(), ...windowPlaces()];
}
