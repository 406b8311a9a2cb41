/** The four themes: what each is made of, and which one a system asks for. */
import { highContrastTokens } from './high-contrast.ts';
import type { TokenName } from './tokens.ts';
import { tokens } from './tokens.ts';

export const themeNames = ['dark', 'light', 'hc-dark', 'hc-light'] as const;
export type ThemeName = (typeof themeNames)[number];

export function isDark(theme: ThemeName): boolean {
  return theme === 'dark' || theme === 'hc-dark';
}

export function isHighContrast(theme: ThemeName): boolean {
  return theme === 'hc-dark' || theme === 'hc-light';
}

export function tokenValue(name: TokenName, theme: ThemeName): string {
  return (isHighContrast(theme) ? highContrastTokens : tokens)[name][isDark(theme) ? 0 : 1];
}

export function themeFor({ light, contrast }: { light: boolean; contrast: boolean }): ThemeName {
  if (contrast) return light ? 'hc-light' : 'hc-dark';
  return light ? 'light' : 'dark';
}

/** The same ground in the other brightness: what toggling means. */
export function opposite(theme: ThemeName): ThemeName {
  return themeFor({ light: isDark(theme), contrast: isHighContrast(theme) });
}
