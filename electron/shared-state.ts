/** What all windows know: one JSON object, changed key by key, so that no window writes over what another one changed. */
import { ExpectedError } from '../engine/protocol/errors.ts';
import type { JsonFile } from './json-file.ts';

export interface SharedState {
  read(): Promise<string | null>;
  /** Merges changed values, `{version, values, damaged}`; resolves when they are on disk. */
  merge(json: string): Promise<void>;
}

interface StateText {
  version: unknown;
  values: Record<string, unknown>;
  damaged?: unknown;
}

export function sharedState(file: JsonFile): SharedState {
  let current: StateText | null = null;
  let loaded: Promise<string | null> | null = null;

  /** Reads the file once; afterwards this process alone changes it. */
  const load = (): Promise<string | null> =>
    (loaded ??= file.read().then((text) => {
      current = text === null ? null : parseState(text);
      return text;
    }));

  return {
    async read() {
      const text = await load();
      return current === null ? text : JSON.stringify(current);
    },
    async merge(json) {
      const change = parseState(json);
      if (!change) throw new ExpectedError('bad-state', 'Expected {version, values} for the shared state but received another text.');
      await load();
      current = mergeStates(current, change);
      await file.write(JSON.stringify(current));
    },
  };
}

/** The change over what was there; alone where that is of another version. */
function mergeStates(before: StateText | null, change: StateText): StateText {
  return before !== null && before.version === change.version ? { ...change, values: { ...before.values, ...change.values } } : change;
}

/** The value that a saved state holds under a key, whatever it is. */
export function stateValue(json: string | null, key: string): unknown {
  return json === null ? undefined : parseState(json)?.values[key];
}

function parseState(json: string): StateText | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { values } = value as { values?: unknown };
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return null;
  return value as StateText;
}
