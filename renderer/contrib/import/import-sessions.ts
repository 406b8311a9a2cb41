import type { InjectionKey } from 'vue';

export interface ImportSession {
  run: () => Promise<void>;
  /** With the same settings: this file, and those of the same shape that wait. */
  runAll: () => Promise<void>;
}

/** What the commands of an import act on, by the path of the file. */
export type ImportSessions = Map<string, ImportSession>;

export const importSessionsKey: InjectionKey<ImportSessions> = Symbol('import sessions');
