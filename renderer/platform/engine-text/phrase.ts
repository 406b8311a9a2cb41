/**
 * What stands for a placeholder of a pattern:
 * - `kept` (`{x}`): anything, as it is;
 * - `n` (`{x:n}`): a number, which gets a decimal comma (and points between thousands);
 * - `t` (`{x:t}`): words of the engine, translated by themselves; where they are not known, the pattern does not fit;
 * - `w` (`{x:w}`): words of a library or of the system, which stay as they are unless they are known;
 * - `l` (`{x:l}`): a list joined by "and" or "or";
 * - `s` (`{x:s}`): a list joined by commas or semicolons, each entry translated where it is known.
 */
export type Kind = 'kept' | 'n' | 't' | 'w' | 'l' | 's';

/** What a part of a sentence becomes; null where it cannot be what the pattern says, and the pattern is not this sentence's. */
export type Put = (part: string, kind: Kind) => string | null;

/** One way of saying something, in the engine's words and in another language's. */
export interface Phrase {
  /** The text in the other language; null where it is not this phrase. */
  match: (text: string, put: Put) => string | null;
}

export type Pair = readonly [english: string, german: string];

const PLACEHOLDER = /(\{\w+(?::[ntwls])?\})/;

function compile([from, to]: Pair): Phrase {
  const kinds = new Map<string, Kind>();
  const source = from
    .split(PLACEHOLDER)
    .map((piece) => {
      const [, name, kind] = /^\{(\w+)(?::([ntwls]))?\}$/.exec(piece) ?? [];
      if (name === undefined) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      kinds.set(name, (kind as Kind | undefined) ?? 'kept');
      return kind === 'n' ? `(?<${name}>-?(?:[\\d.,]*\\d(?:e[+-]\\d+)?|Infinity)|NaN)` : `(?<${name}>.+?)`;
    })
    .join('');
  const expression = new RegExp(`^${source}$`, 's');
  return {
    match(text, put) {
      const found = expression.exec(text);
      if (!found) return null;
      const parts = new Map<string, string>();
      for (const [name, part] of Object.entries(found.groups ?? {})) {
        const said = put(part, kinds.get(name)!);
        if (said === null) return null;
        parts.set(name, said);
      }
      return to.replace(/\{(\w+)\}/g, (whole, name: string) => parts.get(name) ?? whole);
    },
  };
}

/** The word that every text of a pattern begins with; null where a placeholder stands there. */
function firstWord(english: string): string | null {
  return /^[^\s{}]+(?=\s|$)/.exec(english)?.[0] ?? null;
}

/**
 * The first phrase of a table that fits a text, as a search by the text's first word: a table has hundreds of phrases, of which few begin
 * alike.
 */
export function phraseBook(table: readonly Pair[]): Phrase {
  const phrases = table.map((pair) => ({ word: firstWord(pair[0]), phrase: compile(pair) }));
  const byWord = new Map<string, Phrase[]>();
  const candidates = (word: string): Phrase[] => {
    const known = byWord.has(word) || phrases.some((entry) => entry.word === word) ? word : '';
    let found = byWord.get(known);
    if (!found) {
      found = phrases.filter((entry) => entry.word === null || entry.word === known).map(({ phrase }) => phrase);
      byWord.set(known, found);
    }
    return found;
  };
  return {
    match(text, put) {
      for (const phrase of candidates(/^\S+/.exec(text)?.[0] ?? '')) {
        const said = phrase.match(text, put);
        if (said !== null) return said;
      }
      return null;
    },
  };
}

/**
 * A text in the other language, sentence by sentence; null where one of its sentences is not known: half a translation reads worse than
 * none. Where a sentence ends is tried, since a name may hold a full stop too.
 */
export function translate(text: string, book: Phrase, put: Put): string | null {
  for (const { index } of text.matchAll(/(?<=[.!?]) (?=\S)/g)) {
    const first = book.match(text.slice(0, index), put);
    const rest = first === null ? null : translate(text.slice(index + 1), book, put);
    if (rest !== null) return `${first} ${rest}`;
  }
  return book.match(text, put);
}
