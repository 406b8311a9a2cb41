import { shallowReactive } from 'vue';
import type { Debounced } from '../../base/debounce.ts';
import { debounce } from '../../base/debounce.ts';

/** One text for assistive technology; a text that is said again is another utterance. */
export interface Utterance {
  id: number;
  text: string;
}

/** How many texts a live region holds: those that came at once are all read, older ones are gone. */
const kept = 3;
/** Typing and dragging change a count many times; it is said when they rest. */
const restMilliseconds = 600;

/**
 * Says what changes by itself to assistive technology: the window holds one polite and one assertive live region
 * (`workbench/parts/LiveRegions.vue`) and this service fills them. Toasts and the status bar's messages are announced by
 * the notifications; whoever shows something else that changes unasked (the end of a run, the count of a filter) says
 * it here.
 */
export class Announcer {
  readonly polite = shallowReactive<Utterance[]>([]);
  readonly assertive = shallowReactive<Utterance[]>([]);
  #nextId = 1;
  #resting = '';
  readonly #rest: Debounced = debounce(() => this.say(this.#resting), restMilliseconds);

  /** Said when the user pauses. */
  say(text: string): void {
    this.#add(this.polite, text);
  }

  /** Said at once: errors, and what the user must not miss. */
  interrupt(text: string): void {
    this.#add(this.assertive, text);
  }

  /** Said when no other such text has come for a moment: counts that follow typing. */
  sayAtRest(text: string): void {
    this.#resting = text;
    this.#rest();
  }

  #add(region: Utterance[], text: string): void {
    if (text.trim() === '') return;
    region.push({ id: this.#nextId++, text });
    region.splice(0, Math.max(0, region.length - kept));
  }
}
