import { shallowReactive } from 'vue';
import type { DatasetSummary, Fix } from '../../../engine/protocol/data.ts';
import type { EngineService } from '../engine/engine-service.ts';
import type { NotificationService } from '../notifications/notification-service.ts';
import type { WorkspaceStore } from '../workspace/workspace-store.ts';
import { fixCaution, fixTitle } from './describe-fix.ts';
import { t } from './messages.ts';

/** One step that was done: the fixes before it and after it, and what it is called. */
interface Step {
  before: readonly Fix[];
  after: readonly Fix[];
  title: string;
}

interface Past {
  done: Step[];
  undone: Step[];
}

/**
 * Fixes of datasets, each step of which can be undone and done again. The engine keeps the fixes that hold; the steps are those of this
 * window. After a restart, undoing takes back the last fix that is kept.
 */
export class FixService {
  readonly #engine: Pick<EngineService, 'call'>;
  readonly #workspace: Pick<WorkspaceStore, 'dataset' | 'putDataset'>;
  readonly #notifications: Pick<NotificationService, 'showStatus'>;
  readonly #pasts = new Map<string, Past>();
  readonly #busy = shallowReactive(new Set<string>());
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    engine: Pick<EngineService, 'call'>,
    workspace: Pick<WorkspaceStore, 'dataset' | 'putDataset'>,
    notifications: Pick<NotificationService, 'showStatus'>,
  ) {
    this.#engine = engine;
    this.#workspace = workspace;
    this.#notifications = notifications;
  }

  /** True while the dataset is read again with other fixes. */
  busy(datasetId: string): boolean {
    return this.#busy.has(datasetId);
  }

  fixesOf(datasetId: string): readonly Fix[] {
    return this.#workspace.dataset(datasetId)?.settings.fixes ?? [];
  }

  /** Adds fixes after those that hold; what a later one says again or otherwise replaces the earlier. */
  add(datasetId: string, fixes: readonly Fix[]): Promise<void> {
    const [only] = fixes;
    const title = fixes.length === 1 && only ? fixTitle(only) : fixes.map(fixTitle).join('; ');
    const cautions = new Set(fixes.map(fixCaution).filter((caution) => caution !== null));
    return this.#change(datasetId, title, (before) => fixes.reduce(withFix, before), 'fixed', [...cautions].join(' '));
  }

  /** Takes one fix back, wherever it stands. */
  remove(datasetId: string, fix: Fix): Promise<void> {
    const key = JSON.stringify(fix);
    return this.#change(datasetId, fixTitle(fix), (before) => before.filter((other) => JSON.stringify(other) !== key), 'undone');
  }

  undo(datasetId: string): Promise<void> {
    return this.#queue(async () => {
      const past = this.#past(datasetId);
      const step = past.done.at(-1) ?? this.#kept(datasetId);
      if (!step) return this.#tell(datasetId, 'nothingToUndo', '');
      await this.#set(datasetId, step.before);
      past.done.pop();
      past.undone.push(step);
      this.#tell(datasetId, 'undone', step.title);
    });
  }

  redo(datasetId: string): Promise<void> {
    return this.#queue(async () => {
      const past = this.#past(datasetId);
      const step = past.undone.at(-1);
      if (!step) return this.#tell(datasetId, 'nothingToRedo', '');
      await this.#set(datasetId, step.after);
      past.undone.pop();
      past.done.push(step);
      this.#tell(datasetId, 'redone', step.title);
    });
  }

  #kept(datasetId: string): Step | undefined {
    const after = this.fixesOf(datasetId);
    const last = after.at(-1);
    return last && { before: after.slice(0, -1), after, title: fixTitle(last) };
  }

  #change(
    datasetId: string,
    title: string,
    make: (before: readonly Fix[]) => readonly Fix[],
    told: 'fixed' | 'undone',
    caution = '',
  ): Promise<void> {
    return this.#queue(async () => {
      const before = this.fixesOf(datasetId);
      const after = make(before);
      await this.#set(datasetId, after);
      const past = this.#past(datasetId);
      past.done.push({ before, after, title });
      past.undone = [];
      this.#tell(datasetId, told, caution === '' ? title : `${title}. ${caution}`);
    });
  }

  async #set(datasetId: string, fixes: readonly Fix[]): Promise<DatasetSummary> {
    this.#busy.add(datasetId);
    try {
      const summary = await this.#engine.call('data.setFixes', { datasetId, fixes: [...fixes] });
      this.#workspace.putDataset(summary);
      return summary;
    } finally {
      this.#busy.delete(datasetId);
    }
  }

  /** One change after the other: each starts from what the one before has left. */
  #queue(work: () => Promise<void> | void): Promise<void> {
    const next = this.#last.then(work);
    this.#last = next.catch(() => {});
    return next;
  }

  #past(datasetId: string): Past {
    const past = this.#pasts.get(datasetId) ?? { done: [], undone: [] };
    this.#pasts.set(datasetId, past);
    return past;
  }

  #tell(datasetId: string, key: 'fixed' | 'undone' | 'redone' | 'nothingToUndo' | 'nothingToRedo', title: string): void {
    this.#notifications.showStatus(t(key, { name: this.#workspace.dataset(datasetId)?.name ?? datasetId, title }));
  }
}

/** The place of a fix among others: a second one for the same place replaces the first. */
function placeOf(fix: Fix): string {
  switch (fix.kind) {
    case 'repeated-times':
    case 'resample':
      return fix.kind;
    case 'interpolate':
      return `interpolate ${fix.column ?? ''}`;
    default:
      return JSON.stringify(fix);
  }
}

function withFix(fixes: readonly Fix[], fix: Fix): readonly Fix[] {
  return [...fixes.filter((other) => placeOf(other) !== placeOf(fix)), fix];
}
