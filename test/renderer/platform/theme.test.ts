// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { contrast, parseColor } from '../../../renderer/base/color.ts';
import type { ThemeName, TokenName } from '../../../renderer/platform/theme/tokens.ts';
import { shapePairs, textPairs, tokenValue } from '../../../renderer/platform/theme/tokens.ts';
import { StateService } from '../../../renderer/platform/state/state-service.ts';
import { ThemeService } from '../../../renderer/platform/theme/theme-service.ts';

const themes: readonly ThemeName[] = ['dark', 'light'];
const ratio = (theme: ThemeName, front: TokenName, back: TokenName): number =>
  contrast(parseColor(tokenValue(front, theme)), parseColor(tokenValue(back, theme)));

/** The pairs that fall short, with their contrast. */
function tooClose(theme: ThemeName, pairs: typeof textPairs, least: number): string[] {
  return pairs
    .filter(([front, back]) => ratio(theme, front, back) < least)
    .map(([front, back]) => `${front} on ${back}: ${ratio(theme, front, back).toFixed(2)}`);
}

test.each(themes)('%s: every text is readable on its background', (theme) => expect(tooClose(theme, textPairs, 4.5)).toEqual([]));

test.each(themes)('%s: every mark and frame can be seen', (theme) => expect(tooClose(theme, shapePairs, 3)).toEqual([]));

test('contrast is that of WCAG', () => {
  expect(contrast(parseColor('#000000'), parseColor('#ffffff'))).toBeCloseTo(21, 5);
  expect(contrast(parseColor('#ffffff00'), parseColor('#ffffff'))).toBeCloseTo(1, 5);
  expect(() => parseColor('red')).toThrow('Expected a colour');
});

test('the theme follows the system until the user chooses', () => {
  let listener: () => void = () => {};
  const system = { matches: false, addEventListener: (_: string, call: () => void) => (listener = call), removeEventListener: () => {} };
  const theme = new ThemeService(new StateService({ read: async () => null, write: async () => {} }, () => {}));
  const root = document.createElement('div');
  const detach = theme.attach(root, system as unknown as MediaQueryList);
  expect(root.dataset['theme']).toBe('dark');
  system.matches = true;
  listener();
  expect(root.style.getPropertyValue('--vscode-editor-background')).toBe('#ffffff');
  theme.choice.value = 'dark';
  expect(root.dataset['theme']).toBe('dark');
  theme.preview.value = 'light';
  expect(root.dataset['theme']).toBe('light');
  theme.preview.value = null;
  theme.toggle();
  expect(theme.choice.value).toBe('light');
  detach();
});
