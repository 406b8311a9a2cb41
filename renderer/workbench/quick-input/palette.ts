/** The palette and quick open: one box, whose first letter says what is looked for. */
import fuzzysort from 'fuzzysort';
import { parseUri } from '../../platform/editors/uri.ts';
import { matchItems } from '../../platform/quick-input/match.ts';
import type { Match, QuickPickItem } from '../../platform/quick-input/quick-input-service.ts';
import type { Services } from '../../platform/services.ts';
import type { QuickAccess } from '../../platform/views/view-registry.ts';
import { t } from '../messages.ts';

type Action = () => void;
type Item = QuickPickItem<Action>;

/** The commands of the palette that make sense now: recently used first, then by title. */
export function commandItems({ commands, context, keybindings, history, settings }: Services): Item[] {
  const recent = history.recentCommands.value.slice(0, settings.value('workbench.commandPalette.history'));
  const place = (id: string): number => {
    const index = recent.indexOf(id);
    return index < 0 ? recent.length : index;
  };
  return commands
    .all()
    .filter((command) => command.palette !== false && context.matches(command.enablement))
    .map((command) => ({
      id: command.id,
      label: `${command.category}: ${command.title}`,
      keys: keybindings.label(command.id),
      used: recent.includes(command.id),
    }))
    .sort((a, b) => place(a.id) - place(b.id) || a.label.localeCompare(b.label))
    .map(({ id, label, keys, used }) => ({
      id,
      label,
      keys: keys === '' ? undefined : keys,
      group: used ? t('recentlyUsed') : recent.length > 0 ? t('otherCommands') : undefined,
      value: () => {
        history.addCommand(id);
        commands.run(id as 'commands.show');
      },
    }));
}

/** Matches commands: while something is typed, the better match leads, and use decides between equals. */
export function matchCommands(query: string, items: readonly Item[]): Array<Match<Action>> {
  return matchRanked(query, items);
}

/** Headings hold for the usual order only: what is found by typing stands without them. */
function matchRanked(query: string, items: readonly Item[]): Array<Match<Action>> {
  if (query.trim() === '') return matchItems('', items);
  return matchItems(query, items).map((match) => ({ ...match, item: { ...match.item, group: undefined } }));
}

/** What can be opened: editors in their order of use first, then everything that contributions know. */
export function openItems({ views, history, editors, settings, workspace }: Services): Item[] {
  const known = views.quickOpen.all().flatMap((provider) => provider.items());
  const byUri = new Map(known.map((item) => [item.uri, item]));
  const recent = settings.value('workbench.quickOpen.includeHistory') ? history.recentEditors(workspace.path.value ?? '') : [];
  const used = recent.flatMap((uri): Item[] => {
    const { scheme, resource } = parseUri(uri);
    const about = views.editors.get(scheme)?.describe(resource);
    if (!about || uri === editors.active.value?.uri) return [];
    const { description } = byUri.get(uri) ?? {};
    const open = (): void => editors.open(uri, { preview: false });
    return [{ id: `recent-${uri}`, label: about.title, icon: about.icon, description, group: t('recentlyOpened'), uri, value: open }];
  });
  const shown = new Set(used.map((item) => item.uri));
  return [...used, ...known.filter((item) => item.uri === undefined || !shown.has(item.uri))];
}

/** What the box looks for by its first letter, longest prefix first; without one: what can be opened. */
function accesses(services: Services): QuickAccess[] {
  const { views } = services;
  const commands = commandItems(services);
  const own: QuickAccess[] = [
    { prefix: '>', title: t('accessCommands'), match: (query) => matchCommands(query, commands) },
    { prefix: '?', title: t('accessHelp'), match: (query) => matchItems(query, help) },
  ];
  const all = [...own, ...views.quickAccess.all()];
  const found = openItems(services);
  const everything: QuickAccess = {
    prefix: '',
    title: t('accessOpen'),
    emptyText: found.length === 0 ? t('nothingToOpen') : undefined,
    match: (query) => matchRanked(query, found),
  };
  const help: Item[] = [everything, ...all].map(({ prefix, title }) => ({
    id: `help-${prefix}`,
    label: prefix === '' ? '…' : prefix,
    description: title,
    value: () => void showQuickOpen(services, prefix),
  }));
  return [...all.sort((a, b) => b.prefix.length - a.prefix.length), everything];
}

export async function showQuickOpen(services: Services, value: string): Promise<void> {
  const { quickInput, history, settings } = services;
  const ways = accesses(services);
  const wayOf = (query: string): QuickAccess | undefined => ways.find(({ prefix }) => query.startsWith(prefix));
  const filter = (query: string): ReadonlyArray<Match<Action>> => {
    const way = wayOf(query);
    return way?.match(query.slice(way.prefix.length)) ?? [];
  };
  const preserved = value === '>' && settings.value('workbench.commandPalette.preserveInput') ? `>${history.paletteInput.value}` : value;
  const action = await quickInput.pick<Action>({
    placeholder: t('quickOpenPlaceholder'),
    testid: 'palette-input',
    items: [],
    value: preserved,
    selectFrom: preserved.length > value.length ? value.length : undefined,
    filter,
    onQuery: (query) => {
      if (query.startsWith('>')) history.paletteInput.value = query.slice(1);
    },
    emptyText: (query) => wayOf(query)?.emptyText ?? t('noMatch'),
  });
  action?.();
  fuzzysort.cleanup();
}
