/** What the main process must know of the page's saved choices: its language and the ground of its theme. */
import type { Language } from './messages.ts';
import { languages } from './messages.ts';

/** The editor's background by theme, so that the first frame is not a flash of another colour; a test holds them to the page's tokens. */
export const backgrounds = { dark: '#1f1f1f', light: '#ffffff', 'hc-dark': '#000000', 'hc-light': '#ffffff' } as const;
type Theme = keyof typeof backgrounds;

export interface Preferences {
  language: Language | 'system';
  theme: Theme | 'system';
}

/** Reads the page's saved state (see StateService); whatever is not there follows the system. */
export function parsePreferences(json: string | null): Preferences {
  const { language, theme } = savedValues(json);
  return {
    // The language for tests is English beneath.
    language: language === 'pseudo' ? 'en' : (languages.find((known) => known === language) ?? 'system'),
    theme: typeof theme === 'string' && Object.hasOwn(backgrounds, theme) ? (theme as Theme) : 'system',
  };
}

function savedValues(json: string | null): Record<string, unknown> {
  try {
    const state = JSON.parse(json ?? 'null') as { values?: unknown } | null;
    return typeof state?.values === 'object' && state.values !== null ? { ...state.values } : {};
  } catch {
    return {};
  }
}

/** The language that a choice means where the system prefers these, in order. */
export function languageOf(choice: Preferences['language'], preferred: readonly string[]): Language {
  if (choice !== 'system') return choice;
  for (const tag of preferred) {
    const found = languages.find((known) => tag.toLowerCase().split('-')[0] === known);
    if (found) return found;
  }
  return 'en';
}

/** The colour of the window before its page has painted. */
export function backgroundOf(theme: Preferences['theme'], system: { dark: boolean; contrast: boolean }): string {
  if (theme !== 'system') return backgrounds[theme];
  if (system.contrast) return backgrounds[system.dark ? 'hc-dark' : 'hc-light'];
  return backgrounds[system.dark ? 'dark' : 'light'];
}
