/**
 * Files that reach the app from outside: on the command line, from the system, from a second start. All of them take
 * this one way to the page, and wait here until the page is there.
 */
import { isOpenable } from './command-line.ts';

export interface OutsideFiles {
  open(paths: readonly string[]): void;
  /** The page listens from now on; what has waited goes to it. */
  deliverTo(send: (paths: string[]) => void): void;
  /** The page is gone; files wait again. */
  hold(): void;
}

export function outsideFiles(): OutsideFiles {
  let waiting: string[] = [];
  let send: ((paths: string[]) => void) | null = null;

  function flush(): void {
    if (!send || waiting.length === 0) return;
    send(waiting);
    waiting = [];
  }

  return {
    open(paths) {
      waiting.push(...paths.filter(isOpenable));
      flush();
    },
    deliverTo(target) {
      send = target;
      flush();
    },
    hold() {
      send = null;
    },
  };
}
