/**
 * Aborts as soon as one of the signals does, with its reason. Stands in for `AbortSignal.any`, which the engine does not have where it runs
 * in an Electron whose Node is older than 20.3.
 */
export function anySignal(...signals: readonly AbortSignal[]): AbortSignal {
  const joined = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) joined.abort(signal.reason);
    else signal.addEventListener('abort', () => joined.abort(signal.reason), { once: true, signal: joined.signal });
  }
  return joined.signal;
}
