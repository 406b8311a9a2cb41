// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h, shallowRef, useTemplateRef } from 'vue';
import { rangeForKey, useNavigation, type Navigation } from '../../../../renderer/base/chart/use-navigation.ts';
import type { Range } from '../../../../renderer/base/chart/viewport.ts';

const extent = { from: 0, to: 1000 };
let wrapper: VueWrapper | null = null;

function open(first: Range = { from: 400, to: 600 }) {
  const view = shallowRef(first);
  const reset = vi.fn(() => (view.value = extent));
  let navigation: Navigation | null = null;
  const Host = defineComponent(() => {
    const host = useTemplateRef<HTMLElement>('host');
    navigation = useNavigation(host, {
      track: () => ({ left: 0, right: 200 }),
      view: () => view.value,
      extent: () => extent,
      least: () => 4,
      show: (range) => (view.value = range),
      reset,
    });
    return () => h('div', { ref: 'host' });
  });
  wrapper = mount(Host, { attachTo: document.body });
  const element = wrapper.element as HTMLElement;
  element.setPointerCapture = () => undefined;
  const pointer = (type: string, clientX: number, shiftKey = false) =>
    element.dispatchEvent(new PointerEvent(type, { clientX, clientY: 10, button: 0, shiftKey }));
  /** happy-dom's WheelEvent knows no pointer position. */
  const wheel = (deltaY: number, clientX: number) => {
    const event = Object.assign(new MouseEvent('wheel', { clientX, cancelable: true }), { deltaX: 0, deltaY, deltaMode: 0 });
    element.dispatchEvent(event);
    return event;
  };
  if (!navigation) throw new Error('not mounted');
  return { view, reset, element, pointer, wheel, navigation: navigation as Navigation };
}

afterEach(() => {
  wrapper?.unmount();
  wrapper = null;
});

describe('pointer', () => {
  it('zooms with the wheel around the position under it', () => {
    const { view, wheel } = open();
    wheel(-100, 50);
    const { from, to } = view.value;
    expect(to - from).toBeCloseTo(200 * Math.exp(-0.2), 9);
    expect(from + 0.25 * (to - from)).toBeCloseTo(450, 9);
  });

  it('leaves the wheel to the page where there is nothing to zoom out to', () => {
    const { wheel } = open(extent);
    expect(wheel(100, 50).defaultPrevented).toBe(false);
  });

  it('pans by dragging, past a small slack', () => {
    const { view, pointer, navigation } = open();
    pointer('pointerdown', 100);
    pointer('pointermove', 102);
    expect(view.value).toEqual({ from: 400, to: 600 });
    pointer('pointermove', 50);
    expect(navigation.dragging.value).toBe(true);
    expect(view.value).toEqual({ from: 450, to: 650 });
    pointer('pointerup', 50);
    expect(navigation.dragging.value).toBe(false);
  });

  it('zooms to what Shift and drag selected, in either direction', () => {
    const { view, pointer, navigation } = open();
    pointer('pointerdown', 150, true);
    pointer('pointermove', 50, true);
    expect(navigation.selection.value).toEqual({ from: 150, to: 50 });
    pointer('pointerup', 50, true);
    expect(view.value).toEqual({ from: 450, to: 550 });
    expect(navigation.selection.value).toBeNull();
  });

  it('resets on a double click', () => {
    const { reset, element } = open();
    element.dispatchEvent(new MouseEvent('dblclick'));
    expect(reset).toHaveBeenCalledOnce();
  });

  it('tells where it is, and nothing once it has left', () => {
    const { pointer, navigation } = open();
    pointer('pointermove', 80);
    expect(navigation.pointer.value?.x).toBe(80);
    pointer('pointermove', 300);
    expect(navigation.pointer.value).toBeNull();
    pointer('pointermove', 80);
    pointer('pointerleave', 80);
    expect(navigation.pointer.value).toBeNull();
  });

  it('listens no more after its component is gone', () => {
    const { reset, element } = open();
    wrapper?.unmount();
    wrapper = null;
    element.dispatchEvent(new MouseEvent('dblclick'));
    expect(reset).not.toHaveBeenCalled();
  });
});

describe('keys', () => {
  const target = { view: () => ({ from: 400, to: 600 }), extent: () => extent, least: () => 4 };

  it.each([
    ['ArrowLeft', { from: 380, to: 580 }],
    ['ArrowRight', { from: 420, to: 620 }],
    ['Home', { from: 0, to: 200 }],
    ['End', { from: 800, to: 1000 }],
    ['-', { from: 350, to: 650 }],
    ['0', null],
    ['x', undefined],
  ])('%s', (key, range) => {
    expect(rangeForKey(key, target)).toEqual(range);
  });

  it('plus and minus undo each other', () => {
    const closer = rangeForKey('+', target);
    expect(closer && rangeForKey('-', { ...target, view: () => closer })).toEqual({ from: 400, to: 600 });
  });

  it('leaves shortcuts with modifiers alone', () => {
    const { view, element } = open();
    element.dispatchEvent(new KeyboardEvent('keydown', { key: '+', ctrlKey: true, cancelable: true }));
    expect(view.value).toEqual({ from: 400, to: 600 });
  });
});
