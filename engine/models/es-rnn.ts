import type { Graph, GraphNode } from '../native/api.ts';
import type { DataConfig } from '../protocol/training.ts';
import { type Blueprint, channelCount } from './blueprint.ts';
import { addStack, addSummary } from './layers.ts';
import { pointOutput } from './loss.ts';

/** Tensor of the window's smoothing rates `[2]`; of a panel its one parameter is the table `[series + 1, 2]`. */
export const SMOOTHING_RATES = 'rates';

/**
 * ES-RNN (Smyl 2020): exponential smoothing of the context with a level and a season, whose rates are learned for each series together
 * with one network for all of them. The network reads the context less its season and its last level, beside covariates and mask, and its
 * outputs are added to the smoothed forecast: of logarithms that is the paper's log(y / (level x season)) on both sides. The head
 * starts at zero, so that an untrained model is the smoothing alone. The linear bypass reads the smoothed context too.
 */
export function esRnnGraph(plan: Blueprint): Graph {
  const { data, model, width } = plan;
  const { context, horizon } = data;
  const channels = channelCount(data);
  const smoothed = plan.add(smoothNode(data, smoothingRates(plan)));
  const left = plan.add({ op: 'part', input: smoothed, output: 'smoothed.context', from: 0, count: context });
  const base = plan.add({ op: 'part', input: smoothed, output: 'smoothed.ahead', from: context, count: horizon });
  const stack = addStack(plan, networkInput(plan, left, channels), channels + seriesUnits(plan), {
    bidirectional: model.bidirectional,
    hands: false,
  });
  const state = plan.dropout(addSummary(plan, stack.output, model.bidirectional, 'state'));
  const units = horizon * width;
  let head = plan.add({ op: 'dense', input: state, output: 'head', units, bias: true, zero: true });
  if (model.skip) {
    const right = plan.add({ op: 'dense', input: left, output: 'smoothed.skip', units, bias: false, zero: true });
    head = plan.add({ op: 'add', left: head, right, output: 'correction' });
  }
  return plan.graph(addToLocations(plan, head, base));
}

/** The smoothing alone, with one pair of rates: `[C, channels] -> [h]`. */
export function smoothingGraph(data: DataConfig): Graph {
  const ahead = 'smoothed.ahead';
  return {
    context: data.context,
    channels: channelCount(data),
    nodes: [
      { op: 'query', output: SMOOTHING_RATES, steps: 0, units: 2 },
      smoothNode(data, SMOOTHING_RATES),
      { op: 'part', input: 'smoothed', output: ahead, from: data.context, count: data.horizon },
    ],
    output: ahead,
  };
}

/** The context without season and level, then the smoothed forecast, `[C + h]`. */
function smoothNode(data: DataConfig, rates: string): GraphNode {
  const mask = channelCount(data) - 1;
  return { op: 'smooth', input: 'x', rates, output: 'smoothed', channel: 0, mask, season: data.season, steps: data.horizon };
}

/** Rates of a panel's series, where 0 is one never seen, else one pair; before the sigmoids. */
function smoothingRates(plan: Blueprint): string {
  if (plan.series === 0) return plan.add({ op: 'query', output: SMOOTHING_RATES, steps: 0, units: 2 });
  return plan.add({ op: 'embedding', input: 'static', output: SMOOTHING_RATES, channel: 0, categories: plan.series + 1, units: 2 });
}

/** Size of the learned vectors of series beside the rates. */
function seriesUnits({ series, model }: Blueprint): number {
  return series > 0 ? model.seriesEmbedding : 0;
}

/** The network's input `[C, channels]`, the smoothed context in the target's place; where the model has series vectors, one at every step. */
function networkInput(plan: Blueprint, left: string, channels: number): string {
  const steps = plan.data.context;
  const target = plan.add({ op: 'reshape', input: left, output: 'smoothed.target', steps, features: 1 });
  const others = plan.add({ op: 'part', input: 'x', output: 'others', from: 1, count: channels - 1 });
  const input = plan.add({ op: 'concat', left: target, right: others, output: 'input' });
  if (seriesUnits(plan) === 0) return input;
  const right = plan.add({ op: 'repeat', input: plan.seriesVector(), output: 'series.steps', steps });
  return plan.add({ op: 'concat', left: input, right, output: 'input.series' });
}

/**
 * Adds the smoothed forecast `[h]` to those of the outputs `[h * P]` that say where a target lies: all quantiles, or the
 * median where the others are counted from it, or a distribution's location. The others say how wide it is.
 */
function addToLocations(plan: Blueprint, outputs: string, base: string): string {
  const { loss, model, width, data } = plan;
  const steps = data.horizon;
  const each = plan.add({ op: 'reshape', input: base, output: 'ahead', steps, features: 1 });
  const grid = plan.add({ op: 'reshape', input: outputs, output: 'outputs', steps, features: width });
  const everywhere = width === 1 || (loss.kind === 'pinball' && !model.monotone);
  const sum = everywhere
    ? plan.add({ op: 'add', left: grid, right: widened(plan, each, width), output: 'located' })
    : addToFeature(plan, grid, each, pointOutput(loss));
  return plan.add({ op: 'reshape', input: sum, output: 'forecast', steps: 0, features: steps * width });
}

/** A feature `width` times beside itself, `[h, 1] -> [h, width]`, by doubling. */
function widened(plan: Blueprint, feature: string, width: number): string {
  let wide = feature;
  for (let units = 1; units < width;) {
    const added = Math.min(units, width - units);
    const right = added === units ? wide : plan.add({ op: 'part', input: wide, output: `ahead.part${added}`, from: 0, count: added });
    units += added;
    wide = plan.add({ op: 'concat', left: wide, right, output: `ahead.x${units}` });
  }
  return wide;
}

/** Adds `[h, 1]` to one feature of `[h, P]`. */
function addToFeature(plan: Blueprint, grid: string, addend: string, feature: number): string {
  const { width } = plan;
  const own = plan.add({ op: 'part', input: grid, output: 'location.own', from: feature, count: 1 });
  let sum = plan.add({ op: 'add', left: own, right: addend, output: 'location' });
  if (feature > 0) {
    const left = plan.add({ op: 'part', input: grid, output: 'location.below', from: 0, count: feature });
    sum = plan.add({ op: 'concat', left, right: sum, output: 'located.below' });
  }
  const above = width - feature - 1;
  if (above === 0) return sum;
  const right = plan.add({ op: 'part', input: grid, output: 'location.above', from: feature + 1, count: above });
  return plan.add({ op: 'concat', left: sum, right, output: 'located' });
}
