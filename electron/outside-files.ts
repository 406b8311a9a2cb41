/**
 * Files that reach the app from outside: on the command line, from the system, from a second start. All of them take
 * this one way to the page of the window in front, and wait here until a page is there.
 */
import { isOpenable } from './command-line.ts';

export interface OutsideFiles {
  open(paths: readonly string[]): void;
  /** The window's page listens from now on; what has waited goes to it. */
  deliverTo(windowId: number, send: (paths: string[]) => void): void;
  /** The window's page is gone; where there is no other, files wait again. */
  hold(windowId: number): void;
  /** The window came to the front. */
  prefer(windowId: number): void;
}

export function outsideFiles(): OutsideFiles {
  const pages = new Map<number, (paths: string[]) => void>();
  let waiting: string[] = [];
  let preferred: number | null = null;

  function flush(): void {
    const send = (preferred === null ? undefined : pages.get(preferred)) ?? [...pages.values()][0];
    if (!send || waiting.length === 0) return;
    send(waiting);
    waiting = [];
  }

  return {
    open(paths) {
      waiting.push(...paths.filter(isOpenable));
      flush();
    },
    deliverTo(windowId, send) {
      pages.set(windowId, send);
      flush();
    },
    hold: (windowId) => void pages.delete(windowId),
    prefer: (windowId) => void (preferred = windowId),
  };
}
