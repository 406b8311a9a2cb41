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
    text += 'text' in piece ? piece.text : standIn(piece, text, variant.slice(i + 1).map((next) => ('text' in next ? next.text : '')).join(''));
  });
  return text.trim();
}

/** Whether a text is more than a name: two words in a row, or a word and a number. */
export function isProse(text: string): boolean {
  return /[a-z]{2,}[,;:"]* (?:[a-z]|\d)/i.test(text);
}

/** Nothing but stand-ins, digits and names. */
function isValue(part: string): boolean {
  return (part.match(/[A-Za-z]+/g) ?? []).every((word) => word === NAME || NAMES.has(word));
}

/** The sentences of a table, asked strictly. */
export function strictly(table: readonly Pair[]): (text: string) => boolean {
  const real = phraseBook(table);
  const book: Phrase = { match: (text, put) => (/^9090\.?$/.test(text) ? text : real.match(text, put)) };
  const known = (text: string): boolean => translate(text, book, put) !== null;
  const valueOrKnown = (part: string): boolean => isValue(part) || known(part);

  function put(part: string, kind: Kind): string | null {
    return fits(part, kind) ? part : null;
  }

  function fits(part: string, kind: Kind): boolean {
    switch (kind) {
      case 'kept':
        return isValue(part) && !part.includes(SAID) && !part.includes(DECIMAL);
      case 'l':
        return isValue(part.replace(/ (?:and|or)(?: as)? /g, ' '));
      case 's': {
        const list = part.replace(/ and \d+ more$/, '');
        return valueOrKnown(list) || list.split(list.includes('; ') ? '; ' : ', ').every(valueOrKnown);
      }
      case 'n':
        return true;
      default:
        return valueOrKnown(part) || part.split(' or ').every(valueOrKnown);
    }
  }

  return known;
}
