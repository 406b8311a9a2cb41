/** The main process: one window, its menu and dialogs, and an engine that is kept alive. No data passes through here. */
import path from 'node:path';
import { app, BrowserWindow, nativeTheme, session } from 'electron';
import { builtFile, userFile } from './app-paths.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { CHANNEL } from './channels.ts';
import { parseCommandLine } from './command-line.ts';
import { hostEngine, pageOf } from './engine-process.ts';
import { jsonFile } from './json-file.ts';
import { logFile } from './log-file.ts';
import { installMenu } from './menu.ts';
import type { Language } from './messages.ts';
import { mainTranslator } from './messages.ts';
import { outsideFiles } from './outside-files.ts';
import { backgroundOf, languageOf, parsePreferences } from './preferences.ts';
import { hardenContents, hardenSession } from './security.ts';
import { createShell } from './shell.ts';
import { onTrusted, serveShell } from './trusted-ipc.ts';
import { openWindow } from './windows.ts';

const outside = outsideFiles();
let stopped = false;

function mainWindow(): BrowserWindow | null {
  return BrowserWindow.getAllWindows()[0] ?? null;
}

function focusWindow(): void {
  const window = mainWindow();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

/** The system's languages; before them one that is named on the command line (`--lang=de`). */
function systemLanguages(): string[] {
  return [app.commandLine.getSwitchValue('lang'), ...app.getPreferredSystemLanguages()].filter((tag) => tag !== '');
}

async function start(): Promise<void> {
  const log = logFile(userFile('logs', 'hindcast.log'));
  const say = (line: string): void => log.write(line);
  const { files, workspace } = parseCommandLine(process.argv.slice(1), process.cwd());
  const engine = hostEngine(log);

  hardenSession(session.defaultSession);
  serveApp(session.defaultSession, builtFile('renderer'));
  const window = (): BrowserWindow => {
    const open = mainWindow();
    if (!open) throw new Error('There is no window.');
    return open;
  };
  const state = jsonFile(userFile('state.json'));
  const placeState = jsonFile(userFile('window.json'));
  let preferences = parsePreferences(await state.read());
  const language = (): Language => languageOf(preferences.language, systemLanguages());
  const background = (): string =>
    backgroundOf(preferences.theme, { dark: nativeTheme.shouldUseDarkColors, contrast: nativeTheme.shouldUseHighContrastColors });
  const t = mainTranslator(language);
  const drawMenu = (): void =>
    installMenu((id) => (BrowserWindow.getFocusedWindow() ?? mainWindow())?.webContents.send(CHANNEL.command, id), t);
  drawMenu();
  const onState = (json: string): void => {
    const before = language();
    preferences = parsePreferences(json);
    mainWindow()?.setBackgroundColor(background());
    if (language() !== before) drawMenu();
  };
  serveShell(createShell({ window, state, workspace, t, onState }), (error, method) => {
    say(`${method}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  });
  onTrusted(CHANNEL.portRequest, ({ sender }) => {
    engine.attach(pageOf(sender));
    outside.deliverTo((paths) => sender.send(CHANNEL.openPaths, paths));
  });

  const open = async (): Promise<void> => {
    const opened = await openWindow(placeState, { background: background(), languages: systemLanguages() }, say);
    const { id } = opened.webContents;
    opened.once('closed', () => {
      engine.detach(id);
      outside.hold();
    });
  };
  app.on('activate', () => {
    if (!mainWindow()) void open();
  });
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    // A later turn: while this event is being handled, quitting again would be ignored.
    void Promise.allSettled([engine.stop(), state.settled(), placeState.settled(), log.flush()]).then(() => {
      stopped = true;
      setImmediate(() => app.quit());
    });
  });

  outside.open(files);
  await open();
}

registerAppScheme();
// Root has no sandbox to enable: tests in containers start with the switch, and packaged apps have no reason to.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.on('web-contents-created', (_event, contents) => hardenContents(contents));
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});
app.on('open-file', (event, file) => {
  event.preventDefault();
  outside.open([path.resolve(file)]);
});

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, args, folder) => {
    outside.open(parseCommandLine(args.slice(1), folder).files);
    focusWindow();
  });
  void app.whenReady().then(start);
} else {
  app.quit();
}
