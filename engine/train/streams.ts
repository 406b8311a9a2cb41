import { createRandom } from '../base/random.ts';

/** One epoch of truncated back-propagation through time, as `TrainStepsRequest` takes it. */
export interface StreamEpoch {
  /** First rows of the chunks, for `WindowSource.starts`. */
  starts: Int32Array;
  /** Indices into `starts`, `batch` for each step: place b of the batch goes through its chunks one after the other. */
  order: Int32Array;
  /** 1 where a chunk does not follow the one that its place had before, so that its state starts at zero. */
  restarts: Uint8Array;
}

/** A stretch of rows in which the state may go on: a series, or what lies between two gaps. */
export interface Stretch {
  offset: number;
  length: number;
}

/**
 * Cuts stretches into chunks of `chunk` steps and deals them out to the `batch` places in equal, consecutive parts, so that
 * the state of a place goes on from chunk to chunk (truncated BPTT: Williams & Peng 1990; the batching of language models).
 * A chunk at row s needs the rows s .. s + needed - 1 inside its stretch, `needed` >= `chunk` (its targets included). Each
 * epoch begins at another row of the first chunk, drawn by seed and epoch, so that chunks do not always end at the same rows.
 * At most `batch` - 1 chunks at the end are left out; with fewer chunks than places the batch is as small as they are.
 */
export function streamEpoch(
  stretches: readonly Stretch[],
  sizes: { chunk: number; needed: number; batch: number },
  seed: number,
  epoch: number,
): StreamEpoch {
  const { chunk, needed } = sizes;
  const shift = createRandom(seed, epoch).below(chunk);
  const starts: number[] = [];
  const firsts = new Set<number>();
  for (const { offset, length } of stretches) {
    const room = length - needed;
    if (room < 0) continue;
    firsts.add(starts.length);
    for (let row = Math.min(shift, room); row <= room; row += chunk) starts.push(offset + row);
  }
  const batch = Math.min(sizes.batch, starts.length);
  const steps = batch === 0 ? 0 : Math.floor(starts.length / batch);
  const order = new Int32Array(steps * batch);
  const restarts = new Uint8Array(steps * batch);
  for (let step = 0; step < steps; step++) {
    for (let place = 0; place < batch; place++) {
      const index = place * steps + step;
      order[step * batch + place] = index;
      restarts[step * batch + place] = step === 0 || firsts.has(index) ? 1 : 0;
    }
  }
  return { starts: Int32Array.from(starts), order, restarts };
}
