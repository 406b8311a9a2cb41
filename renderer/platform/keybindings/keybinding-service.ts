import type { ComputedRef } from 'vue';
import { computed, shallowReactive, shallowRef } from 'vue';
import type { Disposer } from '../../base/disposable.ts';
import type { CommandId, CommandMap } from '../commands/command-map.ts';
import type { CommandRegistry } from '../commands/command-registry.ts';
import type { ContextKeys } from '../context/context-keys.ts';
import type { KeyPress } from './keys.ts';
import { keysLabel, parseKeys, strokeOf } from './keys.ts';
import type { BoundKey, KeyRule } from './resolve.ts';
import { resolveKeys } from './resolve.ts';

export interface Keybinding<K extends CommandId = CommandId> {
  /** `ctrl+shift+p`, or a chord: `ctrl+k ctrl+t`. */
  key: string;
  command: K;
  args?: CommandMap[K];
  when?: string;
}

const chordTimeout = 4000;

/** Turns key presses into commands. A later binding wins over an earlier one whose clause also holds. */
export class KeybindingService {
  readonly mac: boolean;
  /** The strokes of a chord that has begun, for the status bar. */
  readonly pending = shallowRef<readonly string[]>([]);
  /** The rules of the user's file, which change what is registered. */
  readonly rules = shallowRef<readonly KeyRule[]>([]);
  readonly defaults: readonly BoundKey[];
  /** The keys that hold. */
  readonly keys: ComputedRef<readonly BoundKey[]>;
  readonly #defaults = shallowReactive<BoundKey[]>([]);
  readonly #labels: ComputedRef<ReadonlyMap<string, BoundKey>>;
  readonly #commands: CommandRegistry;
  readonly #context: ContextKeys;
  #recorder: ((stroke: string) => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(commands: CommandRegistry, context: ContextKeys, platform: string) {
    this.#commands = commands;
    this.#context = context;
    this.mac = platform === 'darwin';
    this.defaults = this.#defaults;
    this.keys = computed(() => resolveKeys(this.#defaults, this.rules.value));
    this.#labels = computed(() => new Map(this.keys.value.filter((key) => key.args === undefined).map((key) => [key.command, key])));
  }

  register<K extends CommandId>(binding: Keybinding<K>): Disposer {
    this.#context.matches(binding.when);
    const { command, args, when } = binding;
    const entry: BoundKey = { strokes: parseKeys(binding.key, this.mac), command, args, when, rule: null };
    this.#defaults.push(entry);
    return () => {
      const index = this.#defaults.indexOf(entry);
      if (index >= 0) this.#defaults.splice(index, 1);
    };
  }

  /** Hands every stroke to the listener until the disposer is called; no command runs meanwhile. */
  record(listener: (stroke: string) => void): Disposer {
    this.#setPending([]);
    this.#recorder = listener;
    return () => {
      if (this.#recorder === listener) this.#recorder = null;
    };
  }

  /** True where the press belongs to a binding, and must not reach the page. */
  handle(event: KeyPress): boolean {
    const stroke = strokeOf(event);
    if (stroke === null) return false;
    if (this.#recorder) {
      this.#recorder(stroke);
      return true;
    }
    const begun = this.pending.value.length > 0;
    const typed = [...this.pending.value, stroke];
    const fitting = this.keys.value.filter(
      (entry) => typed.every((one, index) => entry.strokes[index] === one) && this.#context.matches(entry.when),
    );
    const complete = fitting.findLast((entry) => entry.strokes.length === typed.length);
    if (complete) {
      this.#setPending([]);
      const command = this.#commands.get(complete.command);
      if (command && this.#context.matches(command.enablement)) this.#commands.run(command.id, complete.args as never);
      return true;
    }
    this.#setPending(fitting.length > 0 ? typed : []);
    return fitting.length > 0 || begun;
  }

  /** The key of a command without arguments; the last one where it has several. */
  keyOf(command: string): BoundKey | undefined {
    return this.#labels.value.get(command);
  }

  /** The keys of a command as people read them; empty where it has none. */
  label(command: string): string {
    const key = this.keyOf(command);
    return key ? this.labelOf(key.strokes) : '';
  }

  labelOf(strokes: readonly string[]): string {
    return keysLabel(strokes, this.mac);
  }

  pendingLabel(): string {
    return this.labelOf(this.pending.value);
  }

  #setPending(strokes: readonly string[]): void {
    clearTimeout(this.#timer);
    this.pending.value = strokes;
    if (strokes.length > 0) this.#timer = setTimeout(() => (this.pending.value = []), chordTimeout);
  }
}
