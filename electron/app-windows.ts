/** The open windows: each with a workspace, an engine and a place of its own. What they were is kept for the next start. */
import type { BrowserWindow, MessagePortMain, WebContents } from 'electron';
import type { QuitQuestion } from '../engine/protocol/contract.ts';
import type { EngineHost } from './engine-host.ts';
import type { JsonFile } from './json-file.ts';
import { cascade, formatWindowList, parseWindowList } from './window-list.ts';
import type { WindowRecord } from './window-list.ts';
import type { WindowState } from './window-state.ts';
import type { Look } from './windows.ts';
import { openWindow, placeOf } from './windows.ts';

export interface AppWindow {
  readonly browser: BrowserWindow;
  readonly engine: EngineHost<MessagePortMain>;
  workspace: string;
  /** What runs in it, as its page last told. */
  activity: { progress: number | null; quit: QuitQuestion | null };
}

export interface AppWindowsOptions {
  list: JsonFile;
  engine: () => EngineHost<MessagePortMain>;
  /** How a window looks before its page has painted. */
  look: () => Look;
  opened: (window: AppWindow) => void;
  closed: (window: AppWindow, id: number) => void;
  log: (line: string) => void;
}

export class AppWindows {
  /** The one in front first. */
  #windows: AppWindow[] = [];
  /** The windows of the last save, for a start after all were closed. */
  #records: WindowRecord[] = [];
  #resume: Record<string, string[]> = {};
  #left = false;
  readonly #stopping = new Set<Promise<void>>();
  readonly #options: AppWindowsOptions;

  constructor(options: AppWindowsOptions) {
    this.#options = options;
  }

  get all(): readonly AppWindow[] {
    return this.#windows;
  }

  get front(): AppWindow | null {
    return this.#windows[0] ?? null;
  }

  of(contents: WebContents): AppWindow | undefined {
    return this.#windows.find(({ browser }) => browser.webContents === contents);
  }

  showing(workspace: string): AppWindow | undefined {
    return this.#windows.find((window) => window.workspace === workspace);
  }

  /** Opens the windows of last time; where there were none, and for a folder that is asked for, one with that. */
  async restore(wanted: string | null, usual: () => Promise<WindowRecord>): Promise<void> {
    const list = parseWindowList(await this.#options.list.read());
    this.#resume = list.resume;
    const records = list.windows;
    if (wanted !== null && !records.some(({ workspace }) => workspace === wanted))
      records.push({
        ...(records.length === 0 ? await usual() : { bounds: cascade(records.at(-1)?.bounds ?? null), maximized: false }),
        workspace: wanted,
      });
    if (records.length === 0) records.push(await usual());
    // The first of the list was in front, so it opens last.
    for (const { workspace, ...place } of records.toReversed()) this.#open(workspace, place);
    if (wanted !== null) this.show(wanted);
  }

  /** Shows the window of a folder, or opens one. */
  openOrShow(workspace: string): AppWindow {
    const place = this.front ? placeOf(this.front.browser) : (this.#records[0] ?? { bounds: null, maximized: false });
    return this.show(workspace) ?? this.#open(workspace, this.front ? { bounds: cascade(place.bounds), maximized: false } : place);
  }

  show(workspace: string): AppWindow | undefined {
    const window = this.showing(workspace);
    if (window?.browser.isMinimized()) window.browser.restore();
    window?.browser.focus();
    return window;
  }

  /** Opens another folder in a window; its page starts anew with what was open there. */
  switchTo(window: AppWindow, workspace: string): void {
    window.workspace = workspace;
    this.save();
    window.browser.webContents.reload();
  }

  /** These runs of the folder go on when it is opened again. */
  resumeLater(workspace: string, runs: readonly string[]): void {
    this.#resume[workspace] = [...runs];
    this.save();
  }

  /** The runs that are to go on in a folder; once. */
  takeResume(workspace: string): string[] {
    const runs = this.#resume[workspace] ?? [];
    delete this.#resume[workspace];
    if (runs.length > 0) this.save();
    return runs;
  }

  /** The app ends: the windows as they are now are those of the next start, whatever closes from here on. */
  leave(): void {
    this.save();
    this.#left = true;
  }

  save(): void {
    if (this.#left) return;
    if (this.#windows.length > 0) this.#records = this.#windows.map(({ workspace, browser }) => ({ workspace, ...placeOf(browser) }));
    const json = formatWindowList({ windows: this.#records, resume: this.#resume });
    this.#options.list.write(json).catch((error: unknown) => this.#options.log(`The windows could not be saved: ${String(error)}`));
  }

  /** Resolves when every engine has ended. */
  async stopped(): Promise<void> {
    for (const { engine } of this.#windows) this.#stop(engine);
    await Promise.allSettled(this.#stopping);
  }

  #open(workspace: string, place: WindowState): AppWindow {
    const { opened, log, engine, look } = this.#options;
    const browser = openWindow(place, look(), () => this.save(), log);
    const window: AppWindow = { browser, engine: engine(), workspace, activity: { progress: null, quit: null } };
    const { id } = browser.webContents;
    this.#windows.unshift(window);
    browser.on('focus', () => (this.#windows = [window, ...this.#windows.filter((other) => other !== window)]));
    browser.once('closed', () => this.#closed(window, id));
    opened(window);
    this.save();
    return window;
  }

  #closed(window: AppWindow, id: number): void {
    this.#windows = this.#windows.filter((other) => other !== window);
    this.#stop(window.engine);
    this.#options.closed(window, id);
    this.save();
  }

  #stop(engine: EngineHost<MessagePortMain>): void {
    const stopping = engine.stop().finally(() => this.#stopping.delete(stopping));
    this.#stopping.add(stopping);
  }
}
