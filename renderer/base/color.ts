/** Red, green, blue (0 to 255) and alpha (0 to 1). */
export type Color = readonly [red: number, green: number, blue: number, alpha: number];

/** Reads `#rrggbb` or `#rrggbbaa`. */
export function parseColor(hex: string): Color {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})?$/i.exec(hex);
  if (!match) throw new Error(`Expected a colour like #1f1f1f but received "${hex}".`);
  const [red, green, blue] = [match[1], match[2], match[3]].map((part) => Number.parseInt(part ?? '', 16)) as [number, number, number];
  return [red, green, blue, match[4] === undefined ? 1 : Number.parseInt(match[4], 16) / 255];
}

/** What the eye sees where `top` lies on an opaque `bottom`. */
function blend(top: Color, bottom: Color): Color {
  const mix = (index: 0 | 1 | 2): number => top[index] * top[3] + bottom[index] * (1 - top[3]);
  return [mix(0), mix(1), mix(2), 1];
}

function luminance(color: Color): number {
  const linear = (value: number): number => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
}

/** Contrast ratio of WCAG 2, from 1 to 21. */
export function contrast(foreground: Color, background: Color): number {
  const [a, b] = [luminance(blend(foreground, background)), luminance(background)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
