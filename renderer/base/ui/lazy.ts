/** Parts of the window whose code is loaded when they are first shown, or before, while the window has nothing to do. */
import type { Component, ShallowRef } from 'vue';
import { defineComponent, h, shallowRef } from 'vue';
import type { Disposer } from '../disposable.ts';
import LazyState from './LazyState.vue';

type Load = () => Promise<{ default: Component }>;

/** The most that a part waits for an idle moment of its own, in milliseconds. */
const idleWithin = 2000;

class LazyPart {
  readonly component: ShallowRef<Component | null> = shallowRef(null);
  readonly failure: ShallowRef<string | null> = shallowRef(null);
  loading: Promise<void> | null = null;
  readonly #load: Load;

  constructor(load: Load) {
    this.#load = load;
  }

  /** Loads once; after a failure, again. The failure is kept for whoever shows the part. */
  load(): Promise<void> {
    this.loading ??= this.#try();
    return this.loading;
  }

  async #try(): Promise<void> {
    this.failure.value = null;
    try {
      this.component.value = (await this.#load()).default;
    } catch (error) {
      this.loading = null;
      this.failure.value = error instanceof Error ? error.message : String(error);
    }
  }
}

const parts = new Set<LazyPart>();

/** A component that takes everything it gets to the one that `load` brings; until then it says that it loads, or why it cannot. */
export function lazy(load: Load): Component {
  const part = new LazyPart(load);
  parts.add(part);
  return defineComponent({
    name: 'LazyPart',
    inheritAttrs: false,
    setup: (_props, { attrs }) => {
      void part.load();
      return () =>
        part.component.value
          ? h(part.component.value, attrs)
          : h(LazyState, { failure: part.failure.value, onRetry: () => void part.load() });
    },
  });
}

/** Resolves when every part that was shown so far is loaded, or could not be. */
export async function shownAreLoaded(): Promise<void> {
  await Promise.all([...parts].flatMap(({ loading }) => loading ?? []));
}

/** Loads every part that has not been shown yet, one at each idle moment, so that showing it later waits for nothing. Returns what ends it. */
export function loadWhenIdle(): Disposer {
  const waiting = [...parts].filter(({ component }) => component.value === null);
  let cancel = (): void => {};
  const next = (): void => {
    const part = waiting.shift();
    if (!part) return;
    const id = requestIdleCallback(() => void part.load().then(() => !stopped && next()), { timeout: idleWithin });
    cancel = () => cancelIdleCallback(id);
  };
  let stopped = false;
  next();
  return () => {
    stopped = true;
    cancel();
  };
}
