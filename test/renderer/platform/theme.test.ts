// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { contrast, parseColor } from '../../../renderer/base/color.ts';
import { isHighContrast, themeNames, tokenValue } from '../../../renderer/platform/theme/themes.ts';
import type { ThemeName } from '../../../renderer/platform/theme/themes.ts';
import { shapePairs, textPairs } from '../../../renderer/platform/theme/tokens.ts';
import type { TokenName } from '../../../renderer/platform/theme/tokens.ts';
import { StateService } from '../../../renderer/platform/state/state-service.ts';
import { ThemeService } from '../../../renderer/platform/theme/theme-service.ts';

const ratio = (theme: ThemeName, front: TokenName, back: TokenName): number =>
  contrast(parseColor(tokenValue(front, theme)), parseColor(tokenValue(back, theme)));

/** The pairs that fall short, with their contrast. */
function tooClose(theme: ThemeName, pairs: typeof textPairs, least: number): string[] {
  return pairs
    .filter(([front, back]) => ratio(theme, front, back) < least)
    .map(([front, back]) => `${front} on ${back}: ${ratio(theme, front, back).toFixed(2)}`);
}

test.each(themeNames)('%s: every text is readable on its background', (theme) =>
  expect(tooClose(theme, textPairs, isHighContrast(theme) ? 7 : 4.5)).toEqual([]),
);

test.each(['hc-dark', 'hc-light'] as const)('%s: parts and controls have a line around them', (theme) =>
  expect(
    tooClose(
      theme,
      (['contrastBorder', 'contrastActiveBorder', 'widget-border', 'sideBar-border', 'input-border'] as const).map(
        (line) => [line, 'editor-background'] as const,
      ),
      3,
    ),
  ).toEqual([]),
);

test.each(themeNames)('%s: every mark and frame can be seen', (theme) => expect(tooClose(theme, shapePairs, 3)).toEqual([]));

test('contrast is that of WCAG', () => {
  expect(contrast(parseColor('#000000'), parseColor('#ffffff'))).toBeCloseTo(21, 5);
  expect(contrast(parseColor('#ffffff00'), parseColor('#ffffff'))).toBeCloseTo(1, 5);
  expect(() => parseColor('red')).toThrow('Expected a colour');
});

test('the theme follows the system until the user chooses', () => {
  const listeners = new Set<() => void>();
  const system = { light: false, contrast: false };
  const media = (query: string): MediaQueryList =>
    ({
      get matches() {
        return query.includes('contrast') ? system.contrast : system.light;
      },
      addEventListener: (_: string, call: () => void) => listeners.add(call),
      removeEventListener: (_: string, call: () => void) => listeners.delete(call),
    }) as unknown as MediaQueryList;
  const change = (next: Partial<typeof system>): void => {
    Object.assign(system, next);
    listeners.forEach((listener) => listener());
  };
  const theme = new ThemeService(new StateService({ read: async () => null, write: async () => {} }, () => {}));
  const root = document.createElement('div');
  const detach = theme.attach(root, media);
  expect(root.dataset['theme']).toBe('dark');
  change({ light: true });
  expect(root.style.getPropertyValue('--vscode-editor-background')).toBe('#ffffff');
  change({ contrast: true });
  expect(root.dataset['theme']).toBe('hc-light');
  theme.toggle();
  expect(theme.choice.value).toBe('hc-dark');
  theme.choice.value = 'dark';
  expect(root.dataset['theme']).toBe('dark');
  theme.preview.value = 'light';
  expect(root.dataset['theme']).toBe('light');
  theme.preview.value = null;
  theme.toggle();
  expect(theme.choice.value).toBe('light');
  detach();
  expect(listeners.size).toBe(0);
});
