import { shallowReactive } from 'vue';
import type { Disposer } from '../../base/disposable.ts';
import type { CommandArguments, CommandId, CommandMap } from './command-map.ts';

export interface Command<K extends CommandId = CommandId> {
  id: K;
  title: string;
  /** Shown before the title in the palette. */
  category: string;
  /** Who registers it, named when somebody else takes the same id. */
  owner: string;
  icon?: string;
  /** When-clause; the command is greyed out and left out of the palette where it is false. */
  enablement?: string;
  /** False where the command needs arguments that the palette cannot give. */
  palette?: boolean;
  run: (args: CommandMap[K]) => unknown;
}

type Entry = Omit<Command, 'run'> & { run: (args: never) => unknown };

/** All user actions by id. */
export class CommandRegistry {
  readonly #commands = shallowReactive(new Map<string, Entry>());
  readonly #onError: (error: unknown, command: string) => void;

  constructor(onError: (error: unknown, command: string) => void) {
    this.#onError = onError;
  }

  register<K extends CommandId>(command: Command<K>): Disposer {
    const taken = this.#commands.get(command.id);
    if (taken) throw new Error(`The command "${command.id}" of "${command.owner}" is already registered by "${taken.owner}".`);
    const entry = command as unknown as Entry;
    this.#commands.set(command.id, entry);
    return () => {
      if (this.#commands.get(command.id) === entry) this.#commands.delete(command.id);
    };
  }

  has(id: string): id is CommandId {
    return this.#commands.has(id);
  }

  get(id: string): Omit<Command, 'run'> | undefined {
    return this.#commands.get(id);
  }

  all(): Array<Omit<Command, 'run'>> {
    return [...this.#commands.values()];
  }

  /** Runs a command; what it throws is the caller's. */
  async execute<K extends CommandId>(id: K, ...[args]: CommandArguments<K>): Promise<void> {
    const command = this.#commands.get(id);
    if (!command) throw new Error(`There is no command "${id}".`);
    await command.run(args as never);
  }

  /** Runs a command for a key, a click or a menu: what it throws is shown to the user. */
  run<K extends CommandId>(id: K, ...args: CommandArguments<K>): void {
    this.execute(id, ...args).catch((error: unknown) => this.#onError(error, id));
  }
}
