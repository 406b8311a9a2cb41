/** Finds binaries in a folder that are not for the platform it is meant for, by the first bytes of every file. */
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';

const ELF_MACHINES = { x64: 0x3e, arm64: 0xb7 };
const MACH_O = new Set([0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe]);

function head(file) {
  const bytes = Buffer.alloc(20);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, bytes);
  closeSync(descriptor);
  return bytes;
}

/** The platform of a binary, with its architecture where the head tells it; null for any other file. */
function platformOf(file, arch) {
  const bytes = head(file);
  if (bytes.toString('latin1', 0, 4) === '\x7fELF')
    return bytes.readUInt16LE(18) === ELF_MACHINES[arch] ? 'linux' : 'linux of another processor';
  if (bytes.toString('latin1', 0, 2) === 'MZ') return 'win32';
  return MACH_O.has(bytes.readUInt32BE(0)) ? 'darwin' : null;
}

/** @returns {string[]} one line a foreign file */
export function foreignBinaries(folder, platform = process.platform, arch = process.arch) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, found: platformOf(file, arch) }))
    .filter(({ found }) => found !== null && found !== platform)
    .map(({ file, found }) => `${file} is for ${found}`);
}
