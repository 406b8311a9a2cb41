/** One attempt at a run as a child process, perhaps killed on its way. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

export type Cell = 'lstm' | 'gru';

/** Where a kill can fall: the child's phases, and the writing of a checkpoint, which is told by the half-written file it leaves. */
export const PLACES = ['start', 'training', 'checkpoint', 'evaluation', 'export'] as const;
export type Place = (typeof PLACES)[number];

export interface Attempt {
  /** Null: it was not killed, but came to its end. */
  killedIn: Place | null;
  /** Milliseconds from the first phase on. */
  took: number;
}

/** `killAfter`: milliseconds after the first phase has begun; null lets it come to its end. Throws where it fails on its own. */
export async function attempt(folder: string, cell: Cell, killAfter: number | null): Promise<Attempt> {
  const child = spawn(process.execPath, [CHILD, folder, cell], { stdio: ['ignore', 'pipe', 'pipe'] });
  let phases = '';
  let complaints = '';
  let startedAt = 0;
  let timer: NodeJS.Timeout | undefined;
  child.stderr.on('data', (text) => (complaints += String(text)));
  child.stdout.on('data', (text) => {
    phases += String(text);
    if (startedAt > 0) return;
    startedAt = performance.now();
    if (killAfter !== null) timer = setTimeout(() => child.kill('SIGKILL'), killAfter);
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  const took = performance.now() - startedAt;
  if (signal === 'SIGKILL') return { killedIn: place(folder, child.pid!, phases.trim().split('\n').at(-1) as Place), took };
  if (code !== 0) throw new Error(`The run in ${folder} failed on its own: ${complaints.trim() || `exit code ${code}`}`);
  return { killedIn: null, took };
}

function place(folder: string, pid: number, phase: Place): Place {
  if (phase !== 'training' || !existsSync(folder)) return phase;
  return readdirSync(folder).some((name) => name.includes(`.${pid}-`) && name.endsWith('.saving')) ? 'checkpoint' : phase;
}
