import type { Ref } from 'vue';
import type { LanguageChoice } from '../../base/language.ts';
import { language, languages, matchLanguage, setLanguage } from '../../base/language.ts';
import type { StateService } from '../state/state-service.ts';
import { checkOneOf } from '../state/validate.ts';

/** What the user chose: a language, or whatever the system speaks. */
export type LanguageSetting = LanguageChoice | 'system';

/** Each language by its own name, so that it is found by whoever landed in another one. */
export const languageNames: Readonly<Record<(typeof languages)[number], string>> = { en: 'English', de: 'Deutsch' };

/**
 * The window's language. It is made right after the saved state is read and before anything is registered, because
 * titles and labels are translated once; another choice takes effect when the window is loaded again.
 */
export class LanguageService {
  readonly choice: Ref<LanguageSetting>;
  readonly #preferred: readonly string[];

  /** @param setting What the user's settings say; it comes before what was saved last. */
  constructor(state: StateService, preferred: readonly string[], root: HTMLElement, setting?: unknown) {
    this.#preferred = preferred;
    const check = checkOneOf('system', ...languages, 'pseudo');
    this.choice = state.slot<LanguageSetting>('language', check, 'system');
    const wanted = check(setting);
    if (wanted) this.choice.value = wanted;
    setLanguage(this.resolve(this.choice.value));
    root.lang = language() === 'pseudo' ? 'en' : language();
  }

  /** The language that a choice means on this system. */
  resolve(choice: LanguageSetting): LanguageChoice {
    return choice === 'system' ? matchLanguage(this.#preferred) : choice;
  }

  /** The choice speaks another language than the window does: it needs to be loaded again. */
  get pending(): boolean {
    return this.resolve(this.choice.value) !== language();
  }
}
