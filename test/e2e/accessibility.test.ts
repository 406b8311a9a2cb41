/** Every view and editor in four themes and both languages: axe finds nothing, and the keyboard reaches everything. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, ElementContext, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeApp, launch } from './harness.ts';
import type { RunningApp } from './harness.ts';
import { places } from './places/index.ts';
import { command } from './places/steps.ts';
import { everyPanel, everyUri, everyView } from '../renderer/fixture/every-uri.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** With LOOK=1 every place is photographed in every theme and language. */
const looks = Boolean(process.env['LOOK']);

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

/**
 * Rule, help and selector of everything that axe objects to. What stands there as it did when it was last looked at in this way is passed
 * over: beside a new editor that is the side bar, behind a menu everything else.
 */
async function violations(page: Page, way: string, options: RunOptions): Promise<string[]> {
  return page.evaluate(
    async ([lookedAtBy, wanted]) => {
      const { axe, lookedAt } = globalThis as unknown as {
        axe: { run: (context: ElementContext, options: RunOptions) => Promise<AxeResults> };
        lookedAt: Map<string, Set<string>>;
      };
      const seen = lookedAt.get(lookedAtBy) ?? new Set();
      lookedAt.set(lookedAtBy, seen);
      const pieces = (parent: Element): Element[] =>
        [...parent.children].flatMap((one) => (one.querySelector('[data-part], .view, .pane') ? pieces(one) : [one]));
      const written = (one: Element): string =>
        [
          one.parentElement?.className,
          one.outerHTML,
          ...[...one.querySelectorAll('input, textarea')].map((input) => (input as HTMLInputElement).value),
          ...[...one.querySelectorAll('*')].map((host) => host.shadowRoot?.innerHTML ?? ''),
        ].join();
      const known = pieces(document.body).filter((one) => {
        const text = written(one);
        return seen.has(text) || !seen.add(text);
      });
      const { violations: found } = await axe.run(
        { include: document.documentElement, exclude: known },
        { ...wanted, resultTypes: ['violations'], preload: false },
      );
      return found.flatMap(({ id, help, nodes }) =>
        nodes.map(
          ({ target, failureSummary }) => `${id} (${help}): ${target.join(' ')} ${failureSummary?.split('\n').slice(1).join(';') ?? ''}`,
        ),
      );
    },
    [way, options] as const,
  );
}

/** Rules about colours: all that a theme decides. What high contrast promises is more. */
const colours = ['color-contrast', 'link-in-text-block'];
const enhanced = [...colours, 'color-contrast-enhanced'];
/** Every rule once at each place in each language, those about colours in every theme. */
const optionsOf: Readonly<Record<(typeof themes)[number]['name'], RunOptions>> = {
  dark: {},
  light: { runOnly: colours },
  'hc-dark': { runOnly: enhanced },
  'hc-light': { runOnly: enhanced },
};

/** Editors, views and tabs of the panel that are on the screen, by their test ids. */
async function onScreen(page: Page): Promise<string[]> {
  const parts = page.locator('[data-testid^="editor-"].pane, [data-testid^="view-"].view.open, [data-panel][aria-selected="true"]');
  return parts.filter({ visible: true }).evaluateAll((elements) => elements.map((one) => one.getAttribute('data-testid') ?? ''));
}

for (const language of ['en', 'de']) {
  describeApp(`accessibility (${language})`, () => {
    let app: RunningApp;
    beforeAll(async () => {
      app = await launch({ language });
      await app.page.evaluate(axeSource);
      await app.page.evaluate(() => Object.assign(globalThis, { lookedAt: new Map() }));
    });
    afterAll(() => app.close());
    const seen = new Set<string>();

    test('speaks its language from the first word', async () => {
      expect(await app.page.locator('html').getAttribute('lang')).toBe(language);
    });

    test('axe objects to nothing, anywhere, in any theme', async () => {
      const { page } = app;
      const found: string[] = [];
      for (const [place, { name, open, without }] of places(app).entries()) {
        await open(page).catch((error: unknown) => {
          throw new Error(`The place "${name}" did not open.`, { cause: error });
        });
        for (const part of await onScreen(page)) seen.add(part);
        const rules = without === undefined ? {} : { [without]: { enabled: false } };
        // The next place begins in the theme in which this one ends.
        for (const theme of place % 2 === 0 ? themes : themes.toReversed()) {
          await useTheme(page, theme);
          const objections = await violations(page, theme.name, { ...optionsOf[theme.name], rules });
          found.push(...objections.map((one) => `${name}, ${theme.name}: ${one}`));
          if (looks) await app.screenshot(`a11y-${language}-${name.replaceAll(' ', '-')}-${theme.name}`);
        }
      }
      // The last place ends the engine.
      app.problems.length = 0;
      expect(found).toEqual([]);
    }, 900_000);

    test('no editor, view or tab of the panel was left out', () => {
      const schemes = everyUri.map((uri) => `editor-${uri.split(':')[0]}`);
      const wanted = [...schemes, ...everyView.map((id) => `view-${id}`), ...everyPanel.map((id) => `panel-${id}`)];
      expect([...new Set(wanted)].filter((part) => !seen.has(part))).toEqual([]);
    });
  });
}

/** Where the focus is, and whether it can be seen: a line around it, or around the row or the handle that stands for it. */
async function focusSpot(page: Page): Promise<{ where: string; part: string | null; visible: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { where: 'body', part: null, visible: false };
    const rowId = element.getAttribute('aria-activedescendant');
    const shown = [element, rowId === null ? null : document.getElementById(rowId)].filter((one) => one !== null);
    const box = element.getBoundingClientRect();
    const onScreen = box.width > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    const marked = shown.some((one) => {
      const style = getComputedStyle(one);
      return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || one.classList.contains('sash');
    });
    const name =
      element.getAttribute('data-testid') ?? element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 30) ?? '';
    return {
      where: `${element.tagName.toLowerCase()}.${[...element.classList].join('.')} "${name}"`,
      part: element.closest('[data-part]')?.getAttribute('data-part') ?? null,
      visible: onScreen && marked,
    };
  });
}

/** What reaches beyond the right edge of the window, and cannot be scrolled to. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const clipped = (one: Element): boolean => {
      for (let parent = one.parentElement; parent; parent = parent.parentElement)
        if (getComputedStyle(parent).overflowX !== 'visible')
          return parent !== document.body && parent.id !== 'app' && parent !== document.documentElement;
      return false;
    };
    return [...document.querySelectorAll('.workbench :not(.dv-floating-overlay-host)')]
      .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().right > innerWidth + 1 && !clipped(one))
      .map((one) => `${one.tagName.toLowerCase()}.${one.getAttribute('class') ?? ''}`);
  });
}

/** A picture of the window as it is magnified, which the page's own screenshot is not. */
async function look(app: RunningApp, name: string): Promise<void> {
  if (!looks) return;
  const png = await app.electron.evaluate(async ({ BrowserWindow }) =>
    (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.toPNG().toString('base64'),
  );
  writeFileSync(await app.screenshot(name), Buffer.from(png ?? '', 'base64'));
}

describeApp('the keyboard and the magnifier', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launch({ language: 'de', size: { width: 1280, height: 820 } });
    await app.page.getByTestId('sample-air-passengers').click();
    await app.page.getByTestId('series-chart').waitFor();
    await command(app.page, 'problems.show');
  });
  afterAll(() => app.close());

  test('F6 steps through the parts and back, and the focus is seen in each', async () => {
    const { page } = app;
    const forward: string[] = [];
    const unseen: string[] = [];
    for (let step = 0; step < 5; step++) {
      await page.keyboard.press('F6');
      const { part, where, visible } = await focusSpot(page);
      forward.push(part ?? where);
      if (!visible) unseen.push(where);
    }
    expect(unseen).toEqual([]);
    expect([...forward].sort()).toEqual(['activity', 'editors', 'panel', 'sidebar', 'status']);
    await page.keyboard.press('Shift+F6');
    expect((await focusSpot(page)).part).toBe(forward.at(-2));
  });

  test('Tab shows where it is, everywhere', async () => {
    const { page } = app;
    const unseen: string[] = [];
    for (let step = 0; step < 45; step++) {
      await page.keyboard.press('Tab');
      const { where, visible } = await focusSpot(page);
      if (!visible && where !== 'body') unseen.push(where);
    }
    expect(unseen).toEqual([]);
  });

  test('at 400 % nothing is cut off: what does not fit scrolls or makes room', async () => {
    const { page } = app;
    for (let step = 0; step < 8; step++) await page.keyboard.press('Control+=');
    await page.waitForFunction(() => innerWidth <= 330);
    await page.waitForTimeout(300);
    await look(app, 'zoom-400-dataset');
    expect(await cutOff(page)).toEqual([]);
    await page.keyboard.press('Control+B');
    await look(app, 'zoom-400-side-bar');
    expect(await cutOff(page)).toEqual([]);
    await page.locator('[data-testid^="dataset-"]').first().click();
    await page.getByTestId('activity-experiments').click();
    await command(page, 'welcome.show');
    await page.getByTestId('sample-air-passengers').waitFor();
    expect(await page.locator('[data-part="sidebar"]').count()).toBe(0);
    await look(app, 'zoom-400-welcome');
    expect(await cutOff(page)).toEqual([]);
    await page.keyboard.press('Control+0');
    await page.waitForFunction(() => innerWidth >= 1200);
    await page.locator('[data-part="sidebar"]').waitFor();
  });
});

describeApp('the choice of a language', () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await launch();
  });
  afterAll(() => app.close());

  test('is offered by command, loads the window again, and changes menu and page; what was open is open', async () => {
    const { page } = app;
    await page.getByTestId('sample-air-passengers').click();
    await page.getByTestId('series-chart').waitFor();
    await command(page, 'workbench.selectLanguage');
    await page.getByTestId('quick-de').click();
    await page.getByTestId('quick-yes').click();
    await page.waitForFunction(() => document.documentElement.lang === 'de');
    await page.getByTestId('series-chart').waitFor();
    expect(await page.getByTestId('tab-table').innerText()).toBe('Tabelle');
    const menu = await app.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map((item) => item.label));
    expect(menu).toEqual(['&Datei', '&Bearbeiten', '&Anzeigen', '&Ausführen', '&Hilfe']);
    await app.screenshot('german');
  });
});
