import type { Clock } from '../base/clock.ts';
import type { NativeCore } from '../native/api.ts';
import { loadNative } from '../native/binding.ts';
import type { Workspace } from '../project/workspace.ts';
import type { EventName, Events } from '../protocol/contract.ts';

/** The application's version, which exported files and runs record. */
export const APP_VERSION = '0.1.0';

export type Emit = <E extends EventName>(event: E, payload: Events[E]) => void;

/** What everything in one engine shares. */
export interface Shared {
  clock: Clock;
  emit: Emit;
  /** The native core, loaded when it is first needed: it is not on the way to the first window. */
  core: () => NativeCore;
  workspace: Workspace | null;
}

export function lazyCore(): () => NativeCore {
  let core: NativeCore | null = null;
  return () => (core ??= loadNative());
}
