/**
 * The application menu. Its items are commands of the page: a click sends the id, the page runs it. Keys are shown
 * but not registered (macOS registers them regardless), because the page's own keybindings decide.
 */
import path from 'node:path';
import { app, Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { MainTranslator } from './messages.ts';

type Send = (commandId: string, args?: unknown) => void;

/** Keys by command as the page binds them now; a command that is not named keeps the key of the template. */
type Keys = Readonly<Record<string, string>>;

const KEY_NAMES: Readonly<Record<string, string>> = {
  ctrl: 'Ctrl',
  shift: 'Shift',
  alt: 'Alt',
  meta: 'Super',
  arrowup: 'Up',
  arrowdown: 'Down',
  arrowleft: 'Left',
  arrowright: 'Right',
  escape: 'Esc',
  pageup: 'PageUp',
  pagedown: 'PageDown',
};

/** `ctrl+arrowup` as the system writes it: `Ctrl+Up`. */
function systemKeys(stroke: string): string {
  const name = (part: string): string => KEY_NAMES[part] ?? part.charAt(0).toUpperCase() + part.slice(1);
  return stroke.split('+').map(name).join('+');
}

/** The system shows single strokes only; a chord stands behind the label, and an empty text means no key at all. */
function keyed(label: string, keys: string | undefined, usual: string | undefined): MenuItemConstructorOptions {
  if (keys === undefined) return usual === undefined ? { label } : { label, accelerator: usual };
  if (keys === '') return { label };
  const strokes = keys.split(' ').map(systemKeys);
  const known =
    /^((Ctrl|Shift|Alt|Super)\+)*(F\d{1,2}|[A-Z0-9]|[,.;=/\\[\]`'-]|Up|Down|Left|Right|Esc|PageUp|PageDown|Enter|Space|Tab|Delete|Home|End)$/;
  const [only = ''] = strokes;
  return strokes.length === 1 && known.test(only) ? { label, accelerator: only } : { label: `${label}  [${strokes.join(' ')}]` };
}

export interface Recent {
  files: readonly string[];
  workspaces: readonly string[];
}

/** Puts the menu there; again whenever the recent files or folders change. */
export function installMenu(send: Send, recent: Recent, keys: Keys, t: MainTranslator): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(send, process.platform === 'darwin', t, recent, keys)));
}

/** Exported for tests. */
export function template(
  send: Send,
  mac: boolean,
  t: MainTranslator,
  recent: Recent = { files: [], workspaces: [] },
  keys: Keys = {},
): MenuItemConstructorOptions[] {
  const command = (label: string, id: string, accelerator?: string): MenuItemConstructorOptions => ({
    ...keyed(label, keys[id], accelerator),
    id,
    click: () => send(id),
    registerAccelerator: false,
  });
  const name = app.getName();
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const appMenu: MenuItemConstructorOptions = {
    label: name,
    submenu: [
      { role: 'about', label: t('about', { name }) },
      line,
      { role: 'services', label: t('services') },
      line,
      { role: 'hide', label: t('hide', { name }) },
      { role: 'hideOthers', label: t('hideOthers') },
      line,
      { role: 'quit', label: t('quit') },
    ],
  };
  return [
    ...(mac ? [appMenu] : []),
    {
      label: t('file'),
      submenu: [
        command(t('newWindow'), 'window.new', 'CmdOrCtrl+Shift+N'),
        line,
        command(t('openCsv'), 'data.open', 'CmdOrCtrl+O'),
        command(t('openWorkspace'), 'workspace.open'),
        command(t('openWorkspaceInNewWindow'), 'workspace.openInNewWindow'),
        { label: t('openRecent'), submenu: recentItems(send, recent, command(t('moreRecent'), 'workspace.openRecent', 'CmdOrCtrl+R')) },
        line,
        command(t('settings'), 'settings.open', 'CmdOrCtrl+,'),
        line,
        command(t('closeTab'), 'editors.close', 'CmdOrCtrl+W'),
        command(t('reopenTab'), 'editors.reopenClosed', 'CmdOrCtrl+Shift+T'),
        command(t('closeWindow'), 'window.close', 'CmdOrCtrl+Shift+W'),
        ...(mac ? [] : [line, { role: 'quit', label: t('quit') } satisfies MenuItemConstructorOptions]),
      ],
    },
    {
      label: t('edit'),
      submenu: [
        { role: 'undo', label: t('undo') },
        { role: 'redo', label: t('redo') },
        line,
        { role: 'cut', label: t('cut') },
        { role: 'copy', label: t('copy') },
        { role: 'paste', label: t('paste') },
        { role: 'selectAll', label: t('selectAll') },
      ],
    },
    {
      label: t('view'),
      submenu: [
        command(t('commands'), 'commands.show', 'CmdOrCtrl+Shift+P'),
        command(t('goTo'), 'quickOpen.show', 'CmdOrCtrl+P'),
        line,
        command(t('theme'), 'workbench.selectTheme'),
        command(t('language'), 'workbench.selectLanguage'),
        command(t('sideBar'), 'workbench.toggleSideBar', 'CmdOrCtrl+B'),
        command(t('panel'), 'workbench.togglePanel', 'CmdOrCtrl+J'),
        command(t('problems'), 'problems.show', 'CmdOrCtrl+Shift+M'),
        command(t('output'), 'output.show', 'CmdOrCtrl+Shift+U'),
        line,
        command(t('zoomIn'), 'workbench.zoomIn', 'CmdOrCtrl+='),
        command(t('zoomOut'), 'workbench.zoomOut', 'CmdOrCtrl+-'),
        command(t('resetZoom'), 'workbench.resetZoom', 'CmdOrCtrl+0'),
        line,
        { role: 'togglefullscreen', label: t('fullScreen') },
      ],
    },
    {
      label: t('run'),
      submenu: [
        command(t('train'), 'training.configure', 'CmdOrCtrl+Shift+Enter'),
        command(t('search'), 'tuning.configure'),
        line,
        command(t('pauseOrResume'), 'runs.pauseOrResume', 'F5'),
        command(t('stopRun'), 'runs.stop', 'Shift+F5'),
        line,
        command(t('jobs'), 'jobs.show'),
      ],
    },
    {
      label: t('help'),
      submenu: [
        command(t('welcome'), 'welcome.show'),
        command(t('keys'), 'settings.showKeys'),
        line,
        { role: 'toggleDevTools', label: t('developerTools') },
      ],
    },
  ];
}

const SHOWN = 8;

/** Folders first, then files, then all of them in the page's own list. */
function recentItems(send: Send, { files, workspaces }: Recent, more: MenuItemConstructorOptions): MenuItemConstructorOptions[] {
  const item =
    (command: string) =>
    (target: string): MenuItemConstructorOptions => ({
      label: target.replaceAll('&', '&&'),
      toolTip: path.basename(target),
      click: () => send(command, { path: target }),
    });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const folderItems = workspaces.slice(0, SHOWN).map(item('workspace.open'));
  const fileItems = files.slice(0, SHOWN).map(item('data.open'));
  return [...folderItems, ...(folderItems.length > 0 ? [line] : []), ...fileItems, ...(fileItems.length > 0 ? [line] : []), more];
}
