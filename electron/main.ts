/** The main process: windows, their menu and dialogs, and an engine for each that is kept alive. No data passes through here. */
import path from 'node:path';
import { app, BrowserWindow, dialog, nativeTheme, session } from 'electron';
import { builtFile, userFile } from './app-paths.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import type { AppWindow } from './app-windows.ts';
import { AppWindows } from './app-windows.ts';
import { CHANNEL } from './channels.ts';
import type { CommandLine } from './command-line.ts';
import { isOpenable, parseCommandLine } from './command-line.ts';
import { configFiles } from './config-files.ts';
import { hostEngine, pageOf } from './engine-process.ts';
import { createLeaveGuard } from './leave-guard.ts';
import { logFile } from './log-file.ts';
import type { Recent } from './menu.ts';
import { installMenu } from './menu.ts';
import type { Language } from './messages.ts';
import { mainTranslator } from './messages.ts';
import { outsideFiles } from './outside-files.ts';
import { backgroundOf, languageOf, parsePreferences } from './preferences.ts';
import { hardenContents, hardenSession } from './security.ts';
import { createShell } from './shell.ts';
import { stateValue } from './shared-state.ts';
import { MEASURE_SWITCH, startedAt, startTimes } from './start-times.ts';
import { stateFiles } from './state-files.ts';
import { signalActivity } from './system-signals.ts';
import { onTrusted, serveShell } from './trusted-ipc.ts';
import type { WindowRecord } from './window-list.ts';
import { parseWindowState } from './window-state.ts';
import { isFolder, makeFolder, sameFolder, usualWorkspace } from './workspace-folders.ts';

const times = startTimes(startedAt(process.argv, performance.timeOrigin), (marks) => {
  if (app.commandLine.hasSwitch(MEASURE_SWITCH)) process.stdout.write(`${JSON.stringify({ marks })}\n`);
});
times.mark('main');
const outside = outsideFiles();
const project = app.isPackaged ? null : path.resolve(app.getAppPath());
/** Folders named from outside before the windows are there, and then whatever opens them. */
const foldersWaiting: string[] = [];
let openFolders: ((folders: readonly string[]) => Promise<void>) | null = null;
let focusFront = (): void => {};
let stopped = false;

/** The one way of everything that is named from outside: tables to the window in front, folders to windows of their own. */
async function openFromOutside(paths: readonly string[]): Promise<void> {
  outside.open(paths);
  const folders: string[] = [];
  for (const other of paths.filter((file) => !isOpenable(file))) if (await isFolder(other)) folders.push(await sameFolder(other));
  if (openFolders) await openFolders(folders);
  else foldersWaiting.push(...folders);
}

async function openCommandLine({ files, others, workspace }: CommandLine): Promise<void> {
  if (workspace !== null) await makeFolder(workspace);
  await openFromOutside([...files, ...others, ...(workspace === null ? [] : [workspace])]);
}

/** The system's languages; before them one that is named on the command line (`--lang=de`). */
function systemLanguages(): string[] {
  return [app.commandLine.getSwitchValue('lang'), ...app.getPreferredSystemLanguages()].filter((tag) => tag !== '');
}

async function start(): Promise<void> {
  times.mark('ready');
  const log = logFile(userFile('logs', 'hindcast.log'));
  const say = (line: string): void => log.write(line);
  const files = stateFiles();

  hardenSession(session.defaultSession);
  serveApp(session.defaultSession, builtFile('renderer'));
  let preferences = parsePreferences(await files.shared.read());
  const language = (): Language => languageOf(preferences.language, systemLanguages());
  const background = (): string =>
    backgroundOf(preferences.theme, { dark: nativeTheme.shouldUseDarkColors, contrast: nativeTheme.shouldUseHighContrastColors });
  const t = mainTranslator(language);

  const guard = createLeaveGuard<AppWindow>({
    windows: () => windows.all,
    question: ({ activity }) => activity.quit,
    ask: async ({ browser }, { message, detail, leave, stay }) => {
      const buttons = [leave, stay];
      const { response } = await dialog.showMessageBox(browser, { type: 'question', message, detail, buttons, defaultId: 1, cancelId: 1 });
      return response === 0;
    },
    resumeLater: ({ workspace }, runs) => windows.resumeLater(workspace, runs),
    close: ({ browser }) => browser.close(),
    quit: () => app.quit(),
  });
  const windows: AppWindows = new AppWindows({
    list: files.windows,
    engine: () => hostEngine(log),
    look: () => ({ background: background(), languages: systemLanguages() }),
    opened: (window) => {
      const { browser } = window;
      outside.prefer(browser.webContents.id);
      browser.on('focus', () => outside.prefer(browser.webContents.id));
      browser.on('close', (event) => {
        if (!guard.mayClose(window)) event.preventDefault();
      });
    },
    closed: (_window, id) => {
      outside.hold(id);
      signalActivity(windows.all);
    },
    log: say,
  });

  const send = (id: string, args?: unknown): void => {
    const target = BrowserWindow.getFocusedWindow() ?? windows.front?.browser;
    target?.webContents.send(CHANNEL.command, { id, args });
  };
  let recent: Recent = { files: [], workspaces: [] };
  let menuKeys: Readonly<Record<string, string>> = {};
  const drawMenu = (): void => installMenu(send, recent, menuKeys, t);
  const setMenuKeys = (keys: Readonly<Record<string, string>>): void => {
    menuKeys = keys;
    drawMenu();
  };
  const onState = (json: string | null): void => {
    const before = language();
    preferences = parsePreferences(json);
    for (const { browser } of windows.all) browser.setBackgroundColor(background());
    if (language() !== before) drawMenu();
  };
  const setRecent = (recentFiles: readonly string[], workspaces: readonly string[]): void => {
    recent = { files: recentFiles, workspaces };
    drawMenu();
    for (const file of recentFiles.toReversed()) app.addRecentDocument(file);
  };
  drawMenu();
  const config = configFiles(userFile(), (change) => {
    for (const { browser } of windows.all) browser.webContents.send(CHANNEL.configChanged, change);
  });

  serveShell(
    (sender) => {
      const window = windows.of(sender);
      if (!window) throw new Error('A page without a window of the app called.');
      return createShell(window, {
        windows,
        shared: files.shared,
        workspaceState: files.workspace,
        config,
        setMenuKeys,
        setRecent,
        times,
        t,
        onState,
      });
    },
    (error, method) => say(`${method}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  );
  onTrusted(CHANNEL.portRequest, ({ sender }) => {
    windows.of(sender)?.engine.attach(pageOf(sender));
    outside.deliverTo(sender.id, (paths) => sender.send(CHANNEL.openPaths, paths));
  });

  /** The window of a first start: the usual folder, or the one that an earlier version had open, in its place. */
  async function usual(): Promise<WindowRecord> {
    const last = stateValue(await files.shared.read(), 'workspace');
    const workspace = typeof last === 'string' && (await isFolder(last)) ? last : await usualWorkspace(t, () => false);
    return { workspace, ...parseWindowState(await files.singlePlace.read()) };
  }
  app.on('activate', () => {
    if (!windows.front) void windows.restore(null, usual);
  });
  app.on('before-quit', (event) => {
    if (guard.mayQuit()) windows.leave();
    else event.preventDefault();
  });
  app.on('will-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    // A later turn: while this event is being handled, quitting again would be ignored.
    void Promise.allSettled([windows.stopped(), files.settled(), log.flush()]).then(() => {
      stopped = true;
      setImmediate(() => app.quit());
    });
  });

  const { workspace, ...named } = parseCommandLine(process.argv.slice(1), process.cwd(), project);
  await openFromOutside([...named.files, ...named.others]);
  if (workspace !== null) await makeFolder(workspace);
  await windows.restore(workspace === null ? null : await sameFolder(workspace), usual);
  times.mark('window');
  openFolders = async (folders) => folders.forEach((folder) => windows.openOrShow(folder));
  focusFront = () => void (windows.front && windows.show(windows.front.workspace));
  await openFolders(foldersWaiting.splice(0));
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
  void openFromOutside([path.resolve(file)]);
});

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, args, folder) => {
    focusFront();
    void openCommandLine(parseCommandLine(args.slice(1), folder, project));
  });
  void app.whenReady().then(start);
} else {
  app.quit();
}
