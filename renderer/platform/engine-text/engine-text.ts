/**
 * Sentences of the engine in the window's language. The engine and its command line speak English; what it says is
 * matched against the patterns of a table (`german.ts`) and said anew. A sentence that no pattern fits stays as it is.
 * In English only the percent sign is set as Intl sets it in the numbers beside it.
 */
import { locale } from '../../base/language.ts';
import { german } from './german.ts';
import type { Phrase } from './phrase.ts';
import { compile } from './phrase.ts';

let phrases: readonly Phrase[] | null = null;

export function engineText(text: string): string {
  if (text === '') return text;
  if (locale() === 'en') return text.replace(/(\d) %/g, '$1%');
  phrases ??= german.map(([from, to]) => compile(from, to));
  return translate(text, phrases) ?? text;
}

/** Sentence by sentence; null where one of them is not known: half a translation reads worse than none. */
function translate(text: string, table: readonly Phrase[]): string | null {
  const sentences = text.split(/(?<=[.!?]) (?=["A-Z])/);
  if (sentences.length > 1) {
    const said = sentences.map((sentence) => translate(sentence, table));
    if (!said.includes(null)) return said.join(' ');
  }
  for (const phrase of table) {
    const found = phrase.match(text, (part) => translate(part, table) ?? part);
    if (found !== null) return found;
  }
  return null;
}
