/** Every channel between the main process and the preload script. Nothing else is listened to or sent. */
import type { ShellMethodName } from '../engine/protocol/contract.ts';

export const CHANNEL = {
  /** Page to main: give me a port to the engine. */
  portRequest: 'hindcast:port-request',
  /** Main to page, with the port itself. */
  port: 'hindcast:port',
  engineGone: 'hindcast:engine-gone',
  openPaths: 'hindcast:open-paths',
  command: 'hindcast:command',
  sharedState: 'hindcast:shared-state',
  configChanged: 'hindcast:config-changed',
} as const;

/** The calls that the main process serves, each on a channel of its name. The compiler demands every method of the contract. */
export const SHELL_METHODS: Readonly<Record<ShellMethodName, true>> = {
  'shell.openData': true,
  'shell.saveAs': true,
  'shell.savePicture': true,
  'shell.saveCsv': true,
  'shell.copy': true,
  'shell.openFolder': true,
  'shell.reveal': true,
  'shell.workspace': true,
  'shell.openWorkspace': true,
  'shell.openPaths': true,
  'shell.newWindow': true,
  'shell.closeWindow': true,
  'shell.readState': true,
  'shell.writeState': true,
  'shell.setRecent': true,
  'shell.setActivity': true,
  'shell.notify': true,
  'shell.started': true,
  'shell.zoom': true,
  'shell.readConfig': true,
  'shell.writeConfig': true,
  'shell.setMenuKeys': true,
};

/** The switches that carry the app's version and the system's languages to the sandboxed preload script. */
export const VERSION_SWITCH = '--hindcast-version=';
export const LANGUAGES_SWITCH = '--hindcast-languages=';
