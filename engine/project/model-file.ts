/** `model.bin`: a trained model, its numbers as sections and everything else as the header. */
import { readBytes } from '../base/read-file.ts';
import type { SaveOptions } from '../base/save-file.ts';
import { saveFile } from '../base/save-file.ts';
import type { SectionArray } from '../base/sections.ts';
import { decodeSections, encodeSections } from '../base/sections.ts';
import type { Scaler, TrainedModel } from '../models/trained.ts';
import type { ParameterInfo } from '../native/api.ts';
import { ExpectedError } from '../protocol/errors.ts';
import { count, text, z } from '../protocol/schemas/common.ts';
import { frequency } from '../protocol/schemas/data.ts';
import { dataConfig, quantiles } from '../protocol/schemas/training.ts';
import { metricsSchema } from './evaluation.ts';
import { upgradeModel, upgradeModelData } from './first-version.ts';
import { graphSchema, lossSchema } from './graph-schema.ts';
import type { StoredType } from './stored.ts';
import { seal, upgrade } from './stored.ts';

/** `channels` is the number of rows of scalers; they lie in the section `scalers` as `[channels, series, (centre, scale)]`. */
export type ModelHeader = Omit<TrainedModel, 'values' | 'offsets' | 'scalers' | 'parameters'> & {
  parameters: ParameterInfo[];
  channels: number;
};

const KIND = 'hindcast.model';

export const storedModel: StoredType<ModelHeader> = {
  format: KIND,
  version: 4,
  schema: z.strictObject({
    graph: graphSchema,
    loss: lossSchema,
    parameters: z.array(z.strictObject({ name: text, shape: z.array(count), offset: count })),
    data: dataConfig,
    quantiles,
    seriesIds: z.array(text),
    channels: count,
    categories: z.array(z.array(text)),
    staticScalers: z.array(z.strictObject({ centre: z.number(), scale: z.number() })),
    about: z.strictObject({
      modelKind: text,
      frequency,
      zone: text,
      datasetName: text,
      datasetHash: text,
      metrics: metricsSchema.nullable(),
      appVersion: text,
    }),
  }),
  // Version 2 knows more operations and losses, version 3 more ways of the data, version 4 differences; what came before is written the same way.
  migrations: { 1: (old) => old, 2: upgradeModel, 3: upgradeModelData },
};

/** @throws ExpectedError as `saveFile` */
export async function saveModelFile(path: string, model: TrainedModel, options: SaveOptions = {}): Promise<void> {
  const { values, offsets, scalers, parameters, ...rest } = model;
  const flat = Float64Array.from(scalers.flatMap((channel) => channel.flatMap(({ centre, scale }) => [centre, scale])));
  const header = seal(storedModel, { ...rest, parameters: [...parameters], channels: scalers.length });
  await saveFile(path, encodeSections(KIND, { header, arrays: { values, offsets, scalers: flat } }), options);
}

function floats(array: SectionArray | undefined, length: number, name: string, path: string): Float32Array {
  if (array instanceof Float32Array && array.length === length) return array;
  throw new ExpectedError(
    'damaged-file',
    `${path} is damaged: expected ${length} numbers in ${name} but received ${array?.length ?? 'none'}.`,
    { path },
  );
}

/** @throws ExpectedError 'not-found', 'damaged-file', 'newer-version', and those of reading. */
export async function loadModelFile(path: string): Promise<TrainedModel> {
  const sections = decodeSections(await readBytes(path), KIND, path);
  const { channels, ...header } = upgrade(storedModel, sections.header, path);
  const weights = header.parameters.reduce((sum, { shape }) => sum + shape.reduce((product, n) => product * n, 1), 0);
  const values = floats(sections.arrays['values'], weights, 'values', path);
  const offsets = floats(sections.arrays['offsets'], header.data.horizon * header.quantiles.length, 'offsets', path);
  const flat = sections.arrays['scalers'];
  const series = header.seriesIds.length;
  if (!(flat instanceof Float64Array) || flat.length !== channels * series * 2) {
    throw new ExpectedError('damaged-file', `${path} is damaged: its scalers do not fit its series.`, { path });
  }
  const scalers = Array.from({ length: channels }, (_, channel) =>
    Array.from({ length: series }, (_, s): Scaler => {
      const at = (channel * series + s) * 2;
      return { centre: flat[at]!, scale: flat[at + 1]! };
    }),
  );
  return { ...header, values, offsets, scalers };
}
