/** The running app as a scene sees it: what it does most, and the camera. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CDPSession, Locator, Page } from 'playwright-core';
import type { RunningApp } from '../../test/e2e/harness.ts';

/** The system's wishes that bring each theme. */
export const THEMES = {
  dark: { colorScheme: 'dark', contrast: 'no-preference' },
  light: { colorScheme: 'light', contrast: 'no-preference' },
  'hc-dark': { colorScheme: 'dark', contrast: 'more' },
  'hc-light': { colorScheme: 'light', contrast: 'more' },
} as const;
export type Theme = keyof typeof THEMES;

export interface Scene {
  name: string;
  /** Files that are there before the app starts; `home` holds the workspace and the user's data. */
  prepare?: (workspace: string, home: string) => Promise<unknown>;
  play: (stage: Stage) => Promise<void>;
}

export interface Camera {
  /** The folder of the pictures. */
  out: string;
  themes: readonly Theme[];
  /** PNG instead of WebP. */
  png: boolean;
}

/** Charts draw on the next frames, live regions and toasts move in. */
const SETTLES_MS = 400;
/** Of WebP: text is as sharp as in the window, at a third of the size of the PNG. */
const QUALITY = 30;

export class Stage {
  readonly app: RunningApp;
  readonly page: Page;
  /** Pictures taken so far. */
  count = 0;
  private readonly camera: Camera;
  private session: CDPSession | null = null;

  constructor(app: RunningApp, camera: Camera) {
    this.app = app;
    this.page = app.page;
    this.camera = camera;
  }

  /** A picture in each theme, `<name>-<theme>.webp`. Leaves the window in the first theme. */
  async shoot(name: string): Promise<void> {
    const { out, themes, png } = this.camera;
    for (const theme of themes) {
      await this.useTheme(theme);
      await this.page.waitForTimeout(SETTLES_MS);
      const file = path.join(out, `${name}-${theme}`);
      if (png) await this.page.screenshot({ path: `${file}.png` });
      else await writeFile(`${file}.webp`, await this.webp());
      this.count += 1;
    }
    await this.useTheme(themes[0] ?? 'dark');
  }

  /** The page as WebP, which its own screenshots cannot be. */
  private async webp(): Promise<Buffer> {
    this.session ??= await this.page.context().newCDPSession(this.page);
    const { data } = await this.session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
    return Buffer.from(data, 'base64');
  }

  async useTheme(theme: Theme): Promise<void> {
    await this.page.emulateMedia({ ...THEMES[theme], reducedMotion: 'reduce' });
    await this.page.waitForFunction((name) => document.documentElement.dataset['theme'] === name, theme);
  }

  /** What was seen when a scene went wrong. */
  async failed(name: string): Promise<void> {
    await this.app.screenshot(`gallery-failed-${name}`);
  }

  seen(testId: string): Locator {
    return this.page.getByTestId(testId).filter({ visible: true }).first();
  }

  async command(id: string): Promise<void> {
    await this.page.keyboard.press('Control+Shift+P');
    await this.page.getByTestId(`quick-${id}`).click();
  }

  /** Opens a file by the dialog, as far as the form of the import. */
  async open(file: string): Promise<void> {
    await this.app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
    }, file);
    await this.page.keyboard.press('Control+O');
  }

  async importFile(file: string): Promise<void> {
    await this.open(file);
    await this.seen('import-run').click();
    await this.seen('series-chart').waitFor();
  }

  async importSample(id: string): Promise<void> {
    await this.command('welcome.show');
    await this.seen(`sample-${id}`).click();
    await this.seen('series-chart').waitFor();
  }

  /** Scrolls so that a part stands at the top of its editor. */
  async scrollTo(part: Locator): Promise<void> {
    await part.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  }

  /** The form of the open dataset's training, its advanced part open or not. */
  async trainForm(advanced: boolean): Promise<void> {
    await this.command('training.configure');
    const choice = this.page.locator('[data-testid^="quick-"]').first();
    await Promise.race([this.seen('train-start').waitFor(), choice.waitFor()]);
    if (await choice.isVisible()) await this.page.keyboard.press('Enter');
    await this.seen('train-start').waitFor();
    const toggle = this.seen('train-advanced');
    if (((await toggle.getAttribute('aria-expanded')) === 'true') !== advanced) await toggle.click();
  }

  async train(fields: Record<string, string> = {}): Promise<void> {
    await this.trainForm(true);
    for (const [id, value] of Object.entries(fields)) await this.seen(`train-${id}`).fill(value);
    await this.seen('train-start').click();
  }
}
