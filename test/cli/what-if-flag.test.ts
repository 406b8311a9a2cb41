import { describe, expect, it } from 'vitest';
import { UsageError } from '../../cli/command.ts';
import { readChanges } from '../../cli/what-if-flag.ts';

describe('--what-if', () => {
  it.each([
    ['price=+10%', { column: 'price', kind: 'multiply', value: 1.1 }],
    ['price=-25%', { column: 'price', kind: 'multiply', value: 0.75 }],
    ['price=+5', { column: 'price', kind: 'add', value: 5 }],
    ['price=-0.5', { column: 'price', kind: 'add', value: -0.5 }],
    ['price=5e2', { column: 'price', kind: 'set', value: 500 }],
    ['price=set:-5', { column: 'price', kind: 'set', value: -5 }],
    ['promotion=name:flyer', { column: 'promotion', kind: 'set', value: 0, name: 'flyer' }],
    ['a=b=3', { column: 'a=b', kind: 'set', value: 3 }],
  ])('reads %s', (text, change) => expect(readChanges(text, undefined)).toEqual([change]));

  it('reads several, for the last values', () => {
    expect(readChanges('a=+1, b=0', 3)).toEqual([
      { column: 'a', kind: 'add', value: 1, last: 3 },
      { column: 'b', kind: 'set', value: 0, last: 3 },
    ]);
  });

  it.each(['price', 'price=', 'price=10%', 'price=ten', '=5', 'price=set:+5%', 'price=name:'])('refuses %s', (text) => {
    expect(() => readChanges(text, undefined)).toThrow(UsageError);
  });
});
