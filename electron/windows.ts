/** A window of the app: opened where it was, coloured before the page has painted, and brought back when its page crashes. */
import { app, BrowserWindow, screen } from 'electron';
import { builtFile } from './app-paths.ts';
import { LANGUAGES_SWITCH, VERSION_SWITCH } from './channels.ts';
import { APP_PAGE } from './origin.ts';
import { MIN_SIZE, placeWindow } from './window-state.ts';
import type { WindowState } from './window-state.ts';

const SAVE_AFTER_MS = 500;
/** A page that crashes again within this time is not loaded again. */
const RELOAD_INTERVAL_MS = 10_000;

/** How the window starts: its ground before the page has painted, and what the system's user reads. */
export interface Look {
  background: string;
  languages: readonly string[];
}

/** @param moved Hears, a while after the last of many changes and when the window closes, that the window has another place. */
export function openWindow(saved: WindowState, look: Look, moved: () => void, log: (line: string) => void): BrowserWindow {
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
  reportPlace(window, moved);
  reviveAfterCrash(window, log);
  window.loadURL(APP_PAGE).catch((error: unknown) => log(`The page did not load: ${String(error)}`));
  return window;
}

/** Where the window is now. */
export function placeOf(window: BrowserWindow): WindowState {
  return { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
}

function reportPlace(window: BrowserWindow, moved: () => void): void {
  let pending: ReturnType<typeof setTimeout> | null = null;
  const tell = (): void => {
    if (pending !== null) clearTimeout(pending);
    pending = null;
    if (!window.isDestroyed()) moved();
  };
  const later = (): void => {
    pending ??= setTimeout(tell, SAVE_AFTER_MS);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('maximize', later);
  window.on('unmaximize', later);
  window.on('close', tell);
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
