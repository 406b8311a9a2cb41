/** Everything that a page is not allowed, for every session and every page there ever is. */
import type { Session, WebContents } from 'electron';
import { isAppUrl } from './origin.ts';

/** Addresses that never leave the machine. */
const LOCAL_PROTOCOLS: ReadonlySet<string> = new Set(['devtools:', 'blob:', 'data:']);

export function isLocalAddress(address: string): boolean {
  try {
    return isAppUrl(address) || LOCAL_PROTOCOLS.has(new URL(address).protocol);
  } catch {
    return false;
  }
}

/** No permission, no device, no download, and no request that leaves the machine. */
export function hardenSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isLocalAddress(details.url) }));
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  void session.setProxy({ mode: 'direct' });
}

/** A page stays where it is: it opens no window, goes nowhere else and holds no guest. */
export function hardenContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event, address) => {
    if (!isAppUrl(address)) event.preventDefault();
  });
  contents.on('will-redirect', (event, address) => {
    if (!isAppUrl(address)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
