/**
 * The application menu. Its items are commands of the page: a click sends the id, the page runs it. Keys are shown
 * but not registered (macOS registers them regardless), because the page's own keybindings decide.
 */
import path from 'node:path';
import { app, Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import type { MainTranslator } from './messages.ts';

type Send = (commandId: string, args?: unknown) => void;

export interface Recent {
  files: readonly string[];
  workspaces: readonly string[];
}

/** Puts the menu there; again whenever the recent files or folders change. */
export function installMenu(send: Send, recent: Recent, t: MainTranslator): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(send, process.platform === 'darwin', t, recent)));
}

/** Exported for tests. */
export function template(
  send: Send,
  mac: boolean,
  t: MainTranslator,
  recent: Recent = { files: [], workspaces: [] },
): MenuItemConstructorOptions[] {
  const command = (label: string, id: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    id,
    click: () => send(id),
    registerAccelerator: false,
    ...(accelerator === undefined ? {} : { accelerator }),
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
