import { channelsOf } from '../models/channels.ts';
import type { TrainedModel } from '../models/trained.ts';
import { writeAnswer } from './answer.ts';
import { GraphBuilder } from './builder.ts';
import { Walk } from './layers/walk.ts';
import { describeModel } from './metadata.ts';
import { writeNetwork } from './network.ts';
import { choosePrecision } from './precision.ts';
import { prepareWindow } from './window.ts';

const DOCUMENTATION =
  'Forecast in the units of the target. Inputs: target [batch, context], NaN for gaps, any context length from 1; where declared, covariates [batch, context, covariate], future [batch, context + horizon, covariate] (known ahead), statics [batch, covariate] (constant; names are codes, see the metadata), time [batch, context + horizon] (seconds of the clock on the wall in the zone of the metadata entry "time_zone", counted as if it were UTC; the calendar follows from it) and series [batch] (index in the metadata entry "series", -1: a series that training never saw); of a model that draws sample paths noise [batch, paths, horizon, 2], independent numbers uniform in (0, 1). Outputs: quantiles [batch, horizon, quantile] and mean [batch, horizon], and sample paths [batch, paths, horizon]; NaN where no target was observed.';

/** Refuses a model whose parts do not fit each other: a bug of whoever made it. */
function checkShapes(model: TrainedModel): void {
  const { graph, data, scalers, seriesIds, offsets, quantiles } = model;
  const channels = channelsOf(data);
  const expect = (what: string, expected: number, received: number): void => {
    if (expected !== received) throw new Error(`Expected ${expected} for ${what} but received ${received}`);
  };
  expect('graph.context', data.context, graph.context);
  expect('graph.channels', channels.count + 1, graph.channels);
  expect('graph.future', channels.known, graph.future ?? 0);
  expect('channels of scalers', channels.scaled, scalers.length);
  for (const channel of scalers) expect('series of scalers', seriesIds.length, channel.length);
  expect('scalers of static columns', data.statics.length, model.staticScalers.length);
  expect('lists of names', data.categorical.length, model.categories.length);
  expect('offsets', data.horizon * quantiles.length, offsets.length);
}

/**
 * The model as one ONNX file that needs nothing beside it (opset 17, IR 8): raw values in, quantiles and mean in the
 * target's units out. It computes the steps of `TrainedModel`; the same model gives the same bytes.
 */
export function writeOnnx(model: TrainedModel): Uint8Array {
  checkShapes(model);
  const type = choosePrecision(model);
  const builder = new GraphBuilder();
  const window = prepareWindow(builder, model, type);
  const walk = new Walk(builder, model);
  const network = writeNetwork(walk, model, window);
  writeAnswer(walk, model, type, window, network);
  return builder.encode('forecast', model.about.appVersion, DOCUMENTATION, describeModel(model));
}
