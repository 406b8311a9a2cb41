/**
 * Whether a sentence of the sources is said in German from its first word to its last: stand-ins take the place of what only a run knows,
 * and no word of the source may end up in a placeholder that is kept as it is.
 */
import type { Kind, Pair, Phrase } from '../../../../renderer/platform/engine-text/phrase.ts';
import { phraseBook, translate } from '../../../../renderer/platform/engine-text/phrase.ts';
import { NAMES } from './english.ts';
import type { Piece, Variant } from './evaluate.ts';

const VALUE = '7041';
/** Words of the engine that are put into a sentence: a pattern has to have them translated. */
const SAID = '9090';
/** A number with a decimal point, which a pattern has to turn into a comma. */
const DECIMAL = '7.5';
const NAME = 'Qx';

function standIn(piece: Exclude<Piece, { text: string }>, before: string, after: string): string {
  switch (piece.kind) {
    case 'said':
      return /^ [A-Z]/.test(after) ? `${SAID}.` : SAID;
    case 'decimal':
      return DECIMAL;
    case 'list':
      return `${VALUE}${piece.between ?? ', '}${VALUE}`;
    default:
      return before.endsWith('"') ? NAME : VALUE;
  }
}

export function render(variant: Variant): string {
  let text = '';
  variant.forEach((piece, i) => {
    text +=
      'text' in piece
        ? piece.text
        : standIn(
            piece,
            text,
            variant
              .slice(i + 1)
              .map((next) => ('text' in next ? next.text : ''))
              .join(''),
          );
  });
  return text.trim();
}

/** Whether a text is more than a name: two words in a row, or a word and a number. */
export function isProse(text: string): boolean {
  return /^an? [a-z]|[a-z]{2,}[,;:"]* (?:[a-z]|\d)/i.test(text);
}

/** Nothing but stand-ins and digits, or a name. */
function isValue(part: string): boolean {
  const words = part.replaceAll(NAME, '');
  return !/[A-Za-z]/.test(words) || NAMES.has(words.replace(/^[^A-Za-z]+|[^A-Za-z]+$/g, ''));
}

/** `{a}{b}` of a pattern with `{a:t}` and `{b}`. */
function placeholders(english: string): string {
  return [...english.matchAll(/\{(\w+)(?::\w)?\}/g)].map(([, name]) => `{${name!}}`).join('');
}

/**
 * A table, asked strictly: which of its pairs say a text, by their places in the table; null where they do not say all of it.
 */
export function strictly(table: readonly Pair[]): (text: string) => readonly number[] | null {
  // The other language's words do not matter: each pair says its own number and what its parts say.
  const real = phraseBook(table.map(([english], i) => [english, `<${i}>${placeholders(english)}`] as const));
  const book: Phrase = { match: (text, put) => (/^9090\.?$/.test(text) ? text : real.match(text, put)) };
  const said = (text: string): string | null => translate(text, book, put);
  const valueOrSaid = (part: string): string | null => said(part) ?? (isValue(part) ? part : null);

  function all(parts: readonly string[]): string | null {
    const found = parts.map(valueOrSaid);
    return found.includes(null) ? null : found.join(' ');
  }

  function put(part: string, kind: Kind): string | null {
    switch (kind) {
      case 'kept':
        return isValue(part) && !part.includes(SAID) && !part.includes(DECIMAL) ? part : null;
      case 'l':
        return isValue(part.replace(/ (?:and|or)(?: as)? /g, ' ')) ? part : null;
      case 's': {
        const list = part.replace(/ and \d+ more$/, '');
        return valueOrSaid(list) ?? all(list.split(list.includes('; ') ? '; ' : ', '));
      }
      case 'n':
        return part;
      default:
        return valueOrSaid(part) ?? (part.includes(' or ') ? all(part.split(' or ')) : null);
    }
  }

  return (text) => {
    const marked = said(text);
    return marked === null ? null : [...marked.matchAll(/<(\d+)>/g)].map(([, place]) => Number(place));
  };
}
