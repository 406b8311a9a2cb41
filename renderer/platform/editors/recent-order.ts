import type { ShallowRef } from 'vue';
import { shallowRef } from 'vue';

/** A walk through the editors while the key is held: the order as it was when the walk began, and where it is. */
export interface RecentWalk {
  readonly order: readonly string[];
  readonly at: number;
}

/** The open editors in order of use, the last used first. */
export class RecentOrder {
  /** Null while nobody walks. */
  readonly walk: ShallowRef<RecentWalk | null> = shallowRef(null);
  #order: string[] = [];

  add(panelId: string): void {
    if (!this.#order.includes(panelId)) this.#order.push(panelId);
  }

  remove(panelId: string): void {
    this.#order = this.#order.filter((other) => other !== panelId);
    this.walk.value = null;
  }

  touch(panelId: string): void {
    this.#order = [panelId, ...this.#order.filter((other) => other !== panelId)];
  }

  step(step: 1 | -1): void {
    const order = this.walk.value?.order ?? [...this.#order];
    if (order.length < 2) return;
    const at = ((this.walk.value?.at ?? 0) + step + order.length) % order.length;
    this.walk.value = { order, at };
  }

  /** Points at one of the order, as a click does. */
  pointAt(at: number): void {
    const { walk } = this;
    if (walk.value) walk.value = { ...walk.value, at };
  }

  /** Ends the walk; the editor that was reached, or null where nobody walked. */
  end(): string | null {
    const reached = this.walk.value;
    this.walk.value = null;
    return reached?.order[reached.at] ?? null;
  }

  cancel(): void {
    this.walk.value = null;
  }
}
