/**
 * Runs sandboxed before the page. Hands over the frozen `window.hindcast` (see ShellApi) and passes the engine's
 * port on to the page: ports cannot cross the context bridge. Nothing here is generic.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import type { ConfigChange } from '../engine/protocol/contract.ts';
import { ENGINE_PORT_MESSAGE } from '../engine/protocol/shell-api.ts';
import type { EngineGone, ShellApi, ShellCommand, Unsubscribe } from '../engine/protocol/shell-api.ts';
import { CHANNEL, LANGUAGES_SWITCH, SHELL_METHODS, VERSION_SWITCH } from './channels.ts';
import { pathForFile } from './compat.ts';
import { APP_ORIGIN } from './origin.ts';

/** A channel from main as a subscription. What comes before the first listener waits for it. */
function subscription<T>(channel: string): (listener: (value: T) => void) => Unsubscribe {
  const listeners = new Set<(value: T) => void>();
  const waiting: T[] = [];
  ipcRenderer.on(channel, (_event: IpcRendererEvent, value: T) => {
    if (listeners.size === 0) waiting.push(value);
    for (const listener of [...listeners]) listener(value);
  });
  return (listener) => {
    listeners.add(listener);
    for (const value of waiting.splice(0)) listener(value);
    return () => {
      listeners.delete(listener);
    };
  };
}

function switchValue(name: string): string {
  return process.argv.find((argument) => argument.startsWith(name))?.slice(name.length) ?? '';
}

const shell: ShellApi = {
  call: (method, params) => {
    if (Object.hasOwn(SHELL_METHODS, method)) return ipcRenderer.invoke(method, params);
    const message = `Expected a shell method for call but received ${String(method)}.`;
    return Promise.resolve({ ok: false, error: { kind: 'bug', code: 'bug', message, details: {} } });
  },
  requestEnginePort: () => ipcRenderer.send(CHANNEL.portRequest),
  onEngineGone: subscription<EngineGone>(CHANNEL.engineGone),
  onOpenPaths: subscription<string[]>(CHANNEL.openPaths),
  onCommand: subscription<ShellCommand>(CHANNEL.command),
  onConfigChanged: subscription<ConfigChange>(CHANNEL.configChanged),
  onSharedState: subscription<string>(CHANNEL.sharedState),
  pathForFile,
  platform: process.platform,
  languages: Object.freeze(switchValue(LANGUAGES_SWITCH).split(',')),
  versions: Object.freeze({
    app: switchValue(VERSION_SWITCH),
    electron: process.versions.electron ?? '',
    chrome: process.versions['chrome'] ?? '',
  }),
};

ipcRenderer.on(CHANNEL.port, (event) => {
  if (window.location.origin === APP_ORIGIN) window.postMessage(ENGINE_PORT_MESSAGE, APP_ORIGIN, event.ports);
});

contextBridge.exposeInMainWorld('hindcast', Object.freeze(shell));
