/**
 * Builds the page, opens it in Chromium under the application's content policy, takes screenshots and
 * measures: `node test/renderer/base/chart/page/look.ts [folder]`.
 */

import vue from '@vitejs/plugin-vue';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { build, preview } from 'vite';

const folder = process.argv[2] ?? '/tmp/charts';
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'";

await mkdir(folder, { recursive: true });
const outDir = join(folder, 'page');
const shared = { root: import.meta.dirname, configFile: false as const, logLevel: 'warn' as const };
await build({ ...shared, plugins: [vue()], build: { outDir, emptyOutDir: true } });
const server = await preview({ ...shared, build: { outDir }, preview: { port: 4179, headers: { 'Content-Security-Policy': policy } } });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });

async function open(scene: string, theme: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 960 } });
  page.on('console', (message) => message.type() === 'error' && console.log('console:', message.text()));
  page.on('pageerror', (error) => console.log('error:', error.message));
  await page.goto(`http://localhost:4179/?scene=${scene}&theme=${theme}`);
  await page.waitForTimeout(1200);
  return page;
}

const plot = (page: Page, index: number) => page.locator('.chart-plot').nth(index);
const shoot = (page: Page, name: string) => page.screenshot({ path: join(folder, `${name}.png`) });

async function hover(page: Page, index: number, share: number): Promise<void> {
  const box = await plot(page, index).boundingBox();
  if (box) await page.mouse.move(box.x + box.width * share, box.y + box.height * 0.5);
  await page.waitForTimeout(150);
}

async function pictures(theme: string): Promise<void> {
  const page = await open('all', theme);
  for (const [index, share] of [0.4, 0.5, 0.9, 0.5].entries()) {
    await hover(page, index, share);
    await shoot(page, `${theme}-hover-${index}`);
  }
  await page.getByRole('button', { name: 'Log scale' }).click();
  await hover(page, 0, 0.62);
  for (let i = 0; i < 14; i++) await page.mouse.wheel(0, -240);
  await page.waitForTimeout(400);
  await shoot(page, `${theme}-zoomed`);
  for (let i = 0; i < 4; i++) await page.getByRole('button', { name: 'Show data table' }).first().click();
  await shoot(page, `${theme}-tables`);
  await page.getByRole('button', { name: 'Reset zoom' }).focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  for (const key of ['0', '+', '+', '+', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
  const box = await plot(page, 0).boundingBox();
  if (!box) return;
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + 200, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 340, box.y + 60, { steps: 4 });
  await shoot(page, `${theme}-keys`);
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await page.waitForTimeout(300);
  await shoot(page, `${theme}-selected`);
  for (const label of await page.locator('[role=img]').all()) console.log(await label.getAttribute('aria-label'));
  await page.close();
}

/** Main thread milliseconds an event, everything included: script, style, layout, paint. */
async function cost(page: Page, events: number, act: (index: number) => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const before = await read();
  for (let i = 0; i < events; i++) await act(i);
  return ((await read()) - before) * (1000 / events);
}

async function measure(): Promise<void> {
  const page = await open('large', 'dark');
  const first = await page.evaluate(async () => {
    const { shown, timing } = (window as unknown as { page: { shown: { value: boolean }; timing: { loadMs: number } } }).page;
    const runs: Array<{ total: number; load: number }> = [];
    for (let i = 0; i < 6; i++) {
      shown.value = false;
      await new Promise((done) => setTimeout(done, 100));
      const [start, loads] = [performance.now(), timing.loadMs];
      shown.value = true;
      await new Promise<void>((done) => {
        const look = (): void => {
          const canvas = document.querySelector<HTMLCanvasElement>('.chart-plot canvas');
          const label = document.querySelector('.chart-plot')?.getAttribute('aria-busy');
          if (canvas && canvas.width > 300 && label === 'false') done();
          else requestAnimationFrame(look);
        };
        look();
      });
      runs.push({ total: performance.now() - start, load: timing.loadMs - loads });
    }
    return runs;
  });
  console.log('first draw, ms:', first.map(({ total, load }) => `${total.toFixed(0)} (loader ${load.toFixed(0)})`).join(', '));
  const box = await plot(page, 0).boundingBox();
  if (!box) return;
  const at = (share: number): [number, number] => [box.x + box.width * share, box.y + 200];
  console.log('hover, ms:', (await cost(page, 200, (i) => page.mouse.move(...at(0.1 + (0.8 * i) / 200)))).toFixed(2));
  const loads = (): Promise<{ loads: number; loadMs: number }> =>
    page.evaluate(() => ({ ...(window as unknown as { page: { timing: { loads: number; loadMs: number } } }).page.timing }));
  const before = await loads();
  const zoom = await cost(page, 60, async (i) => {
    await page.mouse.wheel(0, i % 30 < 15 ? -120 : 120);
    await page.waitForTimeout(16);
  });
  const after = await loads();
  const perLoad = (after.loadMs - before.loadMs) / Math.max(1, after.loads - before.loads);
  console.log(
    `zoom, ms: ${zoom.toFixed(2)}, of it loader ${((after.loadMs - before.loadMs) / 60).toFixed(2)} (${perLoad.toFixed(1)} a load)`,
  );
  await page.close();
}

for (const theme of ['dark', 'light']) await pictures(theme);
await measure();
await browser.close();
await server.close();
