import { locale } from '../../base/language.ts';

const kept = new Map<string, Intl.Collator>();

/** Orders texts as people of the window's language do, and numbers in them by value: run 2 before run 10. */
export function collator(): Intl.Collator {
  const tag = locale();
  const known = kept.get(tag) ?? new Intl.Collator(tag, { numeric: true, sensitivity: 'base' });
  kept.set(tag, known);
  return known;
}
