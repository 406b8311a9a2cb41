/** How long the start took, told once: to the page that asks, and as a line of JSON where `--measure-start` stands on the command line. */
import type { StartMark } from '../engine/protocol/contract.ts';

export const MEASURE_SWITCH = 'measure-start';

/**
 * When the process was made, in milliseconds since 1970: what whoever started it says (`--measure-start=<milliseconds>`), otherwise
 * when its JavaScript began. (Electron's own answer is whole seconds off on Linux.)
 */
export function startedAt(args: readonly string[], otherwise: number): number {
  const said = Number(args.find((arg) => arg.startsWith(`--${MEASURE_SWITCH}=`))?.split('=')[1]);
  return Number.isFinite(said) && said > 0 ? said : otherwise;
}

export interface StartTimes {
  /** Keeps the moment of a step; the first time counts. */
  mark(name: string): void;
  /** Adds the page's marks. All marks so far, in order. */
  complete(page: readonly StartMark[]): StartMark[];
}

/**
 * @param created When the process was made, in milliseconds since 1970; every mark counts from there.
 * @param told Gets the marks when the first page has told its own.
 */
export function startTimes(created: number, told: (marks: StartMark[]) => void, now: () => number = clock): StartTimes {
  const marks = new Map<string, number>();
  let complete: StartMark[] | null = null;
  const inOrder = (): StartMark[] => [...marks].map(([name, at]) => ({ name, at })).sort((a, b) => a.at - b.at);

  return {
    mark(name) {
      if (!marks.has(name)) marks.set(name, rounded(now() - created));
    },
    complete(page) {
      if (complete) return complete;
      for (const { name, at } of page) marks.set(name, rounded(at - created));
      complete = inOrder();
      told(complete);
      return complete;
    },
  };
}

const rounded = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;
const clock = (): number => performance.timeOrigin + performance.now();
