/** What could stand at a place of a text of settings: keys with their defaults, and the values of a key. */
import { getLocation } from 'jsonc-parser';
import type { JsonCompletions } from '../../base/text-editor/json-view.ts';
import { parseText } from '../../platform/config/jsonc.ts';
import type { SettingDefinition } from '../../platform/settings/setting-definition.ts';
import type { SettingsLayer, SettingsService } from '../../platform/settings/settings-service.ts';
import { isRecord } from '../../platform/state/validate.ts';
import { shownDefault } from './setting-rows.ts';

export function completeSettings(settings: SettingsService, layer: SettingsLayer, text: string, offset: number): JsonCompletions | null {
  const location = getLocation(text, offset);
  const [key] = location.path;
  if (location.path.length !== 1 || typeof key !== 'string') return null;
  const { previousNode } = location;
  const inside = previousNode && offset > previousNode.offset && offset <= previousNode.offset + previousNode.length;
  const stretch = inside ? { from: previousNode.offset, to: previousNode.offset + previousNode.length } : wordBefore(text, offset);
  if (location.isAtPropertyKey) {
    const { value } = parseText(text);
    const present = isRecord(value) ? Object.keys(value) : [];
    const missing = settings
      .all()
      .filter((one) => (layer === 'user' || one.scope !== 'user') && (one.key === key || !present.includes(one.key)));
    const named = /^\s*:/.test(text.slice(stretch.to));
    const options = missing.map((one) => ({
      label: `"${one.key}"`,
      info: one.description,
      detail: one.title,
      insert: named ? `"${one.key}"` : `"${one.key}": ${JSON.stringify(one.default)}`,
    }));
    return { ...stretch, options };
  }
  const definition = settings.definition(key);
  return definition ? { ...stretch, options: valueOptions(definition) } : null;
}

function wordBefore(text: string, offset: number): { from: number; to: number } {
  const word = /["\w.]*$/.exec(text.slice(0, offset))?.[0] ?? '';
  return { from: offset - word.length, to: offset };
}

function valueOptions(definition: SettingDefinition): JsonCompletions['options'] {
  if (definition.kind === 'boolean') return ['true', 'false'].map((label) => ({ label, insert: label }));
  if (definition.kind === 'enum') {
    return definition.options().map(({ value, label }) => ({ label: JSON.stringify(value), detail: label, insert: JSON.stringify(value) }));
  }
  return [{ label: String(definition.default), detail: shownDefault(definition), insert: String(definition.default) }];
}
