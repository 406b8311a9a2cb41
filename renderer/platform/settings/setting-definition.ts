import type { SettingKey, SettingMap } from './setting-map.ts';

export interface SettingOption {
  value: string;
  label: string;
  description?: string;
}

type Kind<V> = V extends boolean
  ? { kind: 'boolean' }
  : V extends number
    ? { kind: 'number'; minimum: number; maximum: number; integer?: boolean }
    : { kind: 'enum'; options: () => readonly SettingOption[] };

/** One setting: what it is called, what it may be, what it is where nobody says otherwise. */
export type SettingDefinition<K extends SettingKey = SettingKey> = K extends SettingKey
  ? Kind<SettingMap[K]> & {
      key: K;
      default: SettingMap[K];
      title: string;
      description: string;
      /** The heading under which the editor shows it. */
      group: string;
      order?: number;
      /** `user`: the same in every workspace. */
      scope?: 'user' | 'any';
      /** True where the window has to be loaded again. */
      needsReload?: boolean;
    }
  : never;

/** What is wrong with a value of a setting. */
export type ValueProblem =
  | { code: 'not-boolean' }
  | { code: 'not-number' }
  | { code: 'not-integer' }
  | { code: 'out-of-range'; minimum: number; maximum: number }
  | { code: 'not-option'; options: string };

/** Null where the value is one that the setting may have. */
export function checkValue(definition: SettingDefinition, value: unknown): ValueProblem | null {
  if (definition.kind === 'boolean') return typeof value === 'boolean' ? null : { code: 'not-boolean' };
  if (definition.kind === 'enum') {
    const options = definition.options().map((option) => option.value);
    return options.some((option) => option === value)
      ? null
      : { code: 'not-option', options: options.map((option) => `"${option}"`).join(', ') };
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return { code: 'not-number' };
  if (definition.integer !== false && !Number.isInteger(value)) return { code: 'not-integer' };
  const { minimum, maximum } = definition;
  return value >= minimum && value <= maximum ? null : { code: 'out-of-range', minimum, maximum };
}
