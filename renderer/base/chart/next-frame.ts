export interface Frame {
  request: () => void;
  cancel: () => void;
}

/** Runs the action once in the next animation frame, however often it is asked for. */
export function nextFrame(action: () => void): Frame {
  let handle = 0;
  return {
    request() {
      handle ||= requestAnimationFrame(() => {
        handle = 0;
        action();
      });
    },
    cancel() {
      cancelAnimationFrame(handle);
      handle = 0;
    },
  };
}
