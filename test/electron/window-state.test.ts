import { expect, test } from 'vitest';
import { MIN_SIZE, parseWindowState, placeWindow } from '../../electron/window-state.ts';

const screen = { x: 0, y: 25, width: 1920, height: 1055 };
const second = { x: 1920, y: 0, width: 1280, height: 1024 };

test('a window opens where it was', () => {
  const saved = { x: 2000, y: 100, width: 900, height: 700 };
  expect(placeWindow(saved, [screen, second])).toEqual(saved);
});

test('a window whose screen is gone opens in the middle of another', () => {
  const placed = placeWindow({ x: 2000, y: 100, width: 900, height: 700 }, [screen]);
  expect(placed).toEqual({ x: 510, y: 202, width: 900, height: 700 });
});

test.each([
  { x: -890, y: 100, width: 900, height: 700 },
  { x: 100, y: 1070, width: 900, height: 700 },
  { x: 100, y: -690, width: 900, height: 700 },
])('a window that is all but out of sight comes back: %o', (saved) => {
  const { x, y } = placeWindow(saved, [screen]);
  expect(x).toBeGreaterThanOrEqual(0);
  expect(y).toBeGreaterThanOrEqual(screen.y);
});

test('a window is never larger than its screen nor smaller than it can be', () => {
  expect(placeWindow({ x: 0, y: 25, width: 9000, height: 9000 }, [screen])).toMatchObject({ width: 1920, height: 1055 });
  expect(placeWindow({ x: 0, y: 25, width: 500, height: 500 }, [screen])).toMatchObject({ width: MIN_SIZE.width, height: 500 });
  expect(placeWindow(null, [])).toMatchObject({ x: 0, y: 0, width: 1280, height: 820 });
});

test.each(['null', '[]', '{"bounds":{"x":1}}', '{"bounds":{"x":1,"y":2,"width":"3","height":4},"maximized":1}'])(
  '%s is no saved place',
  (json) => {
    expect(parseWindowState(json)).toEqual({ bounds: null, maximized: false });
  },
);
