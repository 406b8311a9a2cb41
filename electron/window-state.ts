/** Where the window was, and where it opens: always on a screen that is there. Pure, so that it is tested without Electron. */

export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowState {
  bounds: Bounds | null;
  maximized: boolean;
}

export const MIN_SIZE = { width: 760, height: 480 } as const;
const DEFAULT_SIZE = { width: 1280, height: 820 } as const;
/** How much of the window must lie on a screen, in each direction, for its place to be kept. */
const VISIBLE = 120;

/** Reads a saved state; whatever is not one counts as none. */
export function parseWindowState(json: string | null): WindowState {
  const none: WindowState = { bounds: null, maximized: false };
  if (json === null) return none;
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) return none;
  const { bounds, maximized } = value as { bounds?: unknown; maximized?: unknown };
  return { bounds: isBounds(bounds) ? bounds : null, maximized: maximized === true };
}

function isBounds(value: unknown): value is Bounds {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height } = value as Record<string, unknown>;
  return [x, y, width, height].every((part) => Number.isInteger(part));
}

/** The place to open at: the saved one where enough of it is visible, otherwise the middle of the first work area. */
export function placeWindow(saved: Bounds | null, workAreas: readonly Bounds[]): Bounds {
  const area = (saved && workAreas.find((candidate) => overlaps(saved, candidate))) ?? null;
  const home = area ?? workAreas[0] ?? { x: 0, y: 0, ...DEFAULT_SIZE };
  const width = clamp(saved?.width ?? DEFAULT_SIZE.width, MIN_SIZE.width, home.width);
  const height = clamp(saved?.height ?? DEFAULT_SIZE.height, MIN_SIZE.height, home.height);
  if (saved && area) return { x: saved.x, y: clamp(saved.y, area.y, area.y + area.height - VISIBLE), width, height };
  return { x: home.x + Math.floor((home.width - width) / 2), y: home.y + Math.floor((home.height - height) / 2), width, height };
}

function overlaps(window: Bounds, area: Bounds): boolean {
  const across = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  const down = Math.min(window.y + window.height, area.y + area.height) - Math.max(window.y, area.y);
  return across >= VISIBLE && down >= VISIBLE;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(Math.min(value, Math.max(high, low)), low);
}
