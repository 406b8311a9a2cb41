import type { ShellApi } from '../engine/protocol/shell-api.ts';

declare global {
  interface Window {
    /** Given by the preload script. */
    readonly hindcast: ShellApi;
  }
}
