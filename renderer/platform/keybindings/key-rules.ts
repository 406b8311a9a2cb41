/** The user's file of keys: a list of `{ key, command, when, args }`; a command with a minus before it takes a key away. */
import type { Node } from 'jsonc-parser';
import { findNodeAtLocation, getNodeValue } from 'jsonc-parser';
import type { ParsedText } from '../config/jsonc.ts';
import { parseWhen } from '../context/when.ts';
import type { TextFinding } from '../settings/lint-settings.ts';
import { extent, lintSyntax } from '../settings/lint-settings.ts';
import { shown } from '../settings/problem-text.ts';
import { isRecord } from '../state/validate.ts';
import { parseKeys } from './keys.ts';
import { t } from './messages.ts';
import type { KeyRule } from './resolve.ts';

export interface KeyRules {
  rules: KeyRule[];
  findings: TextFinding[];
}

const allowed = ['key', 'command', 'when', 'args'];

/** Reads the rules; an entry with a mistake is left out and told of. Mistakes of syntax leave no rule at all. */
export function readKeyRules(parsed: ParsedText, mac: boolean, isCommand: (id: string) => boolean): KeyRules {
  if (parsed.problems.length > 0) return { rules: [], findings: lintSyntax(parsed) };
  const { tree } = parsed;
  if (!tree) return { rules: [], findings: [] };
  if (tree.type !== 'array') {
    return { rules: [], findings: [{ ...extent(tree), severity: 'error', message: t('notList', { received: shown(parsed.value) }) }] };
  }
  const rules: KeyRule[] = [];
  const findings: TextFinding[] = [];
  (tree.children ?? []).forEach((node, index) => {
    const { rule, found } = readRule(node, index, mac, isCommand);
    if (rule) rules.push(rule);
    findings.push(...found);
  });
  return { rules, findings };
}

function readRule(
  node: Node,
  index: number,
  mac: boolean,
  isCommand: (id: string) => boolean,
): { rule: KeyRule | null; found: TextFinding[] } {
  const value: unknown = getNodeValue(node);
  const found: TextFinding[] = [];
  const say = (message: string, name?: string, severity: TextFinding['severity'] = 'error'): void => {
    const place = (name === undefined ? undefined : findNodeAtLocation(node, [name])) ?? node;
    found.push({ ...extent(place), message, severity });
  };
  if (!isRecord(value)) {
    say(t('notRule', { received: shown(value) }));
    return { rule: null, found };
  }
  const { key, command, when, args } = value;
  for (const name of Object.keys(value)) if (!allowed.includes(name)) say(t('unknownField', { name }), name, 'warning');
  if (typeof command !== 'string' || command === '' || command === '-') {
    say(t('noCommand'), 'command');
    return { rule: null, found };
  }
  const remove = command.startsWith('-');
  const id = remove ? command.slice(1) : command;
  if (!isCommand(id)) say(t('unknownCommand', { id }), 'command', 'warning');
  const clause = when === undefined || when === '' ? undefined : when;
  if (clause !== undefined && !isClause(clause)) {
    say(t('badWhen', { received: shown(when) }), 'when');
    return { rule: null, found };
  }
  const strokes = typeof key === 'string' ? readKeys(key, mac) : null;
  if (strokes === null && !(remove && key === undefined)) {
    say(key === undefined ? t('noKey') : t('badKey', { received: shown(key) }), 'key');
    return { rule: null, found };
  }
  return { rule: { strokes, command: id, args, when: clause, remove, index }, found };
}

function readKeys(text: string, mac: boolean): string[] | null {
  try {
    return parseKeys(text, mac);
  } catch {
    return null;
  }
}

function isClause(when: unknown): when is string {
  if (typeof when !== 'string') return false;
  try {
    parseWhen(when);
    return true;
  } catch {
    return false;
  }
}
