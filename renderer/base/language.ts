/**
 * The language of the window. It is chosen once, before anything is registered or drawn: another choice takes effect
 * when the window is loaded again.
 */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];
/** `pseudo` is English with every letter accented and lengthened: a text that is not keyed, or not laid out for it, shows. */
export type LanguageChoice = Language | 'pseudo';

let current: LanguageChoice = 'en';

export function setLanguage(choice: LanguageChoice): void {
  current = choice;
}

export function language(): LanguageChoice {
  return current;
}

/** The tag for Intl. */
export function locale(): Language {
  return current === 'pseudo' ? 'en' : current;
}

/** The first of the system's languages that the window speaks; English otherwise. */
export function matchLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const found = languages.find((known) => tag.toLowerCase().split('-')[0] === known);
    if (found) return found;
  }
  return 'en';
}

/** A value that depends on the language, made once for each: tables of options, formatters of Intl. */
export function perLanguage<T>(make: () => T): () => T {
  const made = new Map<LanguageChoice, T>();
  return () => {
    const known = made.get(current);
    if (known !== undefined) return known;
    const value = make();
    made.set(current, value);
    return value;
  };
}
