/** What is looked at to detect how a file is written. */
export const HEAD = { bytes: 256 * 1024, records: 2_000 };
/** What is looked at where the head leaves a question open. */
export const LONG_HEAD = { bytes: 8 * 1024 * 1024, records: 30_000 };
/** Bytes read at a time; parsing one piece takes well under the 200 ms within which a cancel is heard. */
export const CHUNK_BYTES = 512 * 1024;
/** Longest line, in characters. */
export const MAX_LINE = 16 * 1024 * 1024;
export const MAX_COLUMNS = 10_000;
/** A text column with more different values is not kept. */
export const MAX_LABELS = 100_000;
