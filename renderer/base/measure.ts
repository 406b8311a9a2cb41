/** Times of work on the user timing track, for benchmarks and the profiler; off, it costs one look at a property. */

const switchName = 'hindcastMeasures';

/** Runs the work; where `globalThis.hindcastMeasures` is true its time is kept under the name. */
export function measured<T>(name: string, work: () => T): T {
  if (Reflect.get(globalThis, switchName) !== true) return work();
  const start = performance.now();
  try {
    return work();
  } finally {
    performance.measure(name, { start });
  }
}
