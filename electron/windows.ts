/** The app's window: opened where it was, coloured before the page has painted, and brought back when its page crashes. */
import { app, BrowserWindow, screen } from 'electron';
import { builtFile } from './app-paths.ts';
import { LANGUAGES_SWITCH, VERSION_SWITCH } from './channels.ts';
import type { JsonFile } from './json-file.ts';
import { APP_PAGE } from './origin.ts';
import { MIN_SIZE, parseWindowState, placeWindow } from './window-state.ts';

const SAVE_AFTER_MS = 500;
/** A page that crashes again within this time is not loaded again. */
const RELOAD_INTERVAL_MS = 10_000;

/** How the window starts: its ground before the page has painted, and what the system's user reads. */
export interface Look {
  background: string;
  languages: readonly string[];
}

export async function openWindow(state: JsonFile, look: Look, log: (line: string) => void): Promise<BrowserWindow> {
  const saved = parseWindowState(await state.read());
  const window = new BrowserWindow({
    ...placeWindow(
      saved.bounds,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    title: app.getName(),
    backgroundColor: look.background,
    webPreferences: {
      preload: builtFile('preload', 'preload.cjs'),
      additionalArguments: [`${VERSION_SWITCH}${app.getVersion()}`, `${LANGUAGES_SWITCH}${look.languages.join(',')}`],
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  if (saved.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  rememberPlace(window, state, log);
  reviveAfterCrash(window, log);
  window.loadURL(APP_PAGE).catch((error: unknown) => log(`The page did not load: ${String(error)}`));
  return window;
}

function rememberPlace(window: BrowserWindow, state: JsonFile, log: (line: string) => void): void {
  let pending: ReturnType<typeof setTimeout> | null = null;
  const save = (): void => {
    pending = null;
    if (window.isDestroyed()) return;
    const json = JSON.stringify({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
    state.write(json).catch((error: unknown) => log(`The window's place could not be saved: ${String(error)}`));
  };
  const later = (): void => {
    pending ??= setTimeout(save, SAVE_AFTER_MS);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('close', () => {
    if (pending !== null) clearTimeout(pending);
    save();
  });
}

function reviveAfterCrash(window: BrowserWindow, log: (line: string) => void): void {
  let last = -Infinity;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log(`The page's process ended (${reason}, code ${exitCode}).`);
    const now = performance.now();
    if (now - last > RELOAD_INTERVAL_MS && !window.isDestroyed()) window.webContents.reload();
    last = now;
  });
}
