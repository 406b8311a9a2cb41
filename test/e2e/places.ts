/** Every view and editor of the window, one after the other, as a user opens it. */
import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { openDialogAnswers, writeSales } from './actions.ts';
import { killHard } from './harness.ts';
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

/** No landmark is meant for a menu that pops up. */
const menu = async (page: Page): Promise<void> => page.getByRole('menuitem').first().waitFor();

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

/** Chooses a place of the activity bar; the one that is chosen already stays. */
async function openContainer(page: Page, id: string): Promise<void> {
  const button = page.getByTestId(`activity-${id}`);
  if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
}

async function drag(page: Page, type: 'dragenter' | 'dragleave'): Promise<void> {
  await page.evaluate((kind) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['a'], 'a.csv'));
    document.body.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true }));
  }, type);
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
    { name: 'explore without anything', open: (page) => openContainer(page, 'explore') },
    { name: 'experiments without anything', open: (page) => openContainer(page, 'experiments') },
    { name: 'jobs without anything', open: (page) => command(page, 'jobs.show') },
    { name: 'forecasts without anything', open: (page) => openContainer(page, 'forecasts') },
    { name: 'no editor', open: (page) => command(page, 'editors.closeAll') },
    empty('runs.showTable'),
    empty('leaderboard.show'),
    empty('ledger.show'),
    { name: 'problems without anything', open: (page) => command(page, 'problems.show') },
    { name: 'output without anything', open: (page) => command(page, 'output.show') },
    {
      name: 'command without what it needs',
      open: async (page) => {
        await command(page, 'training.configure');
        await page.getByTestId('toast').first().waitFor();
      },
    },
    {
      name: 'files that are dragged over the window',
      open: async (page) => {
        await command(page, 'notifications.hideToasts');
        await drag(page, 'dragenter');
      },
    },
  ];
}

function dataPlaces(app: RunningApp): Place[] {
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
        await openContainer(page, 'data');
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
      name: 'train with a value that cannot be',
      open: async (page) => {
        await seen(page, 'tab-form').click();
        await fillTraining(page, { epochs: '-1' });
        await page.keyboard.press('Tab');
      },
    },
    {
      name: 'editor that is closed with edits',
      open: async (page) => {
        await page.keyboard.press('Control+W');
        await page.getByTestId('unsaved-bar').waitFor();
      },
    },
    {
      name: 'train by search',
      open: async (page) => {
        await page.getByTestId('unsaved-keep').click();
        await fillTraining(page, { epochs: '3' });
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
        await menu(page);
      },
    },
    {
      name: 'runs by data, with a filter that says nothing',
      open: async (page) => {
        await page.keyboard.press('Escape');
        await page.getByTestId('runs-table-filter').fill('modle:lstm');
      },
    },
    {
      name: 'cell that is edited',
      open: async (page) => {
        await page.getByTestId('runs-table-filter').fill('');
        await seen(page, 'runs-grid').focus();
        await page.keyboard.press('Home');
        await page.keyboard.press('F2');
        await page.getByTestId('cell-input').or(page.getByTestId('quick-input')).first().waitFor();
      },
    },
    {
      name: 'comparison',
      open: async (page) => {
        await page.keyboard.press('Escape');
        await seen(page, 'runs-grid').focus();
        await page.keyboard.press('Control+A');
        await page.getByTestId('bulk-compare').click();
        await wait(page, 'compare-verdict');
        await wait(page, 'parameter-table');
      },
    },
    {
      name: 'comparison in small pictures',
      open: async (page) => {
        await page.getByTestId('compare-layout').selectOption('multiples');
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
    { name: 'forecasts', open: (page) => openContainer(page, 'forecasts') },
    { name: 'experiments', open: (page) => openContainer(page, 'experiments') },
    {
      name: 'menu of a tab',
      without: 'region',
      open: async (page) => {
        await page.getByRole('tab').and(page.locator('.dv-tab')).first().click({ button: 'right' });
        await menu(page);
      },
    },
    {
      name: 'menu of the window',
      without: 'region',
      open: async (page) => {
        await page.keyboard.press('Escape');
        await page.getByTestId('manage').click();
        await menu(page);
      },
    },
    {
      name: 'output',
      open: async (page) => {
        await page.keyboard.press('Escape');
        await command(page, 'output.show');
      },
    },
    {
      name: 'editors in order of use',
      open: async (page) => {
        await page.keyboard.down('Control');
        await page.keyboard.press('Tab');
        await page.getByTestId('recent-switcher').waitFor();
      },
    },
    // The same editor stands there twice, with the same names.
    {
      name: 'split editors',
      without: 'landmark-unique',
      open: async (page) => {
        await page.keyboard.up('Control');
        await page.keyboard.press('Control+\\');
      },
    },
    {
      name: 'start-up times',
      open: async (page) => {
        await command(page, 'workbench.startupPerformance');
        await wait(page, 'startup-steps');
      },
    },
  ];
}

function windowPlaces(app: RunningApp): Place[] {
  return [
    {
      name: 'settings',
      open: async (page) => {
        await command(page, 'settings.open');
        await page.getByTestId('settings-search').waitFor();
      },
    },
    {
      name: 'settings that nothing fits',
      open: (page) => page.getByTestId('settings-search').fill('no such words'),
    },
    {
      name: 'settings as text',
      open: async (page) => {
        await command(page, 'settings.openJson');
        await page.getByTestId('config-text').locator('.cm-content').waitFor();
      },
    },
    {
      name: 'settings as text that cannot be read',
      open: async (page) => {
        await page.getByTestId('config-text').locator('.cm-content').click();
        await page.keyboard.press('Control+End');
        await page.keyboard.type(']');
        await page.locator('.cm-lint-marker-error').first().waitFor();
      },
    },
    {
      name: 'settings of the folder as text',
      open: async (page) => {
        await page.keyboard.press('Control+W');
        await page.getByTestId('unsaved-discard').click();
        await command(page, 'settings.open');
        await page.getByTestId('settings-search').waitFor();
      },
    },
    {
      name: 'keys as text',
      open: async (page) => {
        await command(page, 'settings.openKeysJson');
        await seen(page, 'config-text').locator('.cm-content').waitFor();
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
      name: 'themes to choose from',
      open: async (page) => {
        await page.keyboard.press('Escape');
        await command(page, 'workbench.selectTheme');
      },
    },
    {
      name: 'quick pick that nothing fits',
      open: (page) => page.getByTestId('quick-input').fill('no such words'),
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
    {
      name: 'quick open',
      open: async (page) => {
        await page.keyboard.press('Escape');
        await page.keyboard.press('Control+P');
        await page.getByTestId('palette-input').waitFor();
      },
    },
    {
      name: 'ways to look for something',
      open: (page) => page.keyboard.type('?'),
    },
    {
      name: 'question whose answer cannot be taken back',
      open: async (page) => {
        await page.keyboard.press('Escape');
        await command(page, 'workbench.selectLanguage');
        const other = (await page.locator('html').getAttribute('lang')) === 'de' ? 'en' : 'de';
        await page.getByTestId(`quick-${other}`).click();
        await page.getByTestId('quick-yes').waitFor();
      },
    },
    {
      name: 'only the editors',
      open: async (page) => {
        await page.keyboard.press('Escape');
        await command(page, 'workbench.toggleZenMode');
      },
    },
    {
      name: 'engine that ended',
      open: async (page) => {
        await command(page, 'workbench.toggleZenMode');
        // Until it is not started anew by itself.
        const banner = page.getByTestId('engine-banner').getByRole('button');
        for (let times = 0; times < 12 && !(await banner.isVisible()); times++) {
          const pid = await app.engineProcess();
          if (pid !== null) killHard(pid);
          await page.waitForTimeout(300);
        }
        await banner.waitFor();
      },
    },
  ];
}

/** In this order: each begins where the one before left the window. */
export function places(app: RunningApp): Place[] {
  return [...emptyPlaces(), ...dataPlaces(app), ...trainingPlaces(), ...resultPlaces(), ...windowPlaces(app)];
}
