import type { Beside, DeclaredColumns, History } from './forecaster.ts';

/** Whether a task declares anything that a history holds beside its target. */
export function hasBeside({ covariates, future, statics, calendar }: DeclaredColumns): boolean {
  return covariates.length + future.length + statics.length + calendar.length > 0;
}

/**
 * What is known of a history after its first `to` rows, of these at most the last from `from` on: past covariates end there, what is known ahead
 * goes `horizon` steps further. Views, which share memory with the history.
 */
export function historyUntil(history: History, to: number, horizon: number, from = 0): History {
  const { beside } = history;
  const until = { ...history, values: history.values.subarray(from, to) };
  if (beside === undefined) return until;
  return {
    ...until,
    beside: {
      past: beside.past.map((column) => column.subarray(from, to)),
      future: beside.future.map((column) => column.subarray(from, to + horizon)),
      statics: beside.statics,
      time: beside.time.subarray(from, to + horizon),
    },
  };
}

/** The history in memory of its own: whatever holds it cannot reach what lies beside it. */
export function copyOf(history: History): History {
  const { beside, values } = history;
  return { ...history, values: values.slice(), ...(beside === undefined ? {} : { beside: copyBeside(beside) }) };
}

function copyBeside({ past, future, statics, time }: Beside): Beside {
  const copies = (columns: readonly Float64Array[]): Float64Array[] => columns.map((column) => column.slice());
  return { past: copies(past), future: copies(future), statics: statics.slice(), time: time.slice() };
}
