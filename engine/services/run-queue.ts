import { availableParallelism } from 'node:os';
import { ExpectedError } from '../protocol/errors.ts';
import type { TrainingQueue } from '../protocol/training.ts';

interface Entry {
  runId: string;
  /** The work from its beginning to its end; never rejects. */
  begin: () => Promise<void>;
}

/** Decides when trainings begin: as many at once as the limit allows, the others in their order. */
export class RunQueue {
  private limit = availableParallelism();
  private waiting: Entry[] = [];
  private readonly running = new Set<string>();
  private closed = false;
  private readonly onChange: (state: TrainingQueue) => void;

  constructor(onChange: (state: TrainingQueue) => void) {
    this.onChange = onChange;
  }

  state(): TrainingQueue {
    return { limit: this.limit, running: [...this.running], waiting: this.waiting.map(({ runId }) => runId) };
  }

  add(runId: string, begin: () => Promise<void>): void {
    this.waiting.push({ runId, begin });
    this.fill();
  }

  isWaiting(runId: string): boolean {
    return this.waiting.some((entry) => entry.runId === runId);
  }

  /** Takes a run out of the queue; false where it does not wait. */
  remove(runId: string): boolean {
    if (!this.isWaiting(runId)) return false;
    this.waiting = this.waiting.filter((entry) => entry.runId !== runId);
    this.onChange(this.state());
    return true;
  }

  /** Error: `run-not-waiting`. */
  move(runId: string, place: number): void {
    const entry = this.entry(runId);
    const others = this.waiting.filter((other) => other !== entry);
    this.waiting = [...others.slice(0, place), entry, ...others.slice(place)];
    this.onChange(this.state());
  }

  /** Error: `run-not-waiting`. */
  startNow(runId: string): void {
    const entry = this.entry(runId);
    this.waiting = this.waiting.filter((other) => other !== entry);
    this.start(entry);
    this.onChange(this.state());
  }

  setLimit(limit: number): void {
    this.limit = limit;
    this.fill();
  }

  /** Begins nothing any more, and tells which runs waited. */
  close(): string[] {
    this.closed = true;
    return this.waiting.splice(0).map(({ runId }) => runId);
  }

  private fill(): void {
    while (!this.closed && this.running.size < this.limit) {
      const next = this.waiting.shift();
      if (!next) break;
      this.start(next);
    }
    this.onChange(this.state());
  }

  private start({ runId, begin }: Entry): void {
    this.running.add(runId);
    void begin().then(() => {
      this.running.delete(runId);
      this.fill();
    });
  }

  private entry(runId: string): Entry {
    const found = this.waiting.find((entry) => entry.runId === runId);
    if (!found)
      throw new ExpectedError('run-not-waiting', 'This run does not wait in the queue: it has begun, or was taken out.', { runId });
    return found;
  }
}
