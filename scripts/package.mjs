/**
 * `npm run package`: an unpacked application in dist/, for looking at and testing. `-- --installers` makes what people
 * install (nsis, dmg, AppImage, deb), and only from the official Electron.
 */
import { build } from 'electron-builder';
import { existsSync } from 'node:fs';
import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { foreignBinaries } from './foreign-binaries.mjs';
import { isFallback } from './electron-fallback.mjs';
import { findElectron } from './electron-runtime.mjs';
import { run } from './steps.mjs';

const root = join(import.meta.dirname, '..');

/** Electron-builder copies the runtime as it is, so the default app of the development runtime is left out first. */
async function withoutDefaultApp(dist) {
  const copy = join(root, 'out', 'package-runtime');
  await rm(copy, { recursive: true, force: true });
  await cp(dist, copy, { recursive: true, filter: (source) => source !== join(dist, 'resources', 'app') });
  return copy;
}

async function nativeIsThere() {
  const folder = join(root, 'engine', 'native', 'build', 'Release');
  return existsSync(folder) && (await readdir(folder)).some((name) => name.endsWith('.node'));
}

async function main() {
  const installers = process.argv.includes('--installers');
  const runtime = await findElectron();
  const old = await isFallback(runtime.dist);
  console.log(runtime.notice);
  if (old && installers) {
    console.error(
      'No installers are made from this Electron: it is old and for development only. Run this where the official one can be downloaded, ' +
        'or `npm run package` for an unpacked application to test.',
    );
    return 1;
  }
  if (!(await nativeIsThere())) {
    const status = run(['node', 'engine/native/build.mjs']);
    if (status !== 0) return status;
  }
  const built = run(['electron-vite', 'build', '--logLevel', 'warn']);
  if (built !== 0) return built;

  // Tests drive the unpacked application through the inspector, and the old runtime does not know every fuse.
  const forTests = {
    electronFuses: null,
    electronDist: old ? await withoutDefaultApp(runtime.dist) : runtime.dist,
    electronVersion: runtime.version,
  };
  const official = { electronVersion: runtime.version, ...(runtime.kind === 'override' ? { electronDist: runtime.dist } : {}) };
  await build({
    projectDir: root,
    ...(installers ? {} : { dir: true }),
    publish: 'never',
    config: { extends: join(root, 'electron-builder.yml'), ...(old ? forTests : official) },
  });
  const foreign = installers ? [] : foreignBinaries(join(root, 'dist'));
  for (const line of foreign) console.error(`Not for this platform: ${line}`);
  return foreign.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
