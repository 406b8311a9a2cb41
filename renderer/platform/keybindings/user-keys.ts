import type { ComputedRef } from 'vue';
import { computed, watch } from 'vue';
import type { Disposer } from '../../base/disposable.ts';
import type { CommandRegistry } from '../commands/command-registry.ts';
import type { ConfigFile } from '../config/config-file.ts';
import { appendToText, parseText, setInText } from '../config/jsonc.ts';
import type { KeyRules } from './key-rules.ts';
import { readKeyRules } from './key-rules.ts';
import type { KeybindingService } from './keybinding-service.ts';
import { writeKeys } from './keys.ts';
import type { BoundKey } from './resolve.ts';

/** The user's own keys: the file, its rules in force, and changes to it that keep its comments. */
export class UserKeys {
  readonly file: ConfigFile;
  readonly read: ComputedRef<KeyRules>;
  readonly #keybindings: KeybindingService;
  readonly #commands: CommandRegistry;

  constructor(file: ConfigFile, keybindings: KeybindingService, commands: CommandRegistry) {
    this.file = file;
    this.#keybindings = keybindings;
    this.#commands = commands;
    this.read = computed(() => this.readText(file.text.value ?? ''));
  }

  /** What another text of the file would mean. */
  readText(text: string): KeyRules {
    return readKeyRules(parseText(text), this.#keybindings.mac, (id) => this.#commands.has(id));
  }

  /** Puts the rules in force, now and whenever the file changes. */
  attach(): Disposer {
    return watch(this.read, ({ rules }) => (this.#keybindings.rules.value = rules), { immediate: true, flush: 'sync' });
  }

  /** True where the user changed the keys of a command. */
  changed(command: string): boolean {
    return this.read.value.rules.some((rule) => rule.command === command);
  }

  /** Gives a command another key; `from` is the one that it replaces, null: one more. */
  async assign(command: string, strokes: readonly string[], when: string | undefined, from: BoundKey | null): Promise<void> {
    const key = writeKeys(strokes, this.#keybindings.mac);
    await this.file.change((text) => {
      if (from?.rule !== null && from !== null) return setInText(text, [from.rule, 'key'], key);
      const args = from?.args;
      const added = appendToText(text, { key, command, ...(when !== undefined && { when }), ...(args !== undefined && { args }) });
      return from ? appendToText(added, this.#removal(from)) : added;
    });
  }

  /** Takes a key away: the user's own rule, or a default by a rule against it. */
  async remove(key: BoundKey): Promise<void> {
    const { rule } = key;
    await this.file.change((text) => (rule === null ? appendToText(text, this.#removal(key)) : setInText(text, [rule], undefined)));
  }

  /** Takes out every rule about a command: its default keys hold again. */
  async reset(command: string): Promise<void> {
    await this.file.change((text) => {
      const about = this.readText(text).rules.filter((rule) => rule.command === command);
      return about.toSorted((a, b) => b.index - a.index).reduce((rest, rule) => setInText(rest, [rule.index], undefined), text);
    });
  }

  #removal({ strokes, command, when }: BoundKey): Record<string, string> {
    return { key: writeKeys(strokes, this.#keybindings.mac), command: `-${command}`, ...(when !== undefined && { when }) };
  }
}
