/**
 * Translations. Every feature keeps its strings in one table; a key may hold two forms, `one || other`, of
 * which `count` chooses, and placeholders like `{name}`.
 */
export type MessageParams = Record<string, string | number>;
export type Translator<K extends string> = (key: K, params?: MessageParams) => string;

const plural = new Intl.PluralRules('en');
const numbers = new Intl.NumberFormat('en');

/** Fills one message. */
export function formatMessage(message: string, params: MessageParams = {}): string {
  const [one = '', other] = message.split(' || ');
  const count = params['count'];
  const form = other === undefined || (typeof count === 'number' && plural.select(count) === 'one') ? one : other;
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? numbers.format(value) : value;
  });
}

/** The translator of one table. */
export function translator<K extends string>(table: Readonly<Record<K, string>>): Translator<K> {
  return (key, params) => formatMessage(table[key], params);
}
