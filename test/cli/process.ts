import { spawn } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the command line as a stranger would: a process of its own in some folder. `killWhen`: a signal, once standard error shows a text. */
export function hindcast(args: string[], options: { cwd: string; killWhen?: readonly [RegExp, NodeJS.Signals] }): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'cli', 'hindcast.mjs'), ...args], { cwd: options.cwd });
    let stdout = '';
    let stderr = '';
    let killed = false;
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
      if (killed || !options.killWhen?.[0].test(stderr)) return;
      killed = true;
      child.kill(options.killWhen[1]);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
