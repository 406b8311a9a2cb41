/**
 * `npm start [file.csv]`: builds what has changed and opens the app. Without a screen it says what works without one
 * and ends with 1, because the window that was asked for did not open.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findElectron } from './electron-runtime.mjs';
import { DEBIAN_PACKAGES } from './electron-libraries.mjs';
import { environment, run } from './steps.mjs';

const root = join(import.meta.dirname, '..');
const SOURCES = ['electron', 'engine', 'renderer', 'electron.vite.config.mjs', 'package.json'];
const BUILT = [
  'out/main/main.cjs',
  'out/main/engine-main.cjs',
  'out/main/heavy-thread.cjs',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
];
const NOT_BUNDLED = new Set(['src', 'build', 'test']);

function newest(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  const entries = readdirSync(path).filter((name) => !NOT_BUNDLED.has(name));
  return Math.max(0, ...entries.map((name) => newest(join(path, name))));
}

function isBuilt() {
  if (!BUILT.every((file) => existsSync(join(root, file)))) return false;
  const oldestOutput = Math.min(...BUILT.map((file) => statSync(join(root, file)).mtimeMs));
  return Math.max(...SOURCES.map((path) => newest(join(root, path)))) < oldestOutput;
}

function explain(code, signal) {
  if (code === 127)
    return `Electron needs system libraries that are missing here. On Debian and Ubuntu: sudo apt-get install ${DEBIAN_PACKAGES}`;
  if (signal === 'SIGTRAP' && process.platform === 'linux')
    return 'If the lines above speak of the sandbox: this system does not let programs make user namespaces, which it needs.';
  return null;
}

async function main() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    console.error('There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the window cannot open.');
    console.error('Without one these work: `npm run demo` (the main job, headless) and `npx hindcast --help` (the command line).');
    return 1;
  }
  const runtime = await findElectron();
  console.log(runtime.notice);
  if (!isBuilt()) {
    const status = run(['electron-vite', 'build', '--logLevel', 'warn']);
    if (status !== 0) return status;
  }
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(runtime.executable, [root, ...asRoot, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: environment,
    // npm moves to the project's folder; a relative path on the command line is meant from where the user stands.
    cwd: process.env.INIT_CWD ?? process.cwd(),
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      const hint = explain(code, signal);
      if (hint) console.error(hint);
      resolve(code ?? 1);
    });
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
