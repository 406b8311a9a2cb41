export interface Debounced {
  /** Asks for a run: `wait` after the last request, but no later than `maximumWait` after the first. */
  (): void;
  /** Runs now if a run is due. */
  flush(): void;
  /** Forgets a run that is due. */
  cancel(): void;
}

/** Joins bursts of requests into one run. */
export function debounce(run: () => void, wait: number, maximumWait = Number.POSITIVE_INFINITY): Debounced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let deadline = 0;

  const fire = (): void => {
    clearTimeout(timer);
    timer = undefined;
    run();
  };
  const request = (): void => {
    const now = Date.now();
    if (timer === undefined) deadline = now + maximumWait;
    else clearTimeout(timer);
    timer = setTimeout(fire, Math.max(0, Math.min(wait, deadline - now)));
  };
  return Object.assign(request, {
    flush: () => {
      if (timer !== undefined) fire();
    },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  });
}
