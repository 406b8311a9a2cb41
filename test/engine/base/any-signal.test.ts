import { describe, expect, it } from 'vitest';
import { anySignal } from '../../../engine/base/any-signal.ts';

describe('a joined signal', () => {
  it.each([0, 1])('aborts with signal %i, with its reason', (which) => {
    const both = [new AbortController(), new AbortController()];
    const joined = anySignal(...both.map(({ signal }) => signal));
    expect(joined.aborted).toBe(false);
    const reason = new Error('enough');
    both[which]!.abort(reason);
    expect(joined.reason).toBe(reason);
    both[1 - which]!.abort(new Error('too late'));
    expect(joined.reason).toBe(reason);
  });

  it('is aborted at once where one of them is', () => {
    expect(anySignal(new AbortController().signal, AbortSignal.abort()).aborted).toBe(true);
  });
});
