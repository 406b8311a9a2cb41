/**
 * What the preload script hands to the page as `window.hindcast`: the window's own calls, and word from the main
 * process. There is nothing generic in it: no channel names, no Node, no Electron objects.
 */
import type { ConfigChange, Params, Result, ShellMethodName } from './contract.ts';
import { fromWireError } from './errors.ts';
import type { WireError } from './errors.ts';

/** Ends a subscription; ending it twice is harmless. */
export type Unsubscribe = () => void;

/** An answer of the main process. Errors cross the context bridge as data, because it strips their class and fields. */
export type ShellReply<T> = { ok: true; result: T } | { ok: false; error: WireError };

export interface EngineGone {
  /** One sentence for the user about the engine, which it calls "it". */
  reason: string;
  /** False: it died too often in a row, and a new port comes only when the page asks for one (`requestEnginePort`). */
  restarting: boolean;
}

/** A command of the page that the main process asks for. */
export interface ShellCommand {
  id: string;
  args?: unknown;
}

export interface ShellApi {
  /** The raw answer; the page uses `callShell`, which throws the house's errors. */
  call<M extends ShellMethodName>(method: M, params: Params<M>): Promise<ShellReply<Result<M>>>;
  /** Asks for a port to the engine; the page uses `onEnginePort`. */
  requestEnginePort(): void;
  onEngineGone(listener: (info: EngineGone) => void): Unsubscribe;
  /** Files named on the command line, by the system or by a second start of the app. */
  onOpenPaths(listener: (paths: string[]) => void): Unsubscribe;
  /** A menu item or a note of the system was chosen. */
  onCommand(listener: (command: ShellCommand) => void): Unsubscribe;
  /** A file of settings or keys was changed by another window or outside the app. */
  onConfigChanged(listener: (change: ConfigChange) => void): Unsubscribe;
  /** Another window changed what all of them know: the new values, as JSON by their keys. */
  onSharedState(listener: (json: string) => void): Unsubscribe;
  /** The path of a file that was dropped on the window; empty where it has none. */
  pathForFile(file: File): string;
  readonly platform: string;
  /** What the system's user reads, the preferred one first, as language tags. */
  readonly languages: readonly string[];
  readonly versions: { readonly app: string; readonly electron: string; readonly chrome: string };
}

/** The message by which the preload passes a port to the page: ports cannot cross the context bridge. */
export const ENGINE_PORT_MESSAGE = 'hindcast:engine-port';

/**
 * Calls `listener` with a port to the engine, once now and once after every respawn of the engine, and asks for
 * the first one. The port is not started: whoever listens to it does that.
 */
export function onEnginePort(shell: ShellApi, listener: (port: MessagePort) => void): Unsubscribe {
  const receive = (event: MessageEvent): void => {
    const port = event.ports[0];
    if (event.source !== window || event.origin !== window.origin || event.data !== ENGINE_PORT_MESSAGE || !port) return;
    listener(port);
  };
  window.addEventListener('message', receive);
  shell.requestEnginePort();
  return () => window.removeEventListener('message', receive);
}

/** Calls the main process and rebuilds its errors. */
export async function callShell<M extends ShellMethodName>(shell: ShellApi, method: M, params: Params<M>): Promise<Result<M>> {
  const reply = await shell.call(method, params);
  if (reply.ok) return reply.result;
  throw fromWireError(reply.error);
}
