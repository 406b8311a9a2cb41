/** Whether another process still lives, and marks that tell it from a later one with the same number. */
import { readFileSync } from 'node:fs';

/** A process that has ended and whose parent has not asked for its end yet counts as gone. */
export function isProcessAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !['Z', 'X'].includes(statOf(pid)?.[0] ?? '');
}

/** The fields of Linux's `/proc/<pid>/stat` from the state on; null elsewhere or when the process is gone. */
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** Boot and start time of a process where the system tells (Linux); null elsewhere or when it is gone. */
export function processMark(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // Field 22 of the whole is the 20th from the state on.
    const start = statOf(pid)?.[19];
    return start === undefined ? null : `${boot}/${start}`;
  } catch {
    return null;
  }
}
