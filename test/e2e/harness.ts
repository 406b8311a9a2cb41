/**
 * Launches the built app as a user has it, with data folders of its own, and watches what it says: an error on the
 * page's console or an uncaught exception fails the test that launched it.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from 'playwright-core';
import type { ElectronApplication, Page } from 'playwright-core';
import { describe } from 'vitest';
import { ROOT, findRuntime, openScreen } from './runtime.ts';

const SCREENSHOTS = path.join(ROOT, 'out', 'screenshots');
const CLOSE_WITHIN_MS = 10_000;
const runtime = findRuntime();

/** A suite that needs a window; where there can be none it is skipped, and its name says what to install. */
export function describeApp(name: string, suite: () => void): void {
  if (typeof runtime !== 'string') return void describe(name, suite);
  console.log(`Skipped "${name}": ${runtime}`);
  describe.skip(`${name} (skipped: ${runtime})`, suite);
}

export interface LaunchOptions {
  /** Files named on the command line. */
  files?: string[];
  /** Folders of an earlier launch, to start again where it ended; they are removed by whoever made them. */
  folder?: string;
  /** What the system's user reads. */
  language?: string;
  /** Choices of an earlier start, as the page saves them. */
  state?: Record<string, unknown>;
  /** Size of the page; null leaves it as it opens. */
  size?: { width: number; height: number } | null;
}

export interface RunningApp {
  electron: ElectronApplication;
  page: Page;
  /** Holds `user-data` and `workspace`. */
  folder: string;
  workspace: string;
  /** Console errors and exceptions so far; a test that provokes one empties it. */
  problems: string[];
  screenshot(name: string): Promise<string>;
  /** The engine's process id; null while there is none. */
  engineProcess(): Promise<number | null>;
  log(): Promise<string>;
  /** Ends the app and removes its folders; throws where the app had problems. What trains is left without a question. */
  close(): Promise<void>;
  /** Kills the main process as a crash or the system would; the folders stay. */
  kill(): Promise<void>;
}

export async function launch({
  files = [],
  folder,
  language = 'en',
  state,
  size = { width: 1440, height: 900 },
}: LaunchOptions = {}): Promise<RunningApp> {
  if (typeof runtime === 'string') throw new Error(runtime);
  const screen = await openScreen();
  const home = folder ?? (await mkdtemp(path.join(tmpdir(), 'hindcast-e2e-')));
  const workspace = path.join(home, 'workspace');
  await mkdir(workspace, { recursive: true });
  if (state) {
    await mkdir(path.join(home, 'user-data'), { recursive: true });
    await writeFile(path.join(home, 'user-data', 'state.json'), JSON.stringify({ version: 1, values: state, damaged: [] }));
  }
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = await _electron.launch({
    executablePath: runtime.executable,
    args: [ROOT, ...asRoot, `--lang=${language}`, `--user-data-dir=${path.join(home, 'user-data')}`, `--workspace=${workspace}`, ...files],
    env: { ...environment(), ...(screen.display ? { DISPLAY: screen.display } : {}) },
  });
  const page = await electron.firstWindow();
  const problems = watch(page);
  if (size)
    await electron.evaluate(
      ({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setContentSize(wanted.width, wanted.height),
      size,
    );
  await page.waitForLoadState('load');

  return {
    electron,
    page,
    folder: home,
    workspace,
    problems,
    async screenshot(name) {
      await mkdir(SCREENSHOTS, { recursive: true });
      const file = path.join(SCREENSHOTS, `${name}.png`);
      await page.screenshot({ path: file });
      return file;
    },
    engineProcess: () =>
      electron.evaluate(({ app }) => {
        const isEngine = (metric: { name?: string; serviceName?: string }): boolean =>
          metric.name === 'Hindcast Engine' || metric.serviceName === 'Hindcast Engine';
        return app.getAppMetrics().find(isEngine)?.pid ?? null;
      }),
    log: () => readFile(path.join(home, 'user-data', 'logs', 'hindcast.log'), 'utf8').catch(() => ''),
    async kill() {
      const ended = new Promise((resolve) => electron.process().once('exit', resolve));
      killHard(electron.process().pid ?? 0);
      await ended;
      screen.close();
    },
    async close() {
      await leaveWithoutQuestion(electron);
      const onTime = await endsWithin(electron, CLOSE_WITHIN_MS);
      screen.close();
      if (folder === undefined) await rm(home, { recursive: true, force: true, maxRetries: 5 });
      if (!onTime) throw new Error(`The app did not end within ${CLOSE_WITHIN_MS} ms and was killed.`);
      if (problems.length > 0) throw new Error(`The page had problems:\n${problems.join('\n')}`);
    },
  };
}

function environment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** A question of the main process would wait for an answer that nobody gives. */
async function leaveWithoutQuestion(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
  });
}

/** Closes the app; kills it, and answers false, where it does not end by itself. */
async function endsWithin(electron: ElectronApplication, milliseconds: number): Promise<boolean> {
  let killed = false;
  const deadline = setTimeout(() => {
    killed = true;
    electron.process().kill('SIGKILL');
  }, milliseconds);
  await electron.close();
  clearTimeout(deadline);
  return !killed;
}

/** Collects what should never happen on a page, from now on. */
function watch(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`exception: ${error.stack ?? error.message}`));
  page.on('crash', () => problems.push('the page crashed'));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  return problems;
}

/** Ends a process at once, as a crash would. */
export function killHard(pid: number): void {
  execFileSync('kill', ['-9', String(pid)]);
}
