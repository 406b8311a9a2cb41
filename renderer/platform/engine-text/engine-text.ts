/**
 * Sentences of the engine in the window's language. The engine and its command line speak English; what it says is
 * matched against the patterns of a table (`german.ts`) and said anew. A sentence that no pattern fits stays as it is.
 * In English only the percent sign is set as Intl sets it in the numbers beside it.
 */
import { locale } from '../../base/language.ts';
import { german } from './german.ts';
import type { Kind, Phrase } from './phrase.ts';
import { phraseBook, translate } from './phrase.ts';

let book: Phrase | null = null;

export function engineText(text: string): string {
  if (text === '') return text;
  if (locale() === 'en') return text.replace(/(\d) %/g, '$1%');
  return inGerman(text) ?? text;
}

function inGerman(text: string): string | null {
  return translate(text, (book ??= phraseBook(german)), put);
}

function put(part: string, kind: Kind): string | null {
  switch (kind) {
    case 'n':
      return decimal(part);
    case 'l':
      return joined(part);
    case 't':
      return inGerman(part) ?? alternatives(part);
    case 'w':
      return inGerman(part) ?? part;
    case 's':
      return entries(part);
    default:
      return part;
  }
}

/** A list, each entry translated where it is known; entries may hold commas where semicolons stand between them, or where there is one. */
function entries(list: string): string {
  const between = list.includes('; ') ? '; ' : ', ';
  const said = list.split(between).map((entry) => [entry, inGerman(entry)] as const);
  const whole = said.every(([, known]) => known === null) ? inGerman(list) : null;
  return whole ?? said.map(([entry, known]) => known ?? entry.replace(/(?<= )-?\d+\.\d+$/, decimal)).join(between);
}

/** Words or values that a field may have: `"sum" or "mean"`, `a text or null`; null where one of them is neither. */
function alternatives(part: string): string | null {
  const said = part.split(' or ').map((one) => (isValue(one) ? one : one === part ? null : inGerman(one)));
  return said.includes(null) ? null : said.join(' oder ');
}

/** A value as a sentence shows it: `"sum"`, `12`. */
function isValue(part: string): boolean {
  return /^(?:"[^"]*"|-?[\d.]+(?:e[+-]\d+)?)$/.test(part);
}

/** The other way round: 1,234.5 is 1.234,5. */
function decimal(number: string): string {
  return number.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'));
}

function joined(list: string): string {
  return list.replaceAll(' and ', ' und ').replaceAll(' or ', ' oder ');
}
