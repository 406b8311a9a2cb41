/** Names of keys: how a chord is written in a binding, pressed on a keyboard, and shown to people. */
import { perLanguage } from '../../base/language.ts';
import { t } from '../messages.ts';

const order = ['ctrl', 'shift', 'alt', 'meta'] as const;
type Modifier = (typeof order)[number];

const aliases: Record<string, string> = {
  cmd: 'meta',
  control: 'ctrl',
  win: 'meta',
  esc: 'escape',
  del: 'delete',
  ' ': 'space',
  '+': 'plus',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
};

/** `Shift+Ctrl+P` becomes `ctrl+shift+p`. */
function normalizeStroke(text: string): string {
  const parts = text
    .trim()
    .toLowerCase()
    .split('+')
    .map((part) => aliases[part] ?? part);
  const modifiers = order.filter((modifier) => parts.includes(modifier));
  const keys = parts.filter((part) => !order.includes(part as Modifier));
  if (keys.length !== 1 || keys[0] === '') throw new Error(`Expected one key with modifiers but received "${text}".`);
  return [...modifiers, ...keys].join('+');
}

/** A binding as written (`ctrl+k ctrl+t`), as strokes of this platform: on a Mac the command key stands in for ctrl. */
export function parseKeys(text: string, mac: boolean): string[] {
  return text
    .trim()
    .split(/\s+/)
    .map((stroke) => normalizeStroke(mac ? stroke.replace(/\bctrl\b/i, 'meta') : stroke));
}

/** Strokes of this platform as they are written in a binding: `parseKeys` reads them back. */
export function writeKeys(strokes: readonly string[], mac: boolean): string {
  const names: Record<string, string> = mac ? { ctrl: 'control', meta: 'cmd' } : { meta: 'win' };
  const write = (stroke: string): string =>
    stroke
      .split('+')
      .map((part) => names[part] ?? part)
      .join('+');
  return strokes.map(write).join(' ');
}

export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/** The stroke that was pressed; null for a modifier alone. Layouts without Latin letters fall back to the key's place. */
export function strokeOf(event: KeyPress): string | null {
  let key = event.key.toLowerCase();
  if (['control', 'shift', 'alt', 'meta', 'dead', 'altgraph'].includes(key)) return null;
  const place = /^(?:Key|Digit)([A-Z0-9])$/.exec(event.code)?.[1];
  if (place !== undefined && (event.ctrlKey || event.altKey || event.metaKey) && !/^[a-z0-9]$/.test(key)) key = place.toLowerCase();
  key = aliases[key] ?? key;
  const pressed = { ctrl: event.ctrlKey, shift: event.shiftKey, alt: event.altKey, meta: event.metaKey };
  return [...order.filter((modifier) => pressed[modifier]), key].join('+');
}

const names = perLanguage((): Record<string, string> => ({
  plus: '+',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  escape: t('keyEscape'),
  delete: t('keyDelete'),
  enter: t('keyEnter'),
  space: t('keySpace'),
  tab: t('keyTab'),
  pageup: t('keyPageUp'),
  pagedown: t('keyPageDown'),
}));
const macModifiers: Record<Modifier, string> = { ctrl: '⌃', shift: '⇧', alt: '⌥', meta: '⌘' };
const modifiers = perLanguage((): Record<Modifier, string> => ({ ctrl: t('keyCtrl'), shift: t('keyShift'), alt: 'Alt', meta: 'Meta' }));

/** `Ctrl+K Ctrl+T`, or `⌘K ⌘T` on a Mac. */
export function keysLabel(strokes: readonly string[], mac: boolean): string {
  const label = (stroke: string): string => {
    const parts = stroke.split('+').map((part) => {
      if (order.includes(part as Modifier)) return (mac ? macModifiers : modifiers())[part as Modifier];
      return names()[part] ?? (part.length === 1 ? part.toUpperCase() : part.charAt(0).toUpperCase() + part.slice(1));
    });
    return parts.join(mac ? '' : '+');
  };
  return strokes.map(label).join(' ');
}
