import { expect, test } from 'vitest';
import { parseWhen } from '../../../renderer/platform/context/when.ts';

const context: Record<string, string | number | boolean> = { open: true, kind: 'run', count: 3, off: false };
const holds = (text: string): boolean => parseWhen(text)((key) => context[key]);

test.each([
  ['open', true],
  ['!open', false],
  ['missing', false],
  ['open && off', false],
  ['open && !off', true],
  ['off || open', true],
  ['off || open && off', false],
  ['(off || open) && !off', true],
  ["kind == 'run'", true],
  ['kind == run', true],
  ['kind != run', false],
  ['missing == run', false],
  ['count == 3', true],
])('%s is %s', (text, expected) => expect(holds(text)).toBe(expected));

test.each(['open &&', '&& open', '(open', 'open)', 'a b', 'a = b', ''])('"%s" is refused', (text) =>
  expect(() => parseWhen(text)).toThrow('Expected a when-clause'),
);
