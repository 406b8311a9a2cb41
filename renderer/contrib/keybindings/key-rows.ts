/** The rows of the keys' editor: every command with each of its keys, and commands that have none. */
import type { CommandRegistry } from '../../platform/commands/command-registry.ts';
import type { KeybindingService } from '../../platform/keybindings/keybinding-service.ts';
import type { BoundKey } from '../../platform/keybindings/resolve.ts';
import { matchItems } from '../../platform/quick-input/match.ts';

export interface KeyRow {
  id: string;
  command: string;
  title: string;
  /** Null: the command has no key. */
  key: BoundKey | null;
  label: string;
}

export function keyRows(commands: CommandRegistry, keybindings: KeybindingService): KeyRow[] {
  const byCommand = new Map<string, BoundKey[]>();
  for (const key of keybindings.keys.value) byCommand.set(key.command, [...(byCommand.get(key.command) ?? []), key]);
  const rows = commands.all().flatMap(({ id, category, title, palette }): KeyRow[] => {
    const keys = byCommand.get(id) ?? [];
    byCommand.delete(id);
    const about = { command: id, title: `${category}: ${title}` };
    if (keys.length === 0) return palette === false ? [] : [{ ...about, id, key: null, label: '' }];
    return keys.map((key, place) => ({ ...about, id: `${id} ${place}`, key, label: keybindings.labelOf(key.strokes) }));
  });
  const orphans = [...byCommand].flatMap(([command, keys]) =>
    keys.map((key, place) => ({ id: `${command} ${place}`, command, title: command, key, label: keybindings.labelOf(key.strokes) })),
  );
  const rank = (row: KeyRow): number => (row.key ? 0 : 1);
  return [...rows, ...orphans].sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title));
}

/** In quotes: the rows of these keys, or of chords that begin with them. Else commands and keys that are like the query. */
export function filterRows(rows: readonly KeyRow[], query: string): readonly KeyRow[] {
  const text = query.trim();
  if (text === '') return rows;
  const quoted = /^"(.*)"?$/.exec(text)?.[1]?.replace(/"$/, '').toLowerCase();
  if (quoted !== undefined)
    return rows.filter(({ label }) => label.toLowerCase() === quoted || label.toLowerCase().startsWith(`${quoted} `));
  const wanted = text.toLowerCase();
  const holding = rows.filter((row) =>
    [row.title, row.command, row.label, row.key?.when ?? ''].some((part) => part.toLowerCase().includes(wanted)),
  );
  if (holding.length > 0) return holding;
  return matchItems(
    text,
    rows.map((row) => ({ id: row.id, label: row.title, description: row.command, value: row })),
  ).map(({ item }) => item.value);
}
