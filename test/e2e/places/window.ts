import { killHard } from '../harness.ts';
import type { RunningApp } from '../harness.ts';
import { type Place, seen, command } from './steps.ts';

export function windowPlaces(app: RunningApp): Place[] {
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
