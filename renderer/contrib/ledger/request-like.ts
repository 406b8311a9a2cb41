import { MODEL_DEFAULTS } from '../../../engine/protocol/defaults.ts';
import type { ModelConfig, RunConfig, TrainingRequest } from '../../../engine/protocol/training.ts';

/** Options that only some structures read; where one is as it is by itself, asking for it would be refused by the others. */
const CONDITIONAL: ReadonlySet<keyof ModelConfig> = new Set([
  'residual',
  'layerNorm',
  'dilated',
  'bidirectional',
  'reverseSource',
  'teacherForcing',
  'segment',
  'skipStart',
]);

/** The request for a run with the configuration of another one on newer data: what came after its last row is what it is trained again for. */
export function requestLike({ data, model, training }: RunConfig, datasetId: string, name: string): TrainingRequest {
  const { lambda, to: _end, ...rest } = data;
  const wanted = (Object.keys(model) as Array<keyof ModelConfig>).filter(
    (option) => !CONDITIONAL.has(option) || model[option] !== MODEL_DEFAULTS[option],
  );
  return {
    datasetId,
    name,
    data: data.transform === 'box-cox' ? { ...rest, lambda } : rest,
    model: Object.fromEntries(wanted.map((option) => [option, model[option]])),
    training,
  };
}
