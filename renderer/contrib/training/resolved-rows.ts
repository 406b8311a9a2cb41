import type { RunConfig } from '../../../engine/protocol/training.ts';
import { t } from './messages.ts';
import type { FieldId } from './train-fields.ts';
import { configValue, fieldText, trainFields } from './train-fields.ts';

/** Fields in which presets and data differ most; the others stand under Advanced, but for a difference, which changes what is learned. */
const told: readonly FieldId[] = ['structure', 'context', 'loss', 'epochs', 'rate'];

/** The heart of a resolved configuration in words. What a label explains in brackets is left out. */
export function resolvedRows(config: RunConfig): Array<{ label: string; value: string }> {
  const { kind, layers, hidden } = config.model;
  const rows = trainFields()
    .filter(({ id }) => told.includes(id) || (id === 'difference' && config.data.difference > 0))
    .map((field) => ({ label: field.label, value: fieldText(configValue(config, field), field.options).replace(/ \(.*\)$/, '') }));
  return [{ label: t('network'), value: t('networkOf', { kind: t(kind), layers, hidden }) }, ...rows];
}
