/** Keys that read values off a chart and select a stretch of it; the pointer does the same through `useNavigation`. */

import { onBeforeUnmount, onMounted, type Ref } from 'vue';
import type { ChartLink } from './traces.ts';
import type { Range } from './viewport.ts';

export interface ReadingTarget {
  link: () => ChartLink;
  view: () => Range;
  /** The next or the previous value; null beyond the last. */
  neighbour: (position: number, step: 1 | -1) => number | null;
  /** The value nearest to a position. */
  nearest: (position: number) => number | null;
  show: (range: Range) => void;
  /** Says aloud what is read. */
  announce: () => void;
  /** Ctrl+Enter at a place. */
  open: (position: number) => void;
}

/** A selection grows by this share of the view, or by one value where these are further apart. */
const selectStep = 0.02;

/** What a key press does; false for one that means nothing here. */
export function readKey(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>, target: ReadingTarget): boolean {
  const { pin, range } = target.link();
  const view = target.view();
  const middle = (view.from + view.to) / 2;
  const control = event.ctrlKey || event.metaKey;
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : null;
  if (event.altKey) return false;
  if (event.key === 'Escape') {
    if (range.value === null && pin.value === null) return false;
    if (range.value !== null) range.value = null;
    else pin.value = null;
    return true;
  }
  if (event.key === 'Enter' && !event.shiftKey) {
    const position = pin.value ?? target.nearest(middle);
    if (position === null) return true;
    pin.value = position;
    if (control) target.open(position);
    else target.announce();
    return true;
  }
  if (step !== null && control && !event.shiftKey) {
    const inView = pin.value !== null && pin.value >= view.from && pin.value <= view.to;
    const next = inView ? target.neighbour(pin.value ?? middle, step) : target.nearest(middle);
    if (next === null) return true;
    pin.value = next;
    keepInView(next, view, target.show);
    target.announce();
    return true;
  }
  if (step !== null && event.shiftKey && !control) {
    const anchor = pin.value ?? target.nearest(middle) ?? middle;
    pin.value = anchor;
    const old = range.value;
    const end = !old ? anchor : old.from === anchor ? old.to : old.to === anchor ? old.from : anchor;
    const far = end + step * selectStep * (view.to - view.from);
    const next = target.neighbour(end, step);
    const moved = next === null ? end : step === 1 ? Math.max(far, next) : Math.min(far, next);
    const place = target.nearest(moved) ?? moved;
    range.value = { from: Math.min(anchor, place), to: Math.max(anchor, place) };
    keepInView(place, view, target.show);
    return true;
  }
  return false;
}

function keepInView(position: number, view: Range, show: (range: Range) => void): void {
  const length = view.to - view.from;
  if (position < view.from) show({ from: position - length * 0.1, to: position + length * 0.9 });
  else if (position > view.to) show({ from: position - length * 0.9, to: position + length * 0.1 });
}

export function useReading(element: Ref<HTMLElement | null>, target: ReadingTarget): void {
  const abort = new AbortController();
  onMounted(() =>
    element.value?.addEventListener(
      'keydown',
      (event) => {
        if (!readKey(event, target)) return;
        event.preventDefault();
        event.stopPropagation();
      },
      { signal: abort.signal },
    ),
  );
  onBeforeUnmount(() => abort.abort());
}
