import { describe, expect, it, vi } from 'vitest';
import { chartLink, loadTogether, remembered, traceStyle, type Trace } from '../../../../renderer/base/chart/traces.ts';
import { readKey, type ReadingTarget } from '../../../../renderer/base/chart/use-reading.ts';
import type { Range } from '../../../../renderer/base/chart/viewport.ts';

/** Values at every whole number from 0 to 1000, the view from 400 to 600. */
function open(view: Range = { from: 400, to: 600 }) {
  const link = chartLink(view);
  const target = {
    link: () => link,
    view: () => link.view.value ?? { from: 0, to: 1000 },
    nearest: (position: number) => Math.min(1000, Math.max(0, Math.round(position))),
    neighbour: (position: number, step: 1 | -1) => (position + step > 1000 || position + step < 0 ? null : position + step),
    show: vi.fn((range: Range) => (link.view.value = range)),
    announce: vi.fn(),
    open: vi.fn(),
  } satisfies ReadingTarget;
  const press = (key: string, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey', boolean>> = {}): boolean =>
    readKey({ key, ctrlKey: false, shiftKey: false, altKey: false, metaKey: false, ...held }, target);
  return { link, target, press };
}

describe('keys that read', () => {
  it('Enter reads the middle first, then what was read last', () => {
    const { link, target, press } = open();
    expect(press('Enter')).toBe(true);
    expect(link.pin.value).toBe(500);
    expect(target.announce).toHaveBeenCalledTimes(1);
    press('ArrowRight', { ctrlKey: true });
    press('Enter');
    expect(link.pin.value).toBe(501);
  });

  it('Ctrl and an arrow follow the values out of the view and take it along', () => {
    const { link, target, press } = open();
    link.pin.value = 600;
    press('ArrowRight', { ctrlKey: true });
    expect(link.pin.value).toBe(601);
    expect(target.show).toHaveBeenCalledWith({ from: 601 - 180, to: 601 + 20 });
  });

  it('Ctrl+Enter opens the row', () => {
    const { target, press } = open();
    press('Enter', { ctrlKey: true });
    expect(target.open).toHaveBeenCalledWith(500);
  });

  it('Shift and arrows grow and shrink a selection from where is read', () => {
    const { link, press } = open();
    press('ArrowRight', { shiftKey: true });
    expect(link.range.value).toEqual({ from: 500, to: 504 });
    press('ArrowRight', { shiftKey: true });
    expect(link.range.value).toEqual({ from: 500, to: 508 });
    press('ArrowLeft', { shiftKey: true });
    press('ArrowLeft', { shiftKey: true });
    press('ArrowLeft', { shiftKey: true });
    expect(link.range.value).toEqual({ from: 496, to: 500 });
  });

  it('Escape gives up the selection, then the reading line, then is not ours', () => {
    const { link, press } = open();
    press('ArrowRight', { shiftKey: true });
    expect(press('Escape')).toBe(true);
    expect([link.range.value, link.pin.value]).toEqual([null, 500]);
    expect(press('Escape')).toBe(true);
    expect(link.pin.value).toBeNull();
    expect(press('Escape')).toBe(false);
  });

  it('leaves plain arrows to panning', () => {
    const { press } = open();
    expect(press('ArrowRight')).toBe(false);
    expect(press('ArrowRight', { altKey: true, ctrlKey: true })).toBe(false);
  });
});

describe('traces', () => {
  const theme = { series: ['blue', 'orange', 'green', 'purple'] as const };
  const answer = { x: Float64Array.of(1), y: Float64Array.of(2), rows: 7, complete: true };

  it('of any two of sixteen slots differ in colour or in dash', () => {
    const looks = Array.from({ length: 16 }, (_, slot) => JSON.stringify(traceStyle(slot, theme)));
    expect(new Set(looks).size).toBe(16);
  });

  it('are loaded together; incomplete where one is', async () => {
    const trace = (key: string, rows: number, complete: boolean): Trace => ({
      key,
      label: key,
      slot: 0,
      side: 'left',
      load: () => Promise.resolve({ ...answer, rows, complete }),
    });
    const bundle = await loadTogether([trace('a', 3, true), trace('b', 9, false)])(null, null, 100);
    expect([bundle.rows, bundle.complete, [...bundle.parts.keys()]]).toEqual([9, false, ['a', 'b']]);
  });

  it('remember their last windows, but no failure', async () => {
    const load = vi.fn(() => Promise.resolve(answer));
    const again = remembered(load);
    load.mockRejectedValueOnce(new Error('gone'));
    await expect(again(0, 1, 10)).rejects.toThrow('gone');
    await again(0, 1, 10);
    await again(0, 1, 10);
    expect(load).toHaveBeenCalledTimes(2);
    for (let i = 0; i < 8; i++) await again(i + 1, 2, 10);
    await again(0, 1, 10);
    expect(load).toHaveBeenCalledTimes(11);
  });
});
