/**
 * Nothing that trains is ended without a word: closing its window or quitting asks first. Knows Electron only through its
 * options, so that it is tested without.
 */
import type { QuitQuestion } from '../engine/protocol/contract.ts';

export interface LeaveGuardOptions<Window> {
  windows: () => readonly Window[];
  /** What to ask before the window's work is ended; null where there is nothing to lose. */
  question: (window: Window) => QuitQuestion | null;
  /** The user's answer; true: leave. */
  ask: (window: Window, question: QuitQuestion) => Promise<boolean>;
  /** The runs go on when the window's workspace is opened again. */
  resumeLater: (window: Window, runs: readonly string[]) => void;
  close: (window: Window) => void;
  quit: () => void;
}

export interface LeaveGuard<Window> {
  /** False: the window stays for now, and the user is being asked. */
  mayClose(window: Window): boolean;
  mayQuit(): boolean;
}

export function createLeaveGuard<Window>(options: LeaveGuardOptions<Window>): LeaveGuard<Window> {
  const allowed = new Set<Window>();
  let quitting = false;
  let asking = false;

  /** Asks once at a time: a second click on the cross while the question is there changes nothing. */
  function askThen(window: Window, question: QuitQuestion, leaving: readonly Window[], go: () => void): void {
    if (asking) return;
    asking = true;
    void options
      .ask(window, question)
      .then((leave) => {
        if (!leave) return;
        for (const one of leaving) {
          const left = options.question(one);
          if (left) options.resumeLater(one, left.runs);
          allowed.add(one);
        }
        go();
      })
      .finally(() => (asking = false));
  }

  return {
    mayClose(window) {
      const question = options.question(window);
      if (quitting || question === null || allowed.has(window)) return true;
      askThen(window, question, [window], () => options.close(window));
      return false;
    },
    mayQuit() {
      const all = options.windows();
      const busy = all.flatMap((window) => {
        const question = allowed.has(window) ? null : options.question(window);
        return question ? [{ window, question }] : [];
      });
      const [first] = busy;
      if (!first) {
        quitting = true;
        return true;
      }
      const message = busy.map(({ question }) => question.message).join('\n');
      askThen(first.window, { ...first.question, message }, all, options.quit);
      return false;
    },
  };
}
