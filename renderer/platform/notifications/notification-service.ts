import { ref, shallowReactive } from 'vue';
import type { Ref } from 'vue';
import { CancelledError, ExpectedError } from '../../../engine/protocol/errors.ts';
import { Announcer } from '../announce/announcer.ts';
import { engineText } from '../engine-text/engine-text.ts';
import { t } from '../messages.ts';

export interface NotificationAction {
  label: string;
  run: () => void;
}

export interface Notification {
  id: number;
  severity: 'error' | 'warning' | 'info';
  message: string;
  actions: NotificationAction[];
}

/** What an error says to the user: expected errors speak for themselves, a bug is named as one. */
export function errorMessage(error: unknown): string {
  if (error instanceof ExpectedError) return engineText(error.message);
  const message = error instanceof Error ? error.message : String(error);
  return t('bug', { message });
}

const statusSeconds = 6;
/** How long a toast stays by itself; errors stay until they are closed. */
const toastSeconds = { info: 12, warning: 25 } as const;

/** News for the user: the status bar first; a toast where something needs attention. Errors stay until closed. */
export class NotificationService {
  readonly toasts = shallowReactive<Notification[]>([]);
  readonly status: Ref<string> = ref('');
  /** Hears of every message, for the log. */
  onMessage: (severity: Notification['severity'], message: string) => void = () => {};
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

  show(severity: Notification['severity'], message: string, actions: NotificationAction[] = []): number {
    this.onMessage(severity, message);
    if (severity === 'error') this.#announcer.interrupt(message);
    else this.#announcer.say(message);
    const same = this.toasts.find((toast) => toast.message === message);
    if (same) return same.id;
    const id = this.#nextId++;
    this.toasts.push({ id, severity, message, actions });
    if (severity !== 'error') setTimeout(() => this.dismiss(id), toastSeconds[severity] * 1000);
    return id;
  }

  /** A cancellation is no news: whoever cancelled knows. */
  error(error: unknown, actions: NotificationAction[] = []): void {
    if (error instanceof CancelledError) return;
    this.show('error', errorMessage(error), actions);
  }

  dismiss(id: number): void {
    const index = this.toasts.findIndex((toast) => toast.id === id);
    if (index >= 0) this.toasts.splice(index, 1);
  }
}
