import type { ModelConfig, Structure } from '../../../engine/protocol/training.ts';

export const CELLS = [
  { kind: 'rnn', resetAfter: false },
  { kind: 'lstm', resetAfter: false },
  { kind: 'gru', resetAfter: false },
  { kind: 'gru', resetAfter: true },
] as const satisfies Array<Partial<ModelConfig>>;

/** Every option of each structure, alone and together. */
export const OPTIONS: Record<Structure, Array<Partial<ModelConfig>>> = {
  stack: [
    { residual: true, layerNorm: true, layers: 2 },
    { dilated: true, layers: 3 },
    // The third layer reaches farther back than the context.
    { dilated: true, layers: 5 },
    { bidirectional: true },
    { bidirectional: true, residual: true, layerNorm: true, dilated: true, layers: 2, skip: true },
    { monotone: true, skip: true },
    { seriesEmbedding: 3 },
    { seriesEmbedding: 2, residual: true, layerNorm: true, dilated: true, bidirectional: true, monotone: true, skip: true, layers: 3 },
  ],
  'encoder-decoder': [
    {},
    { layers: 2, residual: true, layerNorm: true },
    { layers: 2, dilated: true, reverseSource: true },
    { bidirectional: true, layers: 2 },
    { teacherForcing: 0.5, skip: true },
    { monotone: true },
    { seriesEmbedding: 3, teacherForcing: 1 },
    {
      seriesEmbedding: 2,
      residual: true,
      layerNorm: true,
      dilated: true,
      bidirectional: true,
      reverseSource: true,
      monotone: true,
      skip: true,
      layers: 3,
      teacherForcing: 0.5,
    },
  ],
  'es-rnn': [
    {},
    { monotone: true, skip: true, layers: 2, residual: true, layerNorm: true },
    { dilated: true, layers: 4, residual: true },
    { seriesEmbedding: 3, bidirectional: true, skip: true },
    { seriesEmbedding: 2, monotone: true, dilated: true, layers: 3 },
  ],
  segments: [
    {},
    // Neither context nor horizon are whole segments.
    { segment: 5 },
    { segment: 1, layers: 2, residual: true, layerNorm: true },
    { segment: 12 },
    { segment: 3, seriesEmbedding: 2 },
    { segment: 2, dilated: true, layers: 3, skip: true },
    { segment: 5, seriesEmbedding: 3, residual: true, layerNorm: true, dilated: true, monotone: true, skip: true, layers: 2 },
  ],
  deepar: [
    {},
    { layers: 2, residual: true },
    { skip: true },
    { seriesEmbedding: 3, skip: true },
    { seriesEmbedding: 2, layers: 3, residual: true },
  ],
};

export const STRUCTURES = Object.keys(OPTIONS) as Structure[];
