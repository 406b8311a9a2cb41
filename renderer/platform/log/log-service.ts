import { shallowReactive, shallowRef, triggerRef } from 'vue';
import type { LogLine } from '../../../engine/protocol/contract.ts';

export interface LogEntry extends LogLine {
  at: Date;
}

const capacity = 2000;

/** The lines of the Output panel, by channel; the oldest go first. */
export class LogService {
  readonly channels = shallowReactive<string[]>(['Hindcast']);
  readonly entries = shallowRef<LogEntry[]>([]);

  add(line: LogLine, at: Date = new Date()): void {
    if (!this.channels.includes(line.channel)) this.channels.push(line.channel);
    const entries = this.entries.value;
    entries.push({ ...line, at });
    if (entries.length > capacity) entries.splice(0, entries.length - capacity);
    triggerRef(this.entries);
  }

  clear(channel: string | null): void {
    this.entries.value = channel === null ? [] : this.entries.value.filter((entry) => entry.channel !== channel);
  }
}
