/** Pieces that every schema shares. Compiled checks are off: the window's content policy forbids `eval`. */
import { z } from 'zod';

z.config({ jitless: true });

export { z };

export const noParams = z.strictObject({});

/** Text that a user writes and reads: names, titles, labels. */
export const label = z.string().min(1).max(1000);

/** Text that may be anything, also nothing. */
export const text = z.string().max(10_000);

export const path = z
  .string()
  .min(1)
  .max(32_767)
  .refine((value) => !value.includes('\0'), { error: 'a path without NUL characters' });

/** Ids of datasets and runs name files, so they are kept to what every file system takes. */
export const id = z
  .string()
  .max(120)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, { error: 'an id of letters, digits, dots, dashes and underscores' });

export const finite = z.number();

export const count = z.int().min(0);
