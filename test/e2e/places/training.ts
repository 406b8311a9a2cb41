import type { Page } from 'playwright-core';
import { type Place, seen, wait, command, fillTraining, openContainer } from './steps.ts';

export function trainingPlaces(): Place[] {
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
