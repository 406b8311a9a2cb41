/** Wheel, drag, Shift-drag, double click and keys on a plot, turned into a new visible range. */

import { onBeforeUnmount, onMounted, shallowRef, type Ref, type ShallowRef } from 'vue';
import { panRange, toValue, wheelFactor, zoomRange, type Range, type Track } from './viewport.ts';

export interface NavigationTarget {
  track: () => Track | null;
  view: () => Range;
  extent: () => Range;
  /** The shortest range that still shows something. */
  least: () => number;
  show: (range: Range) => void;
  reset: () => void;
  /** The wheel zooms only with Ctrl, because the page scrolls with it. */
  wheelNeedsCtrl?: boolean;
  /** Takes a selected range; without it the view goes there. */
  select?: ((range: Range) => void) | undefined;
  /** Whether a drag selects; Shift makes it do the other thing. */
  dragSelects?: (() => boolean) | undefined;
  /** A press that was no drag, in pixels from the element's left and top edge. */
  press?: ((at: { x: number; y: number }) => void) | undefined;
}

export interface Navigation {
  /** Where the pointer is over the plot, in pixels from the element's left and top edge; null when away or dragging. */
  pointer: Readonly<ShallowRef<{ x: number; y: number } | null>>;
  /** The range being selected, in pixels. */
  selection: Readonly<ShallowRef<{ from: number; to: number } | null>>;
  dragging: Readonly<ShallowRef<boolean>>;
}

const zoomStep = 1.5;

/** The range a key leads to; `undefined` for a key that means nothing here, `null` for everything. */
export function rangeForKey(key: string, target: Pick<NavigationTarget, 'view' | 'extent' | 'least'>): Range | null | undefined {
  const view = target.view();
  const extent = target.extent();
  const length = view.to - view.from;
  const middle = (view.from + view.to) / 2;
  switch (key) {
    case 'ArrowLeft':
      return panRange(view, extent, -0.1);
    case 'ArrowRight':
      return panRange(view, extent, 0.1);
    case 'PageUp':
      return panRange(view, extent, -0.9);
    case 'PageDown':
      return panRange(view, extent, 0.9);
    case 'Home':
      return { from: extent.from, to: extent.from + length };
    case 'End':
      return { from: extent.to - length, to: extent.to };
    case '+':
    case '=':
    case 'ArrowUp':
      return zoomRange(view, extent, 1 / zoomStep, middle, target.least());
    case '-':
    case 'ArrowDown':
      return zoomRange(view, extent, zoomStep, middle, target.least());
    case '0':
      return null;
    default:
      return undefined;
  }
}

export function useNavigation(element: Ref<HTMLElement | null>, target: NavigationTarget): Navigation {
  const pointer = shallowRef<{ x: number; y: number } | null>(null);
  const selection = shallowRef<{ from: number; to: number } | null>(null);
  const dragging = shallowRef(false);
  let drag: { x: number; view: Range; selects: boolean } | null = null;

  const offset = (event: MouseEvent): { x: number; y: number } => {
    const box = element.value?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };

  function wheel(event: WheelEvent): void {
    const track = target.track();
    if (!track || (target.wheelNeedsCtrl && !event.ctrlKey)) return;
    const view = target.view();
    const sideways = event.shiftKey ? event.deltaX || event.deltaY : Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : 0;
    const next = sideways
      ? panRange(view, target.extent(), Math.log(wheelFactor(sideways, event.deltaMode)) / 2)
      : zoomRange(view, target.extent(), wheelFactor(event.deltaY, event.deltaMode), toValue(offset(event).x, view, track), target.least());
    if (next.from === view.from && next.to === view.to) return;
    event.preventDefault();
    target.show(next);
  }

  function down(event: PointerEvent): void {
    const track = target.track();
    const at = offset(event);
    if (event.button !== 0 || !track || at.x < track.left || at.x > track.right) return;
    element.value?.setPointerCapture(event.pointerId);
    drag = { x: at.x, view: target.view(), selects: event.shiftKey !== (target.dragSelects?.() ?? false) };
    if (!drag.selects) return;
    pointer.value = null;
    selection.value = { from: at.x, to: at.x };
  }

  function move(event: PointerEvent): void {
    const track = target.track();
    const at = offset(event);
    if (!track) return;
    if (!drag) {
      pointer.value = at.x >= track.left && at.x <= track.right ? at : null;
      return;
    }
    if (drag.selects) selection.value = { from: drag.x, to: Math.min(track.right, Math.max(track.left, at.x)) };
    else if (dragging.value || Math.abs(at.x - drag.x) > 3) {
      dragging.value = true;
      pointer.value = null;
      target.show(panRange(drag.view, target.extent(), (drag.x - at.x) / Math.max(1, track.right - track.left)));
    }
  }

  function up(event: PointerEvent): void {
    const track = target.track();
    const picked = selection.value;
    if (track && drag && !dragging.value && Math.abs((picked?.to ?? drag.x) - drag.x) <= 4) target.press?.(offset(event));
    if (track && picked && Math.abs(picked.to - picked.from) > 4) {
      const view = target.view();
      const from = toValue(Math.min(picked.from, picked.to), view, track);
      const to = toValue(Math.max(picked.from, picked.to), view, track);
      if (target.select) target.select({ from, to });
      else target.show(zoomRange({ from, to }, target.extent(), 1, (from + to) / 2, target.least()));
    }
    cancel();
  }

  function cancel(): void {
    drag = null;
    selection.value = null;
    dragging.value = false;
  }

  function leave(): void {
    if (!drag) pointer.value = null;
  }

  function key(event: KeyboardEvent): void {
    // Shift and an arrow selects; Shift alone may be what a layout needs for a plus.
    if (event.ctrlKey || event.altKey || event.metaKey || (event.shiftKey && event.key.startsWith('Arrow'))) return;
    if (event.key === 'Escape' && drag) return cancel();
    const next = rangeForKey(event.key, target);
    if (next === undefined) return;
    event.preventDefault();
    if (next === null) target.reset();
    else target.show(next);
  }

  const abort = new AbortController();
  onMounted(() => {
    const node = element.value;
    if (!node) return;
    const { signal } = abort;
    node.addEventListener('wheel', wheel, { passive: false, signal });
    node.addEventListener('pointerdown', down, { signal });
    node.addEventListener('pointermove', move, { signal });
    node.addEventListener('pointerup', up, { signal });
    node.addEventListener('pointercancel', cancel, { signal });
    node.addEventListener('pointerleave', leave, { signal });
    node.addEventListener('dblclick', () => target.reset(), { signal });
    node.addEventListener('keydown', key, { signal });
  });
  onBeforeUnmount(() => abort.abort());
  return { pointer, selection, dragging };
}
