/**
 * Asks for one thing at a time. What is asked while an answer is under way replaces what waits, so a fast
 * zoom costs two loads and not sixty; the last request is always answered last.
 */

export interface LoaderHooks<Q, R> {
  load: (query: Q) => Promise<R>;
  loaded: (result: R, query: Q) => void;
  failed: (error: unknown) => void;
  /** True from the first request until nothing is left to do. */
  busy: (busy: boolean) => void;
}

export interface LatestLoader<Q> {
  /** Loads after the wait; a newer request inside it takes its place without starting it anew. */
  request: (query: Q, wait?: number) => void;
  /** Forgets what waits and drops the answer under way. */
  cancel: () => void;
}

export function latestLoader<Q, R>(hooks: LoaderHooks<Q, R>, delay = 40): LatestLoader<Q> {
  let waiting: { query: Q } | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** Identity of the load under way; an answer with another one is late. */
  let running: object | null = null;

  async function start(): Promise<void> {
    timer = null;
    if (running || !waiting) return;
    const { query } = waiting;
    const token = {};
    waiting = null;
    running = token;
    try {
      const result = await hooks.load(query);
      if (running === token) hooks.loaded(result, query);
    } catch (error) {
      if (running === token) hooks.failed(error);
    }
    if (running !== token) return;
    running = null;
    if (waiting) timer ??= setTimeout(() => void start(), 0);
    else hooks.busy(false);
  }

  return {
    request(query, wait = delay) {
      if (!waiting && !running) hooks.busy(true);
      waiting = { query };
      timer ??= setTimeout(() => void start(), wait);
    },
    cancel() {
      if (timer !== null) clearTimeout(timer);
      if (waiting || running) hooks.busy(false);
      timer = null;
      waiting = null;
      running = null;
    },
  };
}
