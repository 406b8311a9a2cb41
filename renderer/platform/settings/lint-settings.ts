/** What is wrong in a text of settings, each with its place in the text. */
import type { Node } from 'jsonc-parser';
import { getNodeValue } from 'jsonc-parser';
import type { ParsedText } from '../config/jsonc.ts';
import { t } from './messages.ts';
import { shown, syntaxText, valueText } from './problem-text.ts';
import { checkValue } from './setting-definition.ts';
import type { SettingsLayer, SettingsService } from './settings-service.ts';

export interface TextFinding {
  /** Offsets in the text. */
  from: number;
  to: number;
  message: string;
  severity: 'error' | 'warning';
}

export const extent = ({ offset, length }: Node): { from: number; to: number } => ({ from: offset, to: offset + length });

/** Mistakes of syntax; while there are any, nothing else is said. */
export function lintSyntax({ problems }: ParsedText): TextFinding[] {
  return problems.map(({ code, offset, length }) => ({ from: offset, to: offset + length, severity: 'error', message: syntaxText(code) }));
}

export function lintSettings(parsed: ParsedText, settings: SettingsService, layer: SettingsLayer): TextFinding[] {
  if (parsed.problems.length > 0) return lintSyntax(parsed);
  const { tree } = parsed;
  if (!tree) return [];
  if (tree.type !== 'object') return [{ ...extent(tree), severity: 'error', message: t('notObject', { received: shown(parsed.value) }) }];
  return (tree.children ?? []).flatMap((property): TextFinding[] => {
    const [name, value] = property.children ?? [];
    if (!name) return [];
    const key = String(getNodeValue(name));
    const definition = settings.definition(key);
    if (!definition) return [{ ...extent(name), severity: 'warning', message: t('unknownKey', { key }) }];
    if (layer === 'workspace' && definition.scope === 'user')
      return [{ ...extent(name), severity: 'warning', message: t('wrongScope', { key }) }];
    if (!value) return [];
    const given: unknown = getNodeValue(value);
    const problem = checkValue(definition, given);
    return problem ? [{ ...extent(value), severity: 'error', message: valueText(problem, given) }] : [];
  });
}
