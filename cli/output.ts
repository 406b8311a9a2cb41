import type { WriteStream } from 'node:tty';

/** Where a command writes: results on standard output, progress and remarks on standard error. */
export interface Output {
  readonly json: boolean;
  /** A line for people; nothing with --json. */
  line: (text?: string) => void;
  /** The one JSON object of --json; nothing otherwise. */
  result: (value: unknown) => void;
  /** A remark that is not part of the result. */
  note: (text: string) => void;
  progress: (share: number | null, remainingSeconds: number | null, text: string) => void;
  /** Ends the progress line. */
  endProgress: () => void;
}

/** Between two progress lines where standard error is not a terminal. */
const LOG_EVERY_MILLISECONDS = 5000;
const REDRAW_EVERY_MILLISECONDS = 100;

/** `now` in milliseconds. */
export function createOutput(options: {
  json: boolean;
  quiet: boolean;
  stdout: NodeJS.WritableStream;
  stderr: WriteStream;
  now: () => number;
}): Output {
  const { stdout, stderr } = options;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let open = false;
  const endProgress = (): void => {
    if (open) stderr.write('\n');
    open = false;
    drawnAt = Number.NEGATIVE_INFINITY;
  };
  return {
    json: options.json,
    line: (text = '') => {
      endProgress();
      if (!options.json) stdout.write(`${text}\n`);
    },
    result: (value) => {
      endProgress();
      if (options.json) stdout.write(`${JSON.stringify(value, jsonValue)}\n`);
    },
    note: (text) => {
      endProgress();
      if (!options.quiet) stderr.write(`${text}\n`);
    },
    progress: (share, remainingSeconds, text) => {
      if (options.quiet) return;
      const every = stderr.isTTY ? REDRAW_EVERY_MILLISECONDS : LOG_EVERY_MILLISECONDS;
      if (options.now() - drawnAt < every) return;
      drawnAt = options.now();
      const percent = share === null ? '' : `${Math.round(share * 100)} %  `;
      const left = remainingSeconds === null ? '' : `  at most ${duration(remainingSeconds)} left`;
      if (stderr.isTTY) {
        const line = `${percent}${text}${left}`.slice(0, Math.max(20, stderr.columns - 1));
        stderr.write(`\r\u001b[K${line}`);
        open = true;
      } else {
        stderr.write(`${percent}${text}${left}\n`);
      }
    },
    endProgress,
  };
}

/** JSON has no NaN and no typed arrays: a number that is not finite becomes null, an array of numbers a plain one. */
function jsonValue(_key: string, value: unknown): unknown {
  if (value instanceof Float64Array || value instanceof Float32Array || value instanceof Int32Array) return Array.from(value);
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}

/** Seconds as people read them: `0.4 s`, `12 s`, `2 min 5 s`, `1 h 20 min`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${Number(Math.max(0, seconds).toFixed(1))} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
