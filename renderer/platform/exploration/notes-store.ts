import type { ShallowRef } from 'vue';
import { shallowRef } from 'vue';
import type { DatasetSummary } from '../../../engine/protocol/data.ts';
import type { DataNote } from '../../../engine/protocol/exploration.ts';
import type { EngineService } from '../engine/engine-service.ts';
import type { NotificationService } from '../notifications/notification-service.ts';
import type { QuickInputService } from '../quick-input/quick-input-service.ts';
import { datasetMoments } from './naming.ts';
import { t } from './messages.ts';

type Engine = Pick<EngineService, 'call' | 'onConnected'>;

/** Characters that a note may have. */
const longest = 1000;

/** The user's remarks on datasets, kept in the workspace: one list of each, whoever shows it. */
export class NotesStore {
  readonly #lists = new Map<string, ShallowRef<readonly DataNote[]>>();
  readonly #engine: Engine;
  readonly #notifications: Pick<NotificationService, 'error' | 'show' | 'showStatus'>;
  readonly #quickInput: Pick<QuickInputService, 'text'>;

  constructor(
    engine: Engine,
    notifications: Pick<NotificationService, 'error' | 'show' | 'showStatus'>,
    quickInput: Pick<QuickInputService, 'text'>,
  ) {
    this.#engine = engine;
    this.#notifications = notifications;
    this.#quickInput = quickInput;
    // What the engine before this one could not save is not there.
    engine.onConnected(() => {
      for (const [datasetId, list] of this.#lists) this.#read(datasetId, list);
    });
  }

  /** The notes of a dataset in order of time; none until they are read. */
  of(datasetId: string): Readonly<ShallowRef<readonly DataNote[]>> {
    return this.#list(datasetId);
  }

  /** Asks for the text of a note, a new one or that of one that is there, and keeps it. */
  async write(dataset: DatasetSummary, note: Omit<DataNote, 'id' | 'text'> & Partial<DataNote>): Promise<void> {
    const text = await this.#quickInput.text({
      placeholder: t('notePlaceholder'),
      title: t('noteAt', { when: datasetMoments(dataset)(note.time) }),
      value: note.text ?? '',
      validate: (typed) => (typed.trim() === '' ? t('noteEmpty') : null),
    });
    if (text === null) return;
    const { id = `note-${crypto.randomUUID()}`, seriesId, time } = note;
    await this.#put(dataset.id, { id, seriesId, time, text: text.trim().slice(0, longest) });
    this.#notifications.showStatus(t('noteSaved'));
  }

  /** Takes a note away, and offers to bring it back. */
  async remove(datasetId: string, note: DataNote): Promise<void> {
    await this.#save(datasetId, (notes) => notes.filter(({ id }) => id !== note.id));
    const undo = (): void => void this.#put(datasetId, note).catch((error: unknown) => this.#notifications.error(error));
    this.#notifications.show('info', t('noteRemoved'), [{ label: t('undo'), run: undo }]);
  }

  #put(datasetId: string, note: DataNote): Promise<void> {
    return this.#save(datasetId, (notes) => [...notes.filter(({ id }) => id !== note.id), note].sort((a, b) => a.time - b.time));
  }

  /** Nothing changes where saving fails; what it throws is the caller's. */
  async #save(datasetId: string, change: (notes: readonly DataNote[]) => DataNote[]): Promise<void> {
    const notes = change(await this.#engine.call('data.notes', { datasetId }));
    await this.#engine.call('data.saveNotes', { datasetId, notes });
    this.#list(datasetId).value = notes;
  }

  #list(datasetId: string): ShallowRef<readonly DataNote[]> {
    const known = this.#lists.get(datasetId);
    if (known) return known;
    const list = shallowRef<readonly DataNote[]>([]);
    this.#lists.set(datasetId, list);
    this.#read(datasetId, list);
    return list;
  }

  #read(datasetId: string, list: ShallowRef<readonly DataNote[]>): void {
    this.#engine.call('data.notes', { datasetId }).then(
      (notes) => (list.value = notes),
      (error: unknown) => this.#notifications.error(error),
    );
  }
}
