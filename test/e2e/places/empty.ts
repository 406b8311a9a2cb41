import { type Place, command, openContainer, drag } from './steps.ts';

/** Before anything is there: each says what will be. */
export function emptyPlaces(): Place[] {
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
