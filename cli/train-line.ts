import type { TrainingWishes } from '../engine/protocol/tuning.ts';
import type { Arguments } from './command.ts';
import { importFlags } from './import-flags.ts';

type Wishes = Record<'data' | 'model' | 'training', Record<string, unknown>>;

/** The flag of each entry of a configuration whose name is not that of the entry with dashes. */
const NAMES: Record<string, string> = {
  kind: 'model',
  validationShare: 'validation',
  testShare: 'test',
  clipNorm: 'clip',
  instructionSet: 'isa',
};

/** Switches that turn off what is on where nothing is said. */
const OFF: Record<string, string> = { anchor: 'no-anchor', resetAfter: 'reset-before', skip: 'no-skip' };

/** The command that trains with these wishes, and reads the file as the flags of this one do. */
export function trainLine(csv: string, { data, model, training }: TrainingWishes, args: Arguments): string {
  const wishes: Wishes = { data: { ...data }, model: { ...model }, training: { ...training } };
  const flags = Object.values(wishes).flatMap((part) => Object.entries(part).flatMap(([name, value]) => flagOf(name, value)));
  const reading = args.given().filter((name) => name in importFlags);
  return ['hindcast', 'train', csv, ...flags, ...reading.flatMap((name) => [`--${name}`, ...(args.has(name) ? [] : [args.text(name)!])])]
    .map(quoted)
    .join(' ');
}

function flagOf(name: string, value: unknown): string[] {
  if (value === undefined) return [];
  if (value === true) return name in OFF ? [] : [`--${dashed(name)}`];
  if (value === false) return name in OFF ? [`--${OFF[name]}`] : [];
  if (Array.isArray(value)) return value.length === 0 ? [] : [`--${dashed(name)}`, value.join(',')];
  return typeof value === 'number' || typeof value === 'string' ? [`--${dashed(name)}`, String(value)] : [];
}

function dashed(name: string): string {
  return NAMES[name] ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w./,:=+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
