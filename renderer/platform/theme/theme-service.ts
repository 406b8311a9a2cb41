import type { ComputedRef, Ref } from 'vue';
import { computed, ref, watch } from 'vue';
import type { Disposer } from '../../base/disposable.ts';
import type { StateService } from '../state/state-service.ts';
import { checkOneOf } from '../state/validate.ts';
import type { ThemeName, TokenName } from './tokens.ts';
import { tokenValue, tokens } from './tokens.ts';

export type ThemeChoice = ThemeName | 'system';

/** The colour theme: what the user chose, or what the system shows. */
export class ThemeService {
  readonly choice: Ref<ThemeChoice>;
  /** A theme tried out while choosing; null otherwise. */
  readonly preview: Ref<ThemeChoice | null> = ref(null);
  readonly current: ComputedRef<ThemeName>;
  readonly #systemIsLight = ref(false);

  constructor(state: StateService) {
    this.choice = state.slot<ThemeChoice>('theme', checkOneOf('system', 'dark', 'light'), 'system');
    this.current = computed(() => {
      const wanted = this.preview.value ?? this.choice.value;
      if (wanted !== 'system') return wanted;
      return this.#systemIsLight.value ? 'light' : 'dark';
    });
  }

  /** Follows the system and paints the root element. */
  attach(root: HTMLElement, system: MediaQueryList): Disposer {
    const follow = (): void => {
      this.#systemIsLight.value = system.matches;
    };
    follow();
    system.addEventListener('change', follow);
    const stop = watch(
      this.current,
      (theme) => {
        for (const name of Object.keys(tokens) as TokenName[]) root.style.setProperty(`--vscode-${name}`, tokenValue(name, theme));
        root.style.colorScheme = theme;
        root.dataset['theme'] = theme;
      },
      { immediate: true, flush: 'sync' },
    );
    return () => {
      stop();
      system.removeEventListener('change', follow);
    };
  }

  toggle(): void {
    this.choice.value = this.current.value === 'dark' ? 'light' : 'dark';
  }
}
