import type { Ref } from 'vue';
import { ref, shallowReactive } from 'vue';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import { Announcer } from '../announce/announcer.ts';
import { engineText } from '../engine-text/engine-text.ts';
import { t } from '../messages.ts';

export type Severity = 'error' | 'warning' | 'info';

export interface NotificationAction {
  label: string;
  run: () => void;
}

export interface NotificationProgress {
  /** A share of 1; null where it is not known. */
  value: number | null;
  /** Null where the work cannot be cancelled. */
  cancel: (() => void) | null;
}

export interface Notification {
  id: number;
  severity: Severity;
  message: string;
  /** Which part of the app speaks. */
  source: string;
  actions: readonly NotificationAction[];
  progress: NotificationProgress | null;
  at: Date;
  /** The channel of the Output panel that says more; null: none. */
  log: string | null;
}

export interface NotificationOptions {
  source?: string;
  log?: string | null;
}

/** A piece of work that a notification shows. */
export interface ProgressHandle {
  report(value: number | null, message?: string): void;
  /** Takes the notification away. */
  done(): void;
}

/** What an error says to the user: expected errors speak for themselves, a bug is named as one. */
export function errorMessage(error: unknown): string {
  if (error instanceof ExpectedError) return engineText(error.message);
  const message = error instanceof Error ? error.message : String(error);
  return t('bug', { message });
}

const statusSeconds = 6;
const shownAtOnce = 3;
/** What is done sooner is not worth a word. */
const momentMilliseconds = 800;
const kept = 200;
export const mainChannel = 'Hindcast';

/**
 * News for the user, by the least that is enough: the status bar; a toast where the user must know or decide. At most
 * three toasts are on the screen; everything stays in the list of notifications until it is cleared.
 */
export class NotificationService {
  /** All that has not been cleared, newest last. */
  readonly all = shallowReactive<Notification[]>([]);
  /** Those on the screen, newest last. */
  readonly toasts = shallowReactive<Notification[]>([]);
  readonly status: Ref<string> = ref('');
  /** Whether the list is open. */
  readonly centreOpen: Ref<boolean> = ref(false);
  /** True: errors alone come as toasts, the rest goes to the list. */
  readonly doNotDisturb: Ref<boolean> = ref(false);
  /** Seconds after which a piece of information without a question leaves the screen. */
  readonly hideAfter: Ref<number> = ref(12);
  /** Hears of every message, for the log. */
  onMessage: (severity: Severity, message: string) => void = () => {};
  #nextId = 1;
  #statusTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #announcer: Announcer;

  constructor(announcer = new Announcer()) {
    this.#announcer = announcer;
  }

  showStatus(message: string): void {
    this.status.value = message;
    this.#announcer.say(message);
    clearTimeout(this.#statusTimer);
    this.#statusTimer = setTimeout(() => (this.status.value = ''), statusSeconds * 1000);
  }

  show(severity: Severity, message: string, actions: NotificationAction[] = [], options: NotificationOptions = {}): number {
    this.onMessage(severity, message);
    if (severity === 'error') this.#announcer.interrupt(message);
    else this.#announcer.say(message);
    const same = this.all.find((other) => other.message === message && other.severity === severity && other.progress === null);
    if (same) this.dismiss(same.id);
    const { source = mainChannel, log = severity === 'info' ? null : mainChannel } = options;
    const id = this.#add({ severity, message, source, actions, progress: null, log });
    if (severity === 'info' && actions.length === 0) setTimeout(() => this.hide(id), this.hideAfter.value * 1000);
    return id;
  }

  /** A cancellation is no news: whoever cancelled knows. */
  error(error: unknown, actions: NotificationAction[] = []): void {
    if (error instanceof CancelledError) return;
    this.show('error', errorMessage(error), actions);
  }

  /** Shows a piece of work that the user waits for. @param cancel Ends the work; the notification goes with `done`. */
  progress(message: string, cancel: (() => void) | null, source: string = mainChannel): ProgressHandle {
    this.#announcer.say(message);
    const id = this.#add({ severity: 'info', message, source, actions: [], progress: { value: null, cancel }, log: null });
    return {
      report: (value, next) => this.#change(id, (old) => ({ ...old, message: next ?? old.message, progress: { value, cancel } })),
      done: () => this.dismiss(id),
    };
  }

  /** Shows work that takes longer than a moment, with a way to cancel it; its result or failure is the caller's. */
  async withProgress<T>(
    message: string,
    work: (signal: AbortSignal, report: ProgressHandle['report']) => Promise<T>,
    source: string = mainChannel,
  ): Promise<T> {
    const abort = new AbortController();
    let handle: ProgressHandle | null = null;
    const timer = setTimeout(() => (handle = this.progress(message, () => abort.abort(), source)), momentMilliseconds);
    try {
      return await work(abort.signal, (value, next) => handle?.report(value, next));
    } finally {
      clearTimeout(timer);
      (handle as ProgressHandle | null)?.done();
    }
  }

  /** Takes a toast off the screen; the list keeps it. */
  hide(id: number): void {
    remove(this.toasts, id);
  }

  hideAll(): void {
    this.toasts.splice(0);
  }

  /** Takes a notification away for good. */
  dismiss(id: number): void {
    remove(this.toasts, id);
    remove(this.all, id);
  }

  /** Clears the list; work that goes on stays in it. */
  clearAll(): void {
    for (const { id } of this.all.filter((notification) => notification.progress === null)) this.dismiss(id);
  }

  act(notification: Notification, action: NotificationAction): void {
    this.dismiss(notification.id);
    action.run();
  }

  /** Does what the newest toast with a question offers first; false where there is none. */
  acceptPrimary(): boolean {
    const toast = this.toasts.findLast(({ actions }) => actions.length > 0);
    const [action] = toast?.actions ?? [];
    if (!toast || !action) return false;
    this.act(toast, action);
    return true;
  }

  #add(about: Omit<Notification, 'id' | 'at'>): number {
    const notification = { ...about, id: this.#nextId++, at: new Date() };
    this.all.push(notification);
    if (this.all.length > kept) this.all.splice(0, this.all.length - kept);
    const quiet = this.centreOpen.value || (this.doNotDisturb.value && about.severity !== 'error');
    if (quiet) return notification.id;
    this.toasts.push(notification);
    while (this.toasts.length > shownAtOnce) this.toasts.splice(this.#leastNeeded(), 1);
    return notification.id;
  }

  /** The place of the toast that makes room: the oldest without a question, or the oldest. */
  #leastNeeded(): number {
    const calm = this.toasts.findIndex(({ severity, actions }) => severity === 'info' && actions.length === 0);
    return calm >= 0 && calm < this.toasts.length - 1 ? calm : 0;
  }

  #change(id: number, change: (old: Notification) => Notification): void {
    for (const list of [this.all, this.toasts]) {
      const index = list.findIndex((notification) => notification.id === id);
      const old = list[index];
      if (old) list[index] = change(old);
    }
  }
}

function remove(list: Notification[], id: number): void {
  const index = list.findIndex((notification) => notification.id === id);
  if (index >= 0) list.splice(index, 1);
}
