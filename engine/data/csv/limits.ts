/** Bytes that are looked at to detect how a file is written. */
export const HEAD_BYTES = 256 * 1024;
/** Bytes that are looked at where the head leaves a question open. */
export const LONG_HEAD_BYTES = 8 * 1024 * 1024;
/** Bytes read at a time; parsing one piece takes well under the 200 ms within which a cancel is heard. */
export const CHUNK_BYTES = 512 * 1024;
/** Longest line, in characters. */
export const MAX_LINE = 16 * 1024 * 1024;
export const MAX_COLUMNS = 10_000;
/** Records of the head from which types are judged. */
export const SAMPLE_RECORDS = 2_000;
/** A text column with more different values is not kept. */
export const MAX_LABELS = 100_000;
