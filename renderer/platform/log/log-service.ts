import { ref, shallowReactive, shallowRef, triggerRef } from 'vue';
import type { LogLine } from '../../../engine/protocol/contract.ts';

export interface LogEntry extends LogLine {
  at: Date;
}

/** The lines of the Output panel, by channel; the oldest go first. */
export class LogService {
  readonly channels = shallowReactive<string[]>(['Hindcast']);
  readonly entries = shallowRef<LogEntry[]>([]);
  /** The channel that the Output panel shows. */
  readonly channel = ref('Hindcast');
  /** How many lines are kept. */
  readonly capacity = ref(2000);

  add(line: LogLine, at: Date = new Date()): void {
    if (!this.channels.includes(line.channel)) this.channels.push(line.channel);
    const entries = this.entries.value;
    entries.push({ ...line, at });
    if (entries.length > this.capacity.value) entries.splice(0, entries.length - this.capacity.value);
    triggerRef(this.entries);
  }

  clear(channel: string | null): void {
    this.entries.value = channel === null ? [] : this.entries.value.filter((entry) => entry.channel !== channel);
  }
}
