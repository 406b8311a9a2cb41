import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const SCRIPT = path.resolve(import.meta.dirname, '..', '..', 'scripts', 'foreign-binaries.mjs');

test('a package with a binary of another platform or processor is found out', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hindcast-package-'));
  const elf = (machine: number): Buffer => {
    const bytes = Buffer.alloc(64);
    bytes.write('\x7fELF', 'latin1');
    bytes.writeUInt16LE(machine, 18);
    return bytes;
  };
  mkdirSync(path.join(folder, 'deep'));
  writeFileSync(path.join(folder, 'own.so'), elf(0x3e));
  writeFileSync(path.join(folder, 'deep', 'arm.so'), elf(0xb7));
  writeFileSync(path.join(folder, 'deep', 'windows.dll'), 'MZ and more');
  writeFileSync(path.join(folder, 'mac.dylib'), Buffer.from('cffaedfe0c000001', 'hex'));
  writeFileSync(path.join(folder, 'text.js'), 'a');
  const code = `import { foreignBinaries } from ${JSON.stringify(SCRIPT)};
    process.stdout.write(JSON.stringify(foreignBinaries(${JSON.stringify(folder)}, 'linux', 'x64')));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  expect((JSON.parse(stdout) as string[]).map((line) => line.slice(folder.length + 1)).sort()).toEqual([
    'deep/arm.so is for linux of another processor',
    'deep/windows.dll is for win32',
    'mac.dylib is for darwin',
  ]);
});
