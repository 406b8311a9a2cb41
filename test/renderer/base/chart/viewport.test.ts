import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampRange,
  covers,
  dragRange,
  panRange,
  toPixel,
  toValue,
  wheelFactor,
  wholeRange,
  withMargin,
  zoomRange,
} from '../../../../renderer/base/chart/viewport.ts';

const extent = { from: 0, to: 1000 };

describe('zoom', () => {
  it('keeps the anchor where it is on the screen', () => {
    const before = { from: 200, to: 600 };
    const after = zoomRange(before, extent, 0.5, 300, 1);
    expect(after).toEqual({ from: 250, to: 450 });
  });

  it('stops at the least length and at the whole extent', () => {
    expect(zoomRange({ from: 400, to: 410 }, extent, 0.01, 405, 4)).toEqual({ from: 403, to: 407 });
    expect(zoomRange({ from: 400, to: 600 }, extent, 100, 405, 4)).toEqual(extent);
  });

  it('never leaves the extent nor turns around', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.double({ min: 0.01, max: 50, noNaN: true }), share, (a, b, factor, at) => {
        const from = Math.min(a, b) * 900;
        const range = { from, to: Math.max(from + 4, Math.max(a, b) * 1000) };
        const next = zoomRange(range, extent, factor, range.from + at * (range.to - range.from), 4);
        return covers({ from: -1e-9, to: 1000 + 1e-9 }, next) && next.to - next.from >= 4 - 1e-9;
      }),
    );
  });

  it('comes back after the opposite turn of the wheel', () => {
    expect(wheelFactor(120, 0) * wheelFactor(-120, 0)).toBeCloseTo(1, 12);
    expect(wheelFactor(3, 1)).toBeCloseTo(wheelFactor(48, 0), 12);
    expect(wheelFactor(1e9, 0)).toBeLessThan(2);
  });
});

describe('pan', () => {
  it('moves by a share of the length and keeps it at the ends', () => {
    expect(panRange({ from: 100, to: 200 }, extent, 0.5)).toEqual({ from: 150, to: 250 });
    expect(panRange({ from: 100, to: 200 }, extent, -5)).toEqual({ from: 0, to: 100 });
    expect(panRange({ from: 900, to: 1000 }, extent, 5)).toEqual({ from: 900, to: 1000 });
  });
});

describe('ranges', () => {
  it('gives a single instant a length', () => {
    expect(wholeRange([5, 5])).toEqual({ from: 4, to: 6 });
    expect(wholeRange([1, 9])).toEqual({ from: 1, to: 9 });
  });

  it('clamps a range that is longer than the extent', () => {
    expect(clampRange({ from: -500, to: 5000 }, extent, 1)).toEqual(extent);
  });

  it('widens a range below the least length around its middle', () => {
    expect(clampRange({ from: 500, to: 501 }, extent, 11)).toEqual({ from: 495, to: 506 });
  });

  it('adds a margin only where there is room', () => {
    expect(withMargin({ from: 10, to: 110 }, extent, 0.25)).toEqual({ from: 0, to: 135 });
  });

  it('converts pixels to values and back', () => {
    const track = { left: 40, right: 240 };
    expect(toPixel(500, extent, track)).toBe(140);
    expect(toValue(140, extent, track)).toBe(500);
  });
});

describe('drag in the overview', () => {
  const start = { from: 100, to: 300 };

  it('moves the body without changing its length', () => {
    expect(dragRange(start, 'body', 50, extent, 4)).toEqual({ from: 150, to: 350 });
    expect(dragRange(start, 'body', -500, extent, 4)).toEqual({ from: 0, to: 200 });
  });

  it('moves one edge up to the other', () => {
    expect(dragRange(start, 'start', 500, extent, 4)).toEqual({ from: 296, to: 300 });
    expect(dragRange(start, 'end', -500, extent, 4)).toEqual({ from: 100, to: 104 });
    expect(dragRange(start, 'end', 5000, extent, 4)).toEqual({ from: 100, to: 1000 });
  });
});
