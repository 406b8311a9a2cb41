import type { InstructionSet, NativeInfo } from '../native/api.ts';
import { ExpectedError } from '../protocol/errors.ts';
import type { InstructionSetChoice } from '../protocol/training.ts';

/** The instruction set that a choice means on this machine. Error: `no-instruction-set` where the machine lacks it. */
export function instructionSet({ active, available }: NativeInfo, choice: InstructionSetChoice): InstructionSet {
  if (choice === 'auto') return active;
  const found = available.find((name) => name === choice);
  if (found !== undefined) return found;
  throw new ExpectedError(
    'no-instruction-set',
    `Expected an instruction set of this machine (${available.join(', ')}) but received ${choice}. Choose one of these, or auto for the best.`,
    { available, flag: '--isa' },
  );
}

/**
 * The set with which a run goes on: the one that it began with, since another rounds differently in the last bits.
 * Error: `no-instruction-set` where this machine lacks it.
 */
export function recordedSet({ available }: NativeInfo, recorded: string, run: string): InstructionSet {
  const found = available.find((name) => name === recorded);
  if (found !== undefined) return found;
  throw new ExpectedError(
    'no-instruction-set',
    `The run "${run}" was trained with ${recorded}, which this machine lacks; it has ${available.join(', ')}. ` +
      'With another set it would not end as it would have. Go on with it on a machine like the first, or start a new run here.',
    { recorded, available },
  );
}
