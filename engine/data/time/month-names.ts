import { Info } from 'luxon';

const LOCALES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'];

let names: ReadonlyMap<string, number> | null = null;

/** Lower-case month names, long and short, without their full stop, to 1..12; English wins where two languages differ. */
export function monthNames(): ReadonlyMap<string, number> {
  if (names) return names;
  const found = new Map<string, number>();
  for (const locale of LOCALES) {
    for (const length of ['long', 'short'] as const) {
      Info.months(length, { locale }).forEach((name, i) => {
        const key = name.toLowerCase().replace(/\.$/, '');
        if (!found.has(key)) found.set(key, i + 1);
      });
    }
  }
  found.set('sept', 9);
  names = found;
  return found;
}
