import { type Place, seen, wait, menu, command, openContainer } from './steps.ts';

export function resultPlaces(): Place[] {
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
