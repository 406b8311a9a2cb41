/**
 * Time as the engine sees it. Logic takes a clock as a parameter, so that tests own it; the real one is here and
 * nowhere else.
 */
export interface Clock {
  /** Milliseconds since some fixed moment; never runs backwards. */
  now(): number;
  /** The moment on the wall: ISO 8601, UTC, to the second. */
  date(): string;
  /** Calls `run` once after so many milliseconds; the returned function calls it off. */
  after(milliseconds: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
