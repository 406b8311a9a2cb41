import type { ComputedRef, Ref } from 'vue';
import { computed, ref, watch } from 'vue';
import type { Disposer } from '../../base/disposable.ts';
import type { StateService } from '../state/state-service.ts';
import { checkOneOf } from '../state/validate.ts';
import type { ThemeName } from './themes.ts';
import { isDark, opposite, themeFor, themeNames, tokenValue } from './themes.ts';
import type { TokenName } from './tokens.ts';
import { tokens } from './tokens.ts';

export type ThemeChoice = ThemeName | 'system';

/** What the system asks for; Windows' contrast themes count as `forced-colors`. */
const systemQueries = {
  light: '(prefers-color-scheme: light)',
  contrast: '(prefers-contrast: more), (forced-colors: active)',
} as const;

/** The colour theme: what the user chose, or what the system shows. */
export class ThemeService {
  readonly choice: Ref<ThemeChoice>;
  /** A theme tried out while choosing; null otherwise. */
  readonly preview: Ref<ThemeChoice | null> = ref(null);
  readonly current: ComputedRef<ThemeName>;
  readonly #system = ref({ light: false, contrast: false });

  constructor(state: StateService) {
    this.choice = state.slot<ThemeChoice>('theme', checkOneOf('system', ...themeNames), 'system');
    this.current = computed(() => {
      const wanted = this.preview.value ?? this.choice.value;
      return wanted === 'system' ? themeFor(this.#system.value) : wanted;
    });
  }

  /** Follows the system and paints the root element. */
  attach(root: HTMLElement, media: (query: string) => MediaQueryList): Disposer {
    const light = media(systemQueries.light);
    const contrast = media(systemQueries.contrast);
    const follow = (): void => {
      this.#system.value = { light: light.matches, contrast: contrast.matches };
    };
    follow();
    for (const query of [light, contrast]) query.addEventListener('change', follow);
    const stop = watch(
      this.current,
      (theme) => {
        for (const name of Object.keys(tokens) as TokenName[]) root.style.setProperty(`--vscode-${name}`, tokenValue(name, theme));
        root.style.colorScheme = isDark(theme) ? 'dark' : 'light';
        root.dataset['theme'] = theme;
      },
      { immediate: true, flush: 'sync' },
    );
    return () => {
      stop();
      for (const query of [light, contrast]) query.removeEventListener('change', follow);
    };
  }

  toggle(): void {
    this.choice.value = opposite(this.current.value);
  }
}
