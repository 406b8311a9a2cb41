/**
 * Translations. Every feature keeps its strings in one table a language (`messages.en.ts`, `messages.de.ts`); a key may
 * hold two forms, `one || other`, of which `count` chooses, and placeholders like `{name}`.
 */
import type { Language } from '../language.ts';
import { language, locale, perLanguage } from '../language.ts';
import { accent } from './pseudo.ts';

export type MessageParams = Record<string, string | number>;
export type Translator<K extends string> = (key: K, params?: MessageParams) => string;
/** What a table in another language must hold, by the English one. */
export type Translation<T> = Readonly<Record<keyof T, string>>;

// Made once: a list of fifty runs fills hundreds of messages in a frame.
const numbers = perLanguage(() => new Intl.NumberFormat(locale()));
const plurals = perLanguage(() => new Intl.PluralRules(locale()));

/** Fills one message. */
export function formatMessage(message: string, params: MessageParams = {}): string {
  const [one = '', other] = message.split(' || ');
  const count = params['count'];
  const form = other === undefined || (typeof count === 'number' && isOne(count)) ? one : other;
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? numbers().format(value) : value;
  });
}

function isOne(count: number): boolean {
  return plurals().select(count) === 'one';
}

/** The translator of one feature; it speaks the language of the moment. */
export function translator<K extends string>(tables: Readonly<Record<Language, Readonly<Record<K, string>>>>): Translator<K> {
  return (key, params) => {
    const choice = language();
    return formatMessage(choice === 'pseudo' ? accent(tables.en[key]) : tables[choice][key], params);
  };
}
