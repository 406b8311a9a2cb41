import { shallowReactive, shallowRef } from 'vue';
import type { Disposer } from '../../base/disposable.ts';
import type { CommandId, CommandMap } from '../commands/command-map.ts';
import type { CommandRegistry } from '../commands/command-registry.ts';
import type { ContextKeys } from '../context/context-keys.ts';
import type { KeyPress } from './keys.ts';
import { keysLabel, parseKeys, strokeOf } from './keys.ts';

export interface Keybinding<K extends CommandId = CommandId> {
  /** `ctrl+shift+p`, or a chord: `ctrl+k ctrl+t`. */
  key: string;
  command: K;
  args?: CommandMap[K];
  when?: string;
}

interface Entry {
  strokes: string[];
  command: CommandId;
  args: unknown;
  when: string | undefined;
}

const chordTimeout = 4000;

/** Turns key presses into commands. A later binding wins over an earlier one whose clause also holds. */
export class KeybindingService {
  /** The strokes of a chord that has begun, for the status bar. */
  readonly pending = shallowRef<readonly string[]>([]);
  readonly #entries = shallowReactive<Entry[]>([]);
  readonly #commands: CommandRegistry;
  readonly #context: ContextKeys;
  readonly #mac: boolean;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(commands: CommandRegistry, context: ContextKeys, platform: string) {
    this.#commands = commands;
    this.#context = context;
    this.#mac = platform === 'darwin';
  }

  register<K extends CommandId>(binding: Keybinding<K>): Disposer {
    this.#context.matches(binding.when);
    const entry: Entry = { strokes: parseKeys(binding.key, this.#mac), command: binding.command, args: binding.args, when: binding.when };
    this.#entries.push(entry);
    return () => {
      const index = this.#entries.indexOf(entry);
      if (index >= 0) this.#entries.splice(index, 1);
    };
  }

  /** True where the press belongs to a binding, and must not reach the page. */
  handle(event: KeyPress): boolean {
    const stroke = strokeOf(event);
    if (stroke === null) return false;
    const begun = this.pending.value.length > 0;
    const typed = [...this.pending.value, stroke];
    const fitting = this.#entries.filter(
      (entry) => typed.every((one, index) => entry.strokes[index] === one) && this.#context.matches(entry.when),
    );
    const complete = fitting.findLast((entry) => entry.strokes.length === typed.length);
    if (complete) {
      this.#setPending([]);
      const command = this.#commands.get(complete.command);
      if (command && this.#context.matches(command.enablement)) this.#commands.run(complete.command, complete.args as never);
      return true;
    }
    this.#setPending(fitting.length > 0 ? typed : []);
    return fitting.length > 0 || begun;
  }

  /** The keys of a command as people read them; empty where it has none. */
  label(command: string): string {
    const entry = this.#entries.findLast((candidate) => candidate.command === command && candidate.args === undefined);
    return entry ? keysLabel(entry.strokes, this.#mac) : '';
  }

  pendingLabel(): string {
    return keysLabel(this.pending.value, this.#mac);
  }

  #setPending(strokes: readonly string[]): void {
    clearTimeout(this.#timer);
    this.pending.value = strokes;
    if (strokes.length > 0) this.#timer = setTimeout(() => (this.pending.value = []), chordTimeout);
  }
}
