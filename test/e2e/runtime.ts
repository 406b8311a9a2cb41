/** What this machine has for running the window: an Electron, a screen or Xvfb, and the libraries; or why not. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '..', '..');
const INSTALL = 'sudo apt-get install -y xvfb xauth libgtk-3-0 libnss3 libasound2 libgbm1';

export interface E2eRuntime {
  executable: string;
}

/** The runtime, or one sentence that says what is missing and how to get it. */
export function findRuntime(): E2eRuntime | string {
  if (!existsSync(path.join(ROOT, 'out', 'main', 'main.cjs')) || !existsSync(path.join(ROOT, 'out', 'renderer', 'index.html')))
    return 'The app is not built: run `npm run build`.';
  let executable: string;
  try {
    const script = path.join(ROOT, 'scripts', 'electron-runtime.mjs');
    const answer = execFileSync(process.execPath, [script, '--json'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    ({ executable } = JSON.parse(answer) as E2eRuntime);
  } catch (error) {
    return (error as { stderr?: string }).stderr?.trim() ?? String(error);
  }
  if (process.platform !== 'linux') return { executable };
  if (!process.env['DISPLAY'] && !onPath('Xvfb')) return `There is no screen and no Xvfb. On Debian and Ubuntu: ${INSTALL}`;
  const missing = missingLibraries(executable);
  if (missing.length > 0) return `Electron misses ${missing.join(', ')}. On Debian and Ubuntu: ${INSTALL}`;
  return { executable };
}

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));
}

function missingLibraries(executable: string): string[] {
  const lines = execFileSync('ldd', [executable], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes('not found')).map((line) => line.trim().split(' ')[0] ?? '');
}

export interface Screen {
  display: string | undefined;
  close(): void;
}

/** The screen that is there, or an Xvfb of our own on the first free number. */
export async function openScreen(): Promise<Screen> {
  if (process.platform !== 'linux' || process.env['DISPLAY']) return { display: process.env['DISPLAY'], close: () => {} };
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}.`)));
    server.stdio[3]?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return { display: `:${number}`, close: () => void server.kill() };
}
