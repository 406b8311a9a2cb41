import type { ShallowRef } from 'vue';
import { shallowRef } from 'vue';
import type { StartMark } from '../../../engine/protocol/contract.ts';

/** The page's steps of the start, in their order; the main process adds its own before them. */
export type StartStep = 'page' | 'script' | 'services' | 'mounted' | 'interactive';

/** Measures the start of the window, once. */
export class StartupService {
  /** Every step, in milliseconds since the app's process began; null until the window can be used. */
  readonly times: ShallowRef<readonly StartMark[] | null> = shallowRef(null);
  readonly #marks = new Map<StartStep, number>([['page', performance.timeOrigin]]);
  readonly #tell: (marks: StartMark[]) => Promise<StartMark[]>;

  constructor(tell: (marks: StartMark[]) => Promise<StartMark[]>) {
    this.#tell = tell;
  }

  /** @param at Milliseconds since 1970. */
  mark(step: StartStep, at = performance.timeOrigin + performance.now()): void {
    if (!this.#marks.has(step)) this.#marks.set(step, at);
  }

  /**
   * The parts are drawn: the window counts as usable once a frame is out and its events are taken.
   * @param shown Resolves when what the window shows has its code.
   */
  async drawn(shown: () => Promise<void>): Promise<void> {
    if (this.#marks.has('interactive')) return;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await shown();
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => setTimeout(resolve));
    this.mark('interactive');
    this.times.value = await this.#tell([...this.#marks].map(([name, at]) => ({ name, at })));
  }
}
