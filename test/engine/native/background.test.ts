import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';

import { createModel, native, stack, waveSource } from './models.ts';

const LOWERED = 10;
const graph = stack('gru', { T: 24, I: 2, H: 32, O: 3 });

/** The nice values of this process's threads, the 19th field of their `stat`; one that ended meanwhile is left out. */
function niceValues(): number[] {
  return readdirSync('/proc/self/task').flatMap((thread) => {
    try {
      const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
      return [Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])];
    } catch {
      return [];
    }
  });
}

const lowered = (): number => niceValues().filter((nice) => nice >= LOWERED).length;

/** The most lowered threads at any moment of a training on `threads`, and what it learnt. */
async function train(threads: number): Promise<{ most: number; parameters: Float32Array }> {
  const model = createModel(graph, { threads });
  model.setSource(waveSource(graph, 3, 600, 0));
  const order = Int32Array.from({ length: 64 * 30 }, (_, k) => (k * 53) % 500);
  let done = false;
  const training = model.trainSteps({ order, batch: 64, rates: new Float64Array(30).fill(0.01) }).finally(() => (done = true));
  let most = 0;
  while (!done) {
    most = Math.max(most, lowered());
    await new Promise((resolve) => setImmediate(resolve));
  }
  await training;
  const parameters = model.getParameters();
  model.dispose();
  return { most, parameters };
}

// Of a process that is as low already nothing could be seen.
describe.runIf(process.platform === 'linux' && getPriority() < LOWERED)('threads that compute in the background', () => {
  afterEach(() => native.configure({ background: false }));

  it('are lowered, one for each thread of the training, and change nothing in the result', async () => {
    const before = lowered();
    const foreground = await train(3);
    expect(foreground.most).toBe(before);
    native.configure({ background: true });
    const background = await train(3);
    expect(background.most).toBe(before + 3);
    expect(background.parameters).toEqual(foreground.parameters);
  });

  it('leave no lowered thread behind that does other work', async () => {
    const before = lowered();
    native.configure({ background: true });
    await train(2);
    expect(lowered()).toBe(before);
  });

  it('pass on what was wrong with a call', async () => {
    native.configure({ background: true });
    const model = createModel(graph);
    model.setSource(waveSource(graph, 3, 600, 0));
    await expect(model.predict(Int32Array.of(1_000_000), 1)).rejects.toThrow(/^Expected/);
    model.dispose();
  });
});
