/** Undoes one registration or subscription; calling it twice is harmless. */
export type Disposer = () => void;

/** Collects disposers of one owner and runs them together, last first. */
export class DisposableStore {
  #disposers: Disposer[] = [];
  #disposed = false;

  add(...disposers: Disposer[]): void {
    if (this.#disposed) for (const disposer of disposers) disposer();
    else this.#disposers.push(...disposers);
  }

  dispose(): void {
    this.#disposed = true;
    for (const disposer of this.#disposers.splice(0).reverse()) disposer();
  }
}

/** A disposer that runs all of these, last first. */
export function disposeAll(...disposers: Disposer[]): Disposer {
  const store = new DisposableStore();
  store.add(...disposers);
  return () => store.dispose();
}
