/** Several series in one picture: what each is, how its line looks, and how they are loaded together. */

import { shallowRef, type ShallowRef } from 'vue';
import type { WindowResult } from '../../../engine/protocol/data.ts';
import type { ChartTheme } from './theme.ts';
import type { Load, LoadWindow, Thinned } from './use-series-window.ts';
import type { Range } from './viewport.ts';

export interface Trace {
  key: string;
  label: string;
  /** Decides colour and dash; a trace keeps its slot whatever stands beside it. */
  slot: number;
  side: 'left' | 'right';
  load: LoadWindow;
}

/** What charts that stand below each other have in common. */
export interface ChartLink {
  /** Null: everything. */
  view: ShallowRef<Range | null>;
  /** Where the pointer reads values, in x units. */
  cursor: ShallowRef<number | null>;
  /** Where a click or a key put the reading line, to stay. */
  pin: ShallowRef<number | null>;
  /** The selected stretch. */
  range: ShallowRef<Range | null>;
}

export function chartLink(view: Range | null = null): ChartLink {
  return { view: shallowRef(view), cursor: shallowRef(null), pin: shallowRef(null), range: shallowRef(null) };
}

/** The same stretch of every trace. */
export interface Bundle extends Thinned {
  parts: ReadonlyMap<string, WindowResult>;
}

const dashes: ReadonlyArray<readonly number[]> = [[], [7, 3], [2, 2], [9, 3, 2, 3]];

/** Neighbouring slots differ in colour, those of one colour in dash. */
export function traceStyle(slot: number, theme: Pick<ChartTheme, 'series'>): { color: string; dash: number[] } {
  const colors = theme.series;
  return { color: colors[slot % colors.length] ?? colors[0], dash: [...(dashes[Math.floor(slot / colors.length) % dashes.length] ?? [])] };
}

/** Windows kept by each trace; a trace that is hidden and shown again costs nothing. */
const kept = 8;

/** Remembers the last windows of a trace. */
export function remembered(load: LoadWindow): LoadWindow {
  const known = new Map<string, Promise<WindowResult>>();
  return (from, to, pixels) => {
    const key = `${from} ${to} ${pixels}`;
    const found = known.get(key);
    if (found) return found;
    const loading = load(from, to, pixels);
    known.set(key, loading);
    loading.catch(() => known.delete(key));
    for (const oldest of known.keys()) if (known.size > kept) known.delete(oldest);
    return loading;
  };
}

/** Loads every trace side by side. */
export function loadTogether(traces: readonly Trace[]): Load<Bundle> {
  return async (from, to, pixels) => {
    const loaded = await Promise.all(
      traces.map(async ({ key, load }): Promise<[string, WindowResult]> => [key, await load(from, to, pixels)]),
    );
    const results = loaded.map(([, result]) => result);
    return {
      rows: Math.max(0, ...results.map(({ rows }) => rows)),
      complete: results.every(({ complete }) => complete),
      parts: new Map(loaded),
    };
  };
}
