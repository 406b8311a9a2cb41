/** Which file of the built page an address means. Decides on names only, so that it can be tested without Electron. */
import path from 'node:path';
import { isAppUrl } from './origin.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

export interface AppFile {
  path: string;
  type: string;
}

/**
 * The file under `root` that `address` names; null where it names none: another host, a path that leaves the root
 * (encoded or not), or a type that the page does not consist of.
 */
export function resolveAppFile(root: string, address: string): AppFile | null {
  if (!isAppUrl(address)) return null;
  const name = decode(new URL(address).pathname);
  if (name === null || name.includes('\0') || name.includes('\\')) return null;
  const segments = name.split('/').filter((segment) => segment !== '');
  if (segments.some((segment) => segment === '..' || segment === '.' || segment.includes(':'))) return null;
  const file = path.join(root, ...(segments.length === 0 ? ['index.html'] : segments));
  const relative = path.relative(root, file);
  if (relative === '' || relative.startsWith('..') || path.isAbsolute(relative)) return null;
  const type = TYPES[path.extname(file).toLowerCase()];
  return type === undefined ? null : { path: file, type };
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
