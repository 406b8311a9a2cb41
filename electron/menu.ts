/**
 * The application menu. Its items are commands of the page: a click sends the id, the page runs it. Keys are shown
 * but not registered (macOS registers them regardless), because the page's own keybindings decide.
 */
import { app, Menu } from 'electron';
import type { MenuItemConstructorOptions } from 'electron';

type Send = (commandId: string) => void;

export function installMenu(send: Send): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(send, process.platform === 'darwin')));
}

/** Exported for tests. */
export function template(send: Send, mac: boolean): MenuItemConstructorOptions[] {
  const command = (label: string, id: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    id,
    click: () => send(id),
    registerAccelerator: false,
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const appMenu: MenuItemConstructorOptions = {
    label: app.getName(),
    submenu: [{ role: 'about' }, line, { role: 'services' }, line, { role: 'hide' }, { role: 'hideOthers' }, line, { role: 'quit' }],
  };
  return [
    ...(mac ? [appMenu] : []),
    {
      label: '&File',
      submenu: [
        command('Open CSV…', 'data.open', 'CmdOrCtrl+O'),
        command('Open Workspace…', 'workspace.open'),
        line,
        command('Settings', 'settings.open', 'CmdOrCtrl+,'),
        line,
        command('Close Tab', 'editors.close', 'CmdOrCtrl+W'),
        command('Reopen Closed Tab', 'editors.reopenClosed', 'CmdOrCtrl+Shift+T'),
        ...(mac ? [] : [line, { role: 'quit' } satisfies MenuItemConstructorOptions]),
      ],
    },
    {
      label: '&Edit',
      submenu: [{ role: 'undo' }, { role: 'redo' }, line, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
    },
    {
      label: '&View',
      submenu: [
        command('Command Palette…', 'commands.show', 'CmdOrCtrl+Shift+P'),
        command('Go to…', 'quickOpen.show', 'CmdOrCtrl+P'),
        line,
        command('Color Theme…', 'workbench.selectTheme'),
        command('Side Bar', 'workbench.toggleSideBar', 'CmdOrCtrl+B'),
        command('Panel', 'workbench.togglePanel', 'CmdOrCtrl+J'),
        command('Problems', 'problems.show', 'CmdOrCtrl+Shift+M'),
        command('Output', 'output.show', 'CmdOrCtrl+Shift+U'),
        line,
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        line,
        { role: 'togglefullscreen' },
      ],
    },
    {
      label: '&Help',
      submenu: [command('Welcome', 'welcome.show'), command('Keyboard Shortcuts', 'settings.showKeys'), line, { role: 'toggleDevTools' }],
    },
  ];
}
