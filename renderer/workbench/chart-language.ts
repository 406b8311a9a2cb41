/** The charts' texts and number formats in the window's language. */
import type { ChartLanguage, ChartText } from '../base/chart/text.ts';
import { english, german } from '../base/chart/text.ts';
import { accent } from '../base/i18n/pseudo.ts';
import type { LanguageChoice } from '../base/language.ts';
import { language, locale } from '../base/language.ts';

const tables: Readonly<Record<LanguageChoice, () => ChartText>> = {
  en: () => english,
  de: () => german,
  pseudo: () => accented(english) as ChartText,
};

export function chartLanguage(): ChartLanguage {
  return { text: tables[language()](), locale: locale() };
}

/** The same table with every text accented, also those that a function makes. */
function accented(part: unknown): unknown {
  if (typeof part === 'string') return accent(part);
  if (typeof part === 'function') return (...args: unknown[]) => accent(String((part as (...given: unknown[]) => unknown)(...args)));
  return Object.fromEntries(Object.entries(part as object).map(([name, value]) => [name, accented(value)]));
}
