/** How runs are told apart: six colours, and dashes once these are used up. */
import type { ChartTheme } from '../../base/chart/theme.ts';

const dashes: readonly number[][] = [[], [7, 3], [2, 3], [9, 3, 2, 3], [12, 4]];

export interface LineStyle {
  color: string;
  dash: number[];
}

/** Tokens of the colours in order of use, so that legends in the page follow the theme by themselves. */
export const colorTokens = ['blue', 'orange', 'green', 'purple', 'red', 'yellow'] as const;

export function tokenOf(number: number): string {
  return `var(--vscode-charts-${colorTokens[number % colorTokens.length] ?? 'blue'})`;
}

export function dashOf(number: number): number[] {
  return [...(dashes[Math.floor(number / colorTokens.length) % dashes.length] ?? [])];
}

/** The colours of a canvas, which cannot read tokens. */
export function paletteOf(property: (name: string) => string, theme: ChartTheme): string[] {
  return colorTokens.map((name) => property(`--vscode-charts-${name}`).trim() || theme.foreground);
}
