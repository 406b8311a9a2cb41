import type { Graph, GraphNode, LossSpec } from '../native/api.ts';
import type { DataConfig, ModelConfig } from '../protocol/training.ts';
import { ExpectedError } from '../protocol/errors.ts';
import { type Described, embedCodes } from './categories.ts';
import { channelsOf } from './channels.ts';
import { medianIndex, outputsPerTarget } from './loss.ts';
import { neededNodes } from './needed.ts';

/** More operations fit neither a model file nor an exported one. */
const MOST_NODES = 10_000;

/** Tensor of the window's series' learned vector; its one parameter is the table `[series + 1, units]`. */
export const SERIES_VECTORS = 'series';

/** Tensor of the linear bypass; its one parameter is the map `[h * P, C]`, of `deepar` `[P, C]`, a step ahead. */
export const BYPASS = 'skip';

/** Channels of the network's input, with the mask of observed targets. */
export function channelCount(data: DataConfig): number {
  return channelsOf(data).count + 1;
}

/** Whether a network knows its series: only a panel's has any to tell apart. An ES-RNN always does, by their smoothing rates. */
export function knowsSeries({ seriesEmbedding, structure }: Pick<ModelConfig, 'seriesEmbedding' | 'structure'>, series: number): boolean {
  return (seriesEmbedding > 0 || structure === 'es-rnn') && series > 1;
}

/** What a structure is built from, and the nodes it has so far. */
export class Blueprint {
  readonly data: DataConfig;
  readonly model: ModelConfig;
  readonly loss: LossSpec;
  /** P: outputs a target. */
  readonly width: number;
  /** Series that the model tells apart; 0: it does not. */
  readonly series: number;
  /** Names of each categorical column that training has met. */
  readonly categories: ReadonlyArray<readonly string[]>;
  /** Channels that are known ahead, at each step of the horizon. */
  readonly known: number;
  private readonly tables = new Set<string>();
  private described: { context: Described; ahead: Described; statics: Described | null } | null = null;
  private read: Described | null = null;
  private readonly nodes: GraphNode[] = [];

  constructor(data: DataConfig, model: ModelConfig, loss: LossSpec, series: number, categories: ReadonlyArray<readonly string[]>) {
    this.data = data;
    this.model = model;
    this.loss = loss;
    this.width = outputsPerTarget(loss);
    this.series = knowsSeries(model, series) ? series : 0;
    this.categories = categories;
    this.known = channelsOf(data).known;
  }

  /** Adds a node and names what it writes. */
  add(node: GraphNode): string {
    this.nodes.push(node);
    return node.output;
  }

  /** Whether a table of learned vectors is read for the first time. */
  firstUse(table: string): boolean {
    const first = !this.tables.has(table);
    this.tables.add(table);
    return first;
  }

  /** Dropout of a tensor where the model has any. */
  dropout(input: string): string {
    const rate = this.model.dropout;
    return rate > 0 ? this.add({ op: 'dropout', input, output: `${input}.kept`, rate }) : input;
  }

  /** The learned vector of the window's series, `[seriesEmbedding]`; code 0 is a series never seen. */
  seriesVector(): string {
    const { series, model } = this;
    return this.add({
      op: 'embedding',
      input: 'static',
      output: SERIES_VECTORS,
      channel: 0,
      categories: series + 1,
      units: model.seriesEmbedding,
    });
  }

  /** The static columns `[features]`, a learned vector for each name; null where there are none. */
  staticColumns(): Described | null {
    return this.describe().statics;
  }

  /** The context `[C, features]`, with a learned vector in the place of each name. */
  context(): Described {
    return this.describe().context;
  }

  /** What is known of each step ahead, `[h, features]`, described likewise. */
  ahead(): Described {
    return this.describe().ahead;
  }

  /** The network's input `[C, features]`: the context, and at every step the vector of the series where the model knows it, and the static columns. */
  input(): Described {
    if (this.read !== null) return this.read;
    let { output, features } = this.context();
    const join = (right: Described, name: string, joined: string): void => {
      const everywhere = this.add({ op: 'repeat', input: right.output, output: `${name}.steps`, steps: this.data.context });
      output = this.add({ op: 'concat', left: output, right: everywhere, output: joined });
      features += right.features;
    };
    if (this.series > 0) join({ output: this.seriesVector(), features: this.model.seriesEmbedding }, SERIES_VECTORS, 'input');
    const statics = this.staticColumns();
    if (statics !== null) join(statics, 'statics', 'input.described');
    this.read = { output, features };
    return this.read;
  }

  private codesOf(columns: readonly string[]): number[] {
    return columns.map((name) => this.data.categorical.indexOf(name));
  }

  private describe(): NonNullable<typeof this.described> {
    if (this.described === null) {
      const { covariates, future, statics: columns } = this.data;
      const { count, scaled } = channelsOf(this.data);
      const amounts = (n: number): number[] => new Array<number>(n).fill(-1);
      const context = embedCodes(this, 'x', 0, [-1, ...this.codesOf([...covariates, ...future]), ...amounts(count - scaled + 1)]);
      const ahead = embedCodes(this, 'future', 0, [...this.codesOf(future), ...amounts(this.known - future.length)]);
      const statics = columns.length === 0 ? null : embedCodes(this, 'static', this.series > 0 ? 1 : 0, this.codesOf(columns));
      this.described = { context, ahead, statics };
    }
    return this.described;
  }

  /** Whether the head starts at zero, so that a network with a ridge for a bypass starts as that ridge. */
  get quietHead(): boolean {
    return this.model.skip && this.model.skipStart !== 'zero';
  }

  /** The linear bypass `[h * P]` from the context's targets; it starts at zero. */
  bypass(): string {
    const units = this.data.horizon * this.width;
    this.add({ op: 'channel', input: 'x', output: 'targets', channel: 0 });
    return this.add({
      op: 'dense',
      input: 'targets',
      output: BYPASS,
      units,
      bias: false,
      zero: true,
      ...(this.model.skipStart === 'fixed-ridge' ? { fixed: true } : {}),
    });
  }

  /** The steps' forecasts `[P]` one after the other, `[h * P]`; in pairs, so that each number is copied log2 h times. */
  join(parts: readonly string[]): string {
    let level = [...parts];
    for (let round = 1; level.length > 1; round++) {
      level = Array.from({ length: Math.ceil(level.length / 2) }, (_, pair) => {
        const [left, right] = [level[2 * pair]!, level[2 * pair + 1]];
        return right === undefined ? left : this.add({ op: 'concat', left, right, output: `joined${round}.${pair + 1}` });
      });
    }
    return level[0]!;
  }

  /** The graph whose result is `output` `[h * P]`, made free of crossing quantiles where the model wants that. Error: `bad-config`. */
  graph(output: string): Graph {
    const { loss, model, data, series } = this;
    if (model.monotone && loss.kind === 'pinball' && loss.quantiles.length > 1) {
      const levels = loss.quantiles.length;
      output = this.add({ op: 'monotone', input: output, output: 'ascending', levels, median: medianIndex(loss.quantiles) });
    }
    const nodes = neededNodes(this.nodes, output, { training: true });
    if (nodes.length > MOST_NODES) throw tooLarge(nodes.length);
    const teacher = nodes.some(({ op }) => op === 'teach');
    const { known } = this;
    const statics = (series > 0 ? 1 : 0) + data.statics.length;
    return {
      context: data.context,
      channels: channelCount(data),
      ...(teacher || known > 0 ? { horizon: data.horizon } : {}),
      ...(known > 0 ? { future: known } : {}),
      ...(teacher ? { teacher } : {}),
      ...(statics > 0 ? { statics } : {}),
      nodes,
      output,
    };
  }
}

function tooLarge(nodes: number): ExpectedError {
  return new ExpectedError(
    'bad-config',
    `Expected a network of at most ${MOST_NODES} operations but this one has ${nodes}, as a decoder that goes step by step through a long horizon needs. ` +
      'Choose a shorter horizon, fewer layers, or another structure.',
    { nodes },
  );
}
