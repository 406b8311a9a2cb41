/** What could stand at a place of the file of keys: whole entries, names of fields, and commands. */
import { getLocation } from 'jsonc-parser';
import type { JsonCompletions } from '../../base/text-editor/json-view.ts';
import type { CommandRegistry } from '../../platform/commands/command-registry.ts';

const fields = { key: '"key": ""', command: '"command": ""', when: '"when": ""', args: '"args": {}' };

export function completeKeys(commands: CommandRegistry, text: string, offset: number): JsonCompletions | null {
  const { path, previousNode, isAtPropertyKey } = getLocation(text, offset);
  const inside = previousNode && offset > previousNode.offset && offset <= previousNode.offset + previousNode.length;
  const word = /["\w.]*$/.exec(text.slice(0, offset))?.[0] ?? '';
  const stretch = inside
    ? { from: previousNode.offset, to: previousNode.offset + previousNode.length }
    : { from: offset - word.length, to: offset };
  if (path.length === 2 && isAtPropertyKey) {
    return { ...stretch, options: Object.entries(fields).map(([name, insert]) => ({ label: `"${name}"`, insert })) };
  }
  if (path.length === 2 && path[1] === 'command') {
    const options = commands
      .all()
      .map(({ id, title, category }) => ({ label: `"${id}"`, detail: `${category}: ${title}`, insert: `"${id}"` }));
    return { ...stretch, options };
  }
  if (path.length > 1 || word !== '') return null;
  return { ...stretch, options: [{ label: '{ "key", "command" }', insert: '{ "key": "", "command": "" }' }] };
}
