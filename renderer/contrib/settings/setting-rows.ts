/** The list of the settings editor: what is shown for what was typed, under which headings. */
import { formatNumber } from '../../base/format.ts';
import { matchItems } from '../../platform/quick-input/match.ts';
import type { SettingDefinition } from '../../platform/settings/setting-definition.ts';
import type { Inspected, SettingsLayer, SettingsService } from '../../platform/settings/settings-service.ts';
import { t } from './messages.ts';

export interface SettingGroup {
  title: string;
  rows: Inspected[];
}

/** `@modified` keeps those that the layer sets; the other words are looked for in title, key and description. */
export function settingGroups(settings: SettingsService, layer: SettingsLayer, query: string): SettingGroup[] {
  const modified = /(^|\s)@modified(\s|$)/.test(query);
  const words = query.replace(/(^|\s)@modified(?=\s|$)/g, ' ').trim();
  const offered = settings
    .all()
    .filter((definition) => layer === 'user' || definition.scope !== 'user')
    .map((definition) => settings.inspect(definition.key))
    .filter((row) => !modified || row[layer] !== undefined);
  const rows = words === '' ? offered : found(words, offered);
  const groups = new Map<string, Inspected[]>();
  for (const row of rows) groups.set(row.definition.group, [...(groups.get(row.definition.group) ?? []), row]);
  return [...groups].map(([title, members]) => ({ title, rows: members }));
}

/** Those that hold every word first and alone; else what is like it. */
function found(words: string, rows: readonly Inspected[]): Inspected[] {
  const text = ({ title, key, description, group }: SettingDefinition): string => `${group} ${title} ${key} ${description}`.toLowerCase();
  const wanted = words.toLowerCase().split(/\s+/);
  const exact = rows.filter(({ definition }) => wanted.every((word) => text(definition).includes(word)));
  if (exact.length > 0) return exact;
  const items = rows.map((row) => ({ id: row.definition.key, label: `${row.definition.title} ${row.definition.key}`, value: row }));
  return matchItems(words, items).map(({ item }) => item.value);
}

/** The default as the editor says it. */
export function shownDefault(definition: SettingDefinition): string {
  if (definition.kind === 'boolean') return definition.default ? t('on') : t('off');
  if (definition.kind === 'number') return formatNumber(definition.default);
  return definition.options().find(({ value }) => value === definition.default)?.label ?? definition.default;
}
