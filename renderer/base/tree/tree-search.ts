/** Finding rows of a tree by typing. */

const sameWordWithin = 900;

/** Collects letters that are typed in quick succession; a pause begins a new word. */
export class TypedWord {
  #word = '';
  #at = -Infinity;

  /** @param at Milliseconds of any clock. */
  add(letter: string, at: number): string {
    this.#word = at - this.#at > sameWordWithin ? letter : this.#word + letter;
    this.#at = at;
    return this.#word;
  }

  /** True while a word is being typed, so that a blank belongs to it. */
  pending(at: number): boolean {
    return this.#word !== '' && at - this.#at <= sameWordWithin;
  }
}

/**
 * The place of the row that a typed word means: the next that begins with it, or else holds it, from `current` on and
 * around. One letter moves on from the current row, more of them stay where they fit. Null where none does.
 */
export function findTyped(texts: readonly string[], word: string, current: number): number | null {
  const wanted = word.toLowerCase();
  const repeated = /^(.)\1*$/.test(wanted);
  const first = repeated ? wanted.charAt(0) : wanted;
  const start = repeated ? current + 1 : current;
  for (const fits of [(text: string) => text.startsWith(first), (text: string) => text.includes(first)]) {
    for (let step = 0; step < texts.length; step++) {
      const place = (start + step) % texts.length;
      if (fits((texts[place] ?? '').toLowerCase())) return place;
    }
  }
  return null;
}

/** True where the text holds every word of the filter. */
export function passesFilter(text: string, filter: string): boolean {
  const held = text.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => held.includes(word));
}
