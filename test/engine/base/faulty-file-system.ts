import type { FileSystem, OpenFile } from '../../../engine/base/file-system.ts';
import { diskFileSystem } from '../../../engine/base/file-system.ts';

export type Fault = 'ENOSPC' | 'EIO' | 'short write' | 'lost write' | 'kill before' | 'kill after';

/** Thrown by every operation of a process that is dead. */
export class Killed extends Error {}

/** The real disk, whose operation number `at` (from 1) goes wrong. `operations` tells how many there were. */
export function createFaultyFileSystem(at: number, fault: Fault): FileSystem & { readonly operations: number; readonly names: string[] } {
  const names: string[] = [];
  let dead = false;

  async function run<T>(name: string, real: () => Promise<T>): Promise<T> {
    if (dead) throw new Killed();
    names.push(name);
    if (names.length !== at) return real();
    if (fault === 'ENOSPC' || fault === 'EIO') throw Object.assign(new Error(fault), { code: fault });
    if (fault === 'kill before') dead = true;
    if (dead) throw new Killed();
    const result = await real();
    if (fault === 'kill after') {
      dead = true;
      throw new Killed();
    }
    return result;
  }

  return {
    names,
    get operations() {
      return names.length;
    },
    inspect: (path) => run('inspect', () => diskFileSystem.inspect(path)),
    rename: (from, to) => run('rename', () => diskFileSystem.rename(from, to)),
    remove: (path) => run('remove', () => diskFileSystem.remove(path)),
    syncFolder: (path) => run('syncFolder', () => diskFileSystem.syncFolder(path)),
    async create(path) {
      let opened: OpenFile | null = null;
      const file = await run('create', async () => (opened = await diskFileSystem.create(path))).catch(async (error: unknown) => {
        await opened?.close();
        throw error;
      });
      return {
        async write(bytes) {
          const here = names.length + 1 === at;
          const half = bytes.subarray(0, Math.ceil(bytes.length / 2));
          const partly = here && (fault === 'short write' || fault === 'lost write' || fault === 'kill after');
          const written = await run('write', () => file.write(partly ? half : bytes));
          return here && fault === 'lost write' ? bytes.length : written;
        },
        read: () => file.read(),
        size: () => run('size', () => file.size()),
        chmod: (mode) => run('chmod', () => file.chmod(mode)),
        sync: () => run('sync', () => file.sync()),
        async close() {
          try {
            await run('close', () => file.close());
          } catch (error) {
            // The system closes the files of a dead process.
            await file.close();
            throw error;
          }
        },
      };
    },
  };
}
