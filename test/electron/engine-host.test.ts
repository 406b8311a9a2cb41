import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createEngineHost } from '../../electron/engine-host.ts';
import type { EngineHost, EngineProcess, Page } from '../../electron/engine-host.ts';
import type { EngineGone } from '../../engine/protocol/shell-api.ts';

class FakeEngine implements EngineProcess<string> {
  readonly ports: string[] = [];
  exit: (code: number | null) => void = () => {};
  stopAsked = false;
  killed = false;
  connect(port: string): void {
    this.ports.push(port);
  }
  hasBegun = true;
  askToStop(): boolean {
    this.stopAsked = true;
    return this.hasBegun;
  }
  kill(): void {
    this.killed = true;
  }
  onExit(listener: (code: number | null) => void): void {
    this.exit = listener;
  }
}

class FakePage implements Page<string> {
  readonly ports: string[] = [];
  readonly gone: EngineGone[] = [];
  isAlive = true;
  readonly id: number;
  constructor(id: number) {
    this.id = id;
  }
  alive(): boolean {
    return this.isAlive;
  }
  sendPort(port: string): void {
    this.ports.push(port);
  }
  sendGone(info: EngineGone): void {
    this.gone.push(info);
  }
}

let engines: FakeEngine[] = [];
let host: EngineHost<string>;
let channels = 0;
const last = (): FakeEngine => engines.at(-1)!;

beforeEach(() => {
  vi.useFakeTimers();
  engines = [];
  channels = 0;
  host = createEngineHost<string>({
    start: () => {
      const engine = new FakeEngine();
      engines.push(engine);
      return engine;
    },
    channel: () => {
      channels++;
      return [`engine ${channels}`, `page ${channels}`];
    },
    log: () => {},
  });
});
afterEach(() => vi.useRealTimers());

test('starts one engine for all pages, with a channel each', () => {
  const [first, second] = [new FakePage(1), new FakePage(2)];
  host.attach(first);
  host.attach(second);
  expect(engines).toHaveLength(1);
  expect(last().ports).toEqual(['engine 1', 'engine 2']);
  expect([first.ports, second.ports]).toEqual([['page 1'], ['page 2']]);
});

test('a death is told at once, and a new engine is there within a second', () => {
  const [page, closed] = [new FakePage(1), new FakePage(2)];
  host.attach(page);
  host.attach(closed);
  closed.isAlive = false;
  last().exit(9);
  expect(page.gone).toMatchObject([{ restarting: true }]);
  vi.advanceTimersByTime(999);
  expect(engines).toHaveLength(2);
  expect(page.ports).toEqual(['page 1', 'page 3']);
  expect(closed.gone).toEqual([]);
  expect(closed.ports).toEqual(['page 2']);
});

test('a page that asks while the engine restarts gets one port', () => {
  const page = new FakePage(1);
  host.attach(page);
  last().exit(1);
  host.attach(page);
  vi.advanceTimersByTime(1000);
  expect(engines).toHaveLength(2);
  expect(page.ports).toHaveLength(2);
});

test('an engine that keeps dying is left alone until a page asks', () => {
  const page = new FakePage(1);
  host.attach(page);
  for (let i = 0; i < 6; i++) {
    last().exit(1);
    vi.advanceTimersByTime(1000);
  }
  expect(engines).toHaveLength(6);
  expect(page.gone.at(-1)).toMatchObject({ restarting: false });
  vi.advanceTimersByTime(600_000);
  expect(engines).toHaveLength(6);
  host.attach(page);
  expect(engines).toHaveLength(7);
  last().exit(1);
  expect(page.gone.at(-1)).toMatchObject({ restarting: true });
});

test('deaths far apart never add up', () => {
  host.attach(new FakePage(1));
  for (let i = 0; i < 20; i++) {
    last().exit(1);
    vi.advanceTimersByTime(61_000);
  }
  expect(engines).toHaveLength(21);
});

test('stopping asks first, kills late, and starts nothing again', async () => {
  host.attach(new FakePage(1));
  const stopped = host.stop();
  expect(last()).toMatchObject({ stopAsked: true, killed: false });
  vi.advanceTimersByTime(3000);
  expect(last().killed).toBe(true);
  await stopped;
  vi.advanceTimersByTime(10_000);
  expect(engines).toHaveLength(1);
});

test('an engine that has not begun to run holds nobody up', async () => {
  host.attach(new FakePage(1));
  last().hasBegun = false;
  await host.stop();
  expect(last().killed).toBe(false);
});
