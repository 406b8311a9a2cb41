/**
 * Keeps the engine's process alive and connects pages to it. When it dies, pages hear that at once, and a new one
 * takes its place within a second, with a new port for every page that was connected. An engine that keeps dying is
 * left alone until a page asks again. Knows Electron only through `EngineHostOptions`, so that it is tested without.
 */
import type { EngineGone } from '../engine/protocol/shell-api.ts';

/** A running engine. */
export interface EngineProcess<Port> {
  /** Hands a page's port over. */
  connect(port: Port): void;
  /** Asks it to save and end; false where it has not begun to run, and so has nothing to save. */
  askToStop(): boolean;
  kill(): void;
  onExit(listener: (code: number | null) => void): void;
}

/** A page that talks to the engine. */
export interface Page<Port> {
  readonly id: number;
  alive(): boolean;
  sendPort(port: Port): void;
  sendGone(info: EngineGone): void;
}

export interface EngineHostOptions<Port> {
  start: () => EngineProcess<Port>;
  channel: () => [engine: Port, page: Port];
  log: (line: string) => void;
  now?: () => number;
}

export interface EngineHost<Port> {
  /** Gives the page a port; starts the engine where none runs. */
  attach(page: Page<Port>): void;
  detach(pageId: number): void;
  /** Ends the engine; resolves when it is gone, or will be with this process. */
  stop(): Promise<void>;
}

/** Deaths within this time count as in a row. */
const WINDOW_MS = 60_000;
const DEATHS_ALLOWED = 5;
const FIRST_DELAY_MS = 50;
const LAST_DELAY_MS = 800;
/** What a running engine gets for writing its last checkpoint. */
const STOP_WITHIN_MS = 3000;

export function createEngineHost<Port>({ start, channel, log, now = Date.now }: EngineHostOptions<Port>): EngineHost<Port> {
  const pages = new Map<number, Page<Port>>();
  let engine: EngineProcess<Port> | null = null;
  let deaths: number[] = [];
  let respawn: ReturnType<typeof setTimeout> | null = null;
  let stopped: (() => void) | null = null;
  let stopping = false;

  function livePages(): Array<Page<Port>> {
    for (const page of [...pages.values()]) if (!page.alive()) pages.delete(page.id);
    return [...pages.values()];
  }

  function connect(page: Page<Port>): void {
    const [engineSide, pageSide] = channel();
    engine?.connect(engineSide);
    page.sendPort(pageSide);
  }

  function spawn(): void {
    respawn = null;
    engine = start();
    engine.onExit(died);
    for (const page of livePages()) connect(page);
  }

  function died(code: number | null): void {
    engine = null;
    if (stopping) return stopped?.();
    const time = now();
    deaths = [...deaths.filter((death) => time - death < WINDOW_MS), time];
    const restarting = deaths.length <= DEATHS_ALLOWED;
    log(`The engine ended unexpectedly (code ${code ?? 'unknown'}), ${deaths.length} times within a minute.`);
    const reason = restarting
      ? `It ended unexpectedly (code ${code ?? 'unknown'}).`
      : `It ended ${deaths.length} times within a minute and is not started again by itself; the log file says why.`;
    for (const page of livePages()) page.sendGone({ reason, restarting });
    if (restarting) respawn = setTimeout(spawn, Math.min(FIRST_DELAY_MS * 2 ** (deaths.length - 1), LAST_DELAY_MS));
  }

  return {
    attach(page) {
      if (stopping) return;
      pages.set(page.id, page);
      if (engine) connect(page);
      else if (respawn === null) {
        deaths = [];
        spawn();
      }
    },
    detach: (pageId) => void pages.delete(pageId),
    stop() {
      stopping = true;
      if (respawn !== null) clearTimeout(respawn);
      const running = engine;
      if (!running) return Promise.resolve();
      return new Promise((resolve) => {
        const deadline = setTimeout(() => {
          running.kill();
          resolve();
        }, STOP_WITHIN_MS);
        stopped = () => {
          clearTimeout(deadline);
          resolve();
        };
        if (!running.askToStop()) stopped();
      });
    },
  };
}
