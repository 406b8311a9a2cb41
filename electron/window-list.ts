/** Which windows were open, and where: what the next start opens again. Pure, so that it is tested without Electron. */
import type { Bounds, WindowState } from './window-state.ts';
import { parseWindowState } from './window-state.ts';

export interface WindowRecord extends WindowState {
  /** The folder that is open in it. */
  workspace: string;
}

export interface WindowList {
  windows: WindowRecord[];
  /** By folder, the runs that trained when it was left: they go on when it is opened again. */
  resume: Record<string, string[]>;
}

const VERSION = 1;
const CASCADE = 28;

/** Reads a saved list; an entry that does not hold is left out, and whatever is no list counts as an empty one. */
export function parseWindowList(json: string | null): WindowList {
  const none: WindowList = { windows: [], resume: {} };
  const value: unknown = json === null ? null : JSON.parse(json);
  if (typeof value !== 'object' || value === null) return none;
  const { version, windows, resume } = value as Record<string, unknown>;
  if (version !== VERSION || !Array.isArray(windows)) return none;
  const records = (windows as unknown[]).flatMap((entry): WindowRecord[] => {
    const workspace = (entry as { workspace?: unknown } | null)?.workspace;
    return isText(workspace) ? [{ workspace, ...parseWindowState(JSON.stringify(entry)) }] : [];
  });
  const once = records.filter(({ workspace }, index) => records.findIndex((other) => other.workspace === workspace) === index);
  return { windows: once, resume: parseResume(resume) };
}

export function formatWindowList(list: WindowList): string {
  return JSON.stringify({ version: VERSION, ...list });
}

/** Where a further window opens: a little below and beside the one in front, so that both are seen. */
export function cascade(front: Bounds | null): Bounds | null {
  return front && { ...front, x: front.x + CASCADE, y: front.y + CASCADE };
}

function parseResume(value: unknown): Record<string, string[]> {
  if (typeof value !== 'object' || value === null) return {};
  const entries = Object.entries(value).map(([folder, runs]) => [folder, Array.isArray(runs) ? (runs as unknown[]).filter(isText) : []]);
  return Object.fromEntries(entries) as Record<string, string[]>;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
