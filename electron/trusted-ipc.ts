/**
 * The door of the main process. Every call is from the app's own page, in the top frame of one of our windows, with
 * parameters of the contract's shape, or it is refused. Errors go back as data.
 */
import { BrowserWindow, ipcMain } from 'electron';
import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import type { Handlers, ShellMethodName } from '../engine/protocol/contract.ts';
import { ExpectedError, toWireError } from '../engine/protocol/errors.ts';
import type { ShellReply } from '../engine/protocol/shell-api.ts';
import { parseParams } from '../engine/protocol/validate.ts';
import { shellValidators } from '../engine/protocol/validators.ts';
import { SHELL_METHODS } from './channels.ts';
import { isAppUrl } from './origin.ts';

type SenderEvent = Pick<IpcMainEvent | IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/** Whether a message comes from the top frame of one of our windows, and that frame shows the app. */
export function isTrusted({ sender, senderFrame }: SenderEvent): boolean {
  if (!senderFrame || sender.isDestroyed() || BrowserWindow.fromWebContents(sender) === null) return false;
  return senderFrame === sender.mainFrame && isAppUrl(senderFrame.url);
}

/** Serves the shell's part of the contract, each method on a channel of its name; each window has handlers of its own. */
export function serveShell(handlersOf: (sender: WebContents) => Handlers<'shell'>, onBug: (error: unknown, method: string) => void): void {
  for (const method of Object.keys(SHELL_METHODS) as ShellMethodName[]) {
    ipcMain.handle(method, (event, params: unknown) => answer(event, method, params, handlersOf, onBug));
  }
}

async function answer(
  event: SenderEvent,
  method: ShellMethodName,
  params: unknown,
  handlersOf: (sender: WebContents) => Handlers<'shell'>,
  onBug: (error: unknown, method: string) => void,
): Promise<ShellReply<unknown>> {
  try {
    if (!isTrusted(event)) throw new ExpectedError('untrusted-sender', `${method} was refused: it did not come from the app's own window.`);
    const handler = handlersOf(event.sender)[method] as (params: unknown, context: { signal: AbortSignal }) => unknown;
    const result = await handler(parseParams<unknown>(shellValidators[method], params, method), { signal: new AbortController().signal });
    return { ok: true, result };
  } catch (error) {
    const wire = toWireError(error);
    if (wire.kind === 'bug') onBug(error, method);
    return { ok: false, error: wire };
  }
}

/** A message without an answer, from the app's page or not at all. */
export function onTrusted(channel: string, listener: (event: IpcMainEvent) => void): void {
  ipcMain.on(channel, (event) => {
    if (isTrusted(event)) listener(event);
  });
}
