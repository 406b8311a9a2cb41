/**
 * The three errors of the house. Everything that can be foreseen is `Expected`: a stable code, a sentence
 * that says what is wrong and where, and what to do. Whatever is neither that nor `Cancelled` is a bug.
 */
export class ExpectedError extends Error {
  override readonly name = 'ExpectedError';
  readonly code: string;
  readonly details: Record<string, unknown>;

  /** `message` is one sentence or two: what was expected, what came, where, and what to do. */
  constructor(code: string, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

export class CancelledError extends Error {
  override readonly name = 'CancelledError';
  readonly code = 'cancelled';

  constructor(message = 'Cancelled.') {
    super(message);
  }
}

/** An error as it crosses a process. A bug crosses with its message only; its stack stays in the engine's log. */
export interface WireError {
  kind: 'expected' | 'cancelled' | 'bug';
  code: string;
  message: string;
  details: Record<string, unknown>;
}

/** A bug that crossed from the engine. */
export class BugError extends Error {
  override readonly name = 'BugError';
  readonly code = 'bug';
}

export function toWireError(error: unknown): WireError {
  if (error instanceof CancelledError) return { kind: 'cancelled', code: error.code, message: error.message, details: {} };
  if (error instanceof ExpectedError) return { kind: 'expected', code: error.code, message: error.message, details: error.details };
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'bug', code: 'bug', message, details: {} };
}

export function fromWireError(error: WireError): Error {
  if (error.kind === 'cancelled') return new CancelledError(error.message);
  if (error.kind === 'expected') return new ExpectedError(error.code, error.message, error.details);
  return new BugError(error.message);
}
