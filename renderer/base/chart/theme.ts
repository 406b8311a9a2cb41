/** Colours and font of a chart, from the workbench's CSS custom properties. */

import { onBeforeUnmount, onMounted, shallowRef, type Ref, type ShallowRef } from 'vue';
import { parseColor } from '../color.ts';

export interface ChartTheme {
  foreground: string;
  muted: string;
  background: string;
  grid: string;
  focus: string;
  warning: string;
  error: string;
  /** Lines in order of use; each differs from its neighbours in lightness too. */
  series: readonly [string, string, string, string];
  fontFamily: string;
}

/** The first property that is set wins; the last entry is a plain value. */
const sources = {
  foreground: ['--chart-foreground', '--vscode-editor-foreground', '--vscode-foreground', '#cccccc'],
  muted: ['--chart-muted', '--vscode-descriptionForeground', '#9d9d9d'],
  background: ['--chart-background', '--vscode-editor-background', '#1f1f1f'],
  focus: ['--vscode-focusBorder', '#0078d4'],
  warning: ['--chart-warning', '--vscode-editorWarning-foreground', '--vscode-charts-yellow', '#cca700'],
  error: ['--chart-error', '--vscode-editorError-foreground', '--vscode-charts-red', '#f14c4c'],
  first: ['--chart-1', '--vscode-charts-blue', '#3794ff'],
  second: ['--chart-2', '--vscode-charts-orange', '#d18616'],
  third: ['--chart-3', '--vscode-charts-green', '#89d185'],
  fourth: ['--chart-4', '--vscode-charts-purple', '#b180d7'],
  fontFamily: ['--vscode-font-family', 'system-ui, sans-serif'],
} as const;

/** A hex colour with less opacity, in the notation that a canvas of any Chromium reads (`color-mix` it does not). */
export function withAlpha(color: string, alpha: number): string {
  const [red, green, blue, opacity] = parseColor(color);
  return `rgba(${red}, ${green}, ${blue}, ${Number((opacity * alpha).toFixed(3))})`;
}

export function readTheme(property: (name: string) => string): ChartTheme {
  const pick = (names: readonly string[]): string => {
    for (const name of names) {
      const value = name.startsWith('--') ? property(name).trim() : name;
      if (value) return value;
    }
    return '';
  };
  const foreground = pick(sources.foreground);
  return {
    foreground,
    muted: pick(sources.muted),
    background: pick(sources.background),
    grid: property('--chart-grid').trim() || withAlpha(foreground, 0.12),
    focus: pick(sources.focus),
    warning: pick(sources.warning),
    error: pick(sources.error),
    series: [pick(sources.first), pick(sources.second), pick(sources.third), pick(sources.fourth)],
    fontFamily: pick(sources.fontFamily),
  };
}

/** Read when the chart is mounted, and again whenever the root or the body changes class, style or data attribute. */
export function useChartTheme(host: Ref<HTMLElement | null>): Readonly<ShallowRef<ChartTheme>> {
  const theme = shallowRef(readTheme(() => ''));
  const read = (): void => {
    if (!host.value) return;
    const style = getComputedStyle(host.value);
    theme.value = readTheme((name) => style.getPropertyValue(name));
  };
  const observer = new MutationObserver(read);
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  onMounted(() => {
    read();
    for (const node of [document.documentElement, document.body]) observer.observe(node, { attributes: true });
    scheme.addEventListener('change', read);
  });
  onBeforeUnmount(() => {
    observer.disconnect();
    scheme.removeEventListener('change', read);
  });
  return theme;
}
