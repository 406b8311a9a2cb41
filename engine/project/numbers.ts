import { z } from '../protocol/schemas/common.ts';

/** A number of any kind: a loss that diverged is NaN or infinite, and is stored as that. */
export const anyNumber = z.custom<number>((value) => typeof value === 'number', { error: 'a number' });
