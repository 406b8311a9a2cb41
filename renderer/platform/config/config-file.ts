import type { ComputedRef, ShallowRef } from 'vue';
import { computed, shallowRef } from 'vue';
import type { ConfigPlace, ConfigText, Params, Result, ShellMethodName } from '../../../engine/protocol/contract.ts';
import { ExpectedError } from '../../../engine/protocol/errors.ts';
import type { ParsedText } from './jsonc.ts';
import { TextDraft } from './text-draft.ts';
import { parseText } from './jsonc.ts';

type CallShell = <M extends ShellMethodName>(method: M, params: Params<M>) => Promise<Result<M>>;

/** One file of settings or keys: its text as it is on disk, and what that means. */
export class ConfigFile {
  readonly place: ConfigPlace;
  /** Where the file lies; empty until it was loaded. */
  readonly path: ShallowRef<string> = shallowRef('');
  /** Null: there is no file yet. */
  readonly text: ShallowRef<string | null> = shallowRef(null);
  readonly parsed: ComputedRef<ParsedText> = computed(() => parseText(this.text.value ?? ''));
  /** True where the text is no JSON: it stays as it is, and counts as empty. */
  readonly broken: ComputedRef<boolean> = computed(() => this.parsed.value.problems.length > 0);
  readonly draft = new TextDraft(this);
  /** Hears where a text that could not be read was kept. */
  onKept: (path: string) => void = () => {};
  readonly #call: CallShell;
  #last: Promise<unknown> = Promise.resolve();

  constructor(place: ConfigPlace, call: CallShell) {
    this.place = place;
    this.#call = call;
  }

  async load(): Promise<void> {
    this.show(await this.#call('shell.readConfig', this.place));
  }

  /** Takes a text that came from the disk. */
  show({ path, text }: ConfigText): void {
    this.path.value = path;
    this.text.value = text;
  }

  /** Writes a whole text, as its editor does. @throws ExpectedError 'changed-on-disk' where it was changed meanwhile. */
  save(text: string, expected: string | null = this.text.value): Promise<void> {
    return this.#inTurn(() => this.#write(text, expected, false));
  }

  /** Changes the text as it stands on disk now; a broken one is kept aside first, and the change starts from nothing. */
  change(edit: (text: string) => string): Promise<void> {
    return this.#inTurn(async () => {
      for (let attempt = 1; ; attempt++) {
        await this.load();
        const current = this.text.value;
        try {
          return await this.#write(edit(this.broken.value ? '' : (current ?? '')), current, this.broken.value);
        } catch (error) {
          if (attempt === 3 || !(error instanceof ExpectedError) || error.code !== 'changed-on-disk') throw error;
        }
      }
    });
  }

  async #write(text: string, expected: string | null, keepCopy: boolean): Promise<void> {
    const { keptAs } = await this.#call('shell.writeConfig', { ...this.place, text, expected, keepCopy });
    this.text.value = text;
    if (keptAs !== null) this.onKept(keptAs);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work);
    this.#last = next.catch(() => undefined);
    return next;
  }
}
