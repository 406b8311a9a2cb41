/**
 * Builds the native core with nothing but a C++ compiler and the packages `node-api-headers` and
 * `node-addon-api`. Run by `npm install`; does nothing when sources and flags are unchanged.
 *
 *   node engine/native/build.mjs [--arch x64|arm64]            the addon
 *   node engine/native/build.mjs --test [--sanitize=LIST]      builds the native tests and, if they are for this
 *                                                              processor, runs them
 *
 * CXX names the compiler; `CXX=aarch64-linux-gnu-g++ ... --arch arm64` cross-compiles.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, platform as osPlatform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const sourceFolder = join(here, 'src');
const platform = osPlatform();

const COMMON_FLAGS = ['-std=c++20', '-O3', '-Wall', '-Wextra', '-Werror', '-fPIC', '-fvisibility=hidden', '-pthread', `-I${sourceFolder}`];
/** Kernels may fuse a product with a sum; nothing there reads errno. */
const KERNEL_FLAGS = ['-ffp-contract=fast', '-fno-math-errno'];
/** The instruction sets of an architecture and the flags of each one's translation unit; the rest is built for the baseline. */
const INSTRUCTION_SETS = {
  x64: {
    scalar: [],
    sse2: [],
    avx2: ['-mavx2', '-mfma'],
    avx512: ['-mavx512f', '-mavx512dq', '-mavx512bw', '-mavx512vl', '-mfma'],
  },
  arm64: { scalar: [], neon: [] },
};
const LINK_FLAGS = {
  linux: ['-shared', '-pthread', '-static-libstdc++', '-static-libgcc', '-Wl,--exclude-libs,ALL'],
  darwin: ['-bundle', '-undefined', 'dynamic_lookup'],
};
const HOW_TO_INSTALL = {
  linux: 'On Debian or Ubuntu: sudo apt-get install g++',
  darwin: 'On macOS: xcode-select --install',
  win32: 'Windows needs clang++: winget install LLVM.LLVM, with the Visual Studio build tools for the linker',
};

function parseArguments(args) {
  const options = { arch: process.arch, test: false, sanitize: '' };
  for (let k = 0; k < args.length; k++) {
    if (args[k] === '--test') options.test = true;
    else if (args[k] === '--arch') options.arch = args[++k];
    else if (args[k].startsWith('--sanitize=')) options.sanitize = args[k].slice('--sanitize='.length);
    else throw new Error(`Expected --arch, --test or --sanitize=... but received ${args[k]}`);
  }
  if (!(options.arch in INSTRUCTION_SETS))
    throw new Error(`Expected ${Object.keys(INSTRUCTION_SETS).join(' or ')} for the architecture but received ${options.arch}`);
  return options;
}

/** The compiler and the first line it prints about itself. */
function findCompiler() {
  const candidates = process.env.CXX ? [process.env.CXX] : platform === 'win32' ? ['clang++'] : ['c++', 'g++', 'clang++'];
  for (const command of candidates) {
    const probe = spawnSync(command, ['--version'], { encoding: 'utf8' });
    if (probe.status === 0) return { command, version: probe.stdout.split('\n')[0].trim() };
  }
  throw new Error(
    `Hindcast trains its models in a core written in C++, and no C++ compiler was found (tried ${candidates.join(', ')}). ` +
      `${HOW_TO_INSTALL[platform] ?? 'Install g++ or clang++'}. Then run npm install again, or set CXX to a compiler of C++20.`,
  );
}

function listFiles(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function sourceFolders(options) {
  return options.test ? [sourceFolder, join(here, 'test')] : [sourceFolder];
}

/** Every translation unit with its flags. */
function translationUnits(options, version) {
  const sets = INSTRUCTION_SETS[options.arch];
  const sanitizer = options.sanitize ? [`-fsanitize=${options.sanitize}`, '-fno-sanitize-recover=all', '-g', '-O1'] : [];
  const units = [];
  for (const file of sourceFolders(options)
    .flatMap(listFiles)
    .filter((name) => name.endsWith('.cc'))) {
    const set = /isa_(\w+)\.cc$/.exec(file)?.[1];
    if (set !== undefined && !(set in sets)) continue;
    const flags = [...COMMON_FLAGS, ...sanitizer];
    if (set !== undefined) flags.push(...KERNEL_FLAGS, ...sets[set]);
    if (dirname(file) === join(sourceFolder, 'node')) {
      if (options.test) continue;
      flags.push('-DNAPI_VERSION=8', '-DNAPI_CPP_EXCEPTIONS', `-DHINDCAST_VERSION="${version}"`);
      flags.push('-isystem', require('node-api-headers').include_dir);
      flags.push('-isystem', require('node-addon-api').include_dir);
    }
    units.push({ file, flags });
  }
  return units;
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit' });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with code ${code}`))));
  });
}

/** Compiles on as many cores as there are, the slowest files first; returns the objects. */
async function compile(compiler, units, folder) {
  const queue = units
    .map((unit, index) => ({ ...unit, object: join(folder, `${index}.o`) }))
    .sort((a, b) => Number(b.flags.includes('-ffp-contract=fast')) - Number(a.flags.includes('-ffp-contract=fast')));
  const objects = queue.map((unit) => unit.object);
  const worker = async () => {
    for (let unit = queue.shift(); unit !== undefined; unit = queue.shift())
      await run(compiler.command, [...unit.flags, '-c', unit.file, '-o', unit.object]);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return objects;
}

async function main() {
  const options = parseArguments(process.argv.slice(2));
  const linkFlags = LINK_FLAGS[platform];
  if (linkFlags === undefined)
    throw new Error(`The native core is built on Linux and macOS so far, not on ${platform}. ${HOW_TO_INSTALL[platform] ?? ''}`);
  const compiler = findCompiler();
  const { version } = JSON.parse(readFileSync(join(here, '../../package.json'), 'utf8'));
  const units = translationUnits(options, version);

  const variant = options.test ? `test${options.sanitize ? `-${options.sanitize.replaceAll(',', '-')}` : ''}` : 'Release';
  const folder = join(here, 'build', variant);
  const name = `hindcast_${platform}-${options.arch}`;
  const target = join(folder, options.test ? `${name}-test` : `${name}.node`);
  const hash = createHash('sha256').update(JSON.stringify([compiler, units, linkFlags]));
  for (const file of [...sourceFolders(options).flatMap(listFiles), fileURLToPath(import.meta.url)])
    hash.update(relative(here, file)).update(readFileSync(file));
  const digest = hash.digest('hex');
  const stamp = `${target}.sha256`;

  const unchanged = existsSync(target) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
  if (!unchanged) {
    const objects = join(folder, `objects-${options.arch}`);
    mkdirSync(objects, { recursive: true });
    const files = await compile(compiler, units, objects);
    const flags = options.test ? ['-pthread', ...(options.sanitize ? [`-fsanitize=${options.sanitize}`] : [])] : linkFlags;
    const fresh = `${target}.${process.pid}`;
    await run(compiler.command, [...files, ...flags, '-o', fresh]);
    renameSync(fresh, target);
    writeFileSync(stamp, digest);
    console.log(`Built ${relative(process.cwd(), target)} with ${compiler.version}`);
  }
  if (options.test && options.arch === process.arch) await run(target, []);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
