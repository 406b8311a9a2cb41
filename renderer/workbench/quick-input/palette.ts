/** The palette and quick open: one box, `>` for commands. */
import fuzzysort from 'fuzzysort';
import { matchItems } from '../../platform/quick-input/match.ts';
import type { Match, QuickPickItem } from '../../platform/quick-input/quick-input-service.ts';
import type { Services } from '../../platform/services.ts';
import { t } from '../messages.ts';

type Action = () => void;

/** The commands of the palette that make sense now: recently used first, then by title. */
export function commandItems({ commands, context, keybindings, history }: Services): Array<QuickPickItem<Action>> {
  const recent = history.recentCommands.value;
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
export function matchCommands(query: string, items: ReadonlyArray<QuickPickItem<Action>>): Array<Match<Action>> {
  if (query.trim() === '') return matchItems('', items);
  return matchItems(query, items).map(({ item, indexes }) => ({ item: { ...item, group: undefined }, indexes }));
}

export async function showQuickOpen(services: Services, value: string): Promise<void> {
  const found = services.views.quickOpen.all().flatMap((provider) => provider.items());
  const commands = commandItems(services);
  const filter = (query: string): ReadonlyArray<Match<Action>> =>
    query.startsWith('>') ? matchCommands(query.slice(1), commands) : matchItems(query, found);
  const action = await services.quickInput.pick<Action>({
    placeholder: t('quickOpenPlaceholder'),
    testid: 'palette-input',
    items: found,
    value,
    filter,
    emptyText: found.length === 0 && value === '' ? t('nothingToOpen') : t('noMatch'),
  });
  action?.();
  fuzzysort.cleanup();
}
