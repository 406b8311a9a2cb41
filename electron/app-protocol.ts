/** Serves the built page, and nothing else, as hindcast://app/. */
import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import type { Session } from 'electron';
import { resolveAppFile } from './app-files.ts';
import { SECURITY_HEADERS } from './csp.ts';
import { APP_SCHEME } from './origin.ts';

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

export function serveApp(session: Session, root: string): void {
  session.protocol.handle(APP_SCHEME, (request) => answer(root, request.method, request.url));
}

/** Exported for tests. */
export async function answer(root: string, method: string, address: string): Promise<Response> {
  if (method !== 'GET') return refuse(405);
  const file = resolveAppFile(root, address);
  if (file === null) return refuse(404);
  try {
    const body = await readFile(file.path);
    return new Response(new Uint8Array(body), { headers: { ...SECURITY_HEADERS, 'Content-Type': file.type } });
  } catch {
    return refuse(404);
  }
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: { ...SECURITY_HEADERS } });
}
