import { isAscii, isUtf8 } from 'node:buffer';
import chardet from 'chardet';
import iconv from 'iconv-lite';
import type { Encoding } from '../../protocol/data.ts';
import { ExpectedError } from '../../protocol/errors.ts';

export interface EncodingGuess {
  encoding: Encoding;
  reason: string;
  certain: boolean;
  alternatives: Encoding[];
  /** Name of an encoding that we cannot read but that fits better; null: none. */
  foreign: string | null;
}

const MAGIC: Array<{ bytes: number[]; what: string }> = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'a zip archive or an Excel workbook' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Excel workbook' },
  { bytes: [0x1f, 0x8b], what: 'gzip-compressed' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'zstd-compressed' },
  { bytes: [0x42, 0x5a, 0x68], what: 'bzip2-compressed' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'xz-compressed' },
  { bytes: [0x50, 0x41, 0x52, 0x31], what: 'a Parquet file' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF' },
  { bytes: [0x89, 0x50, 0x4e, 0x47], what: 'an image' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], what: 'a program' },
];

/** Throws `binary-file` where the first bytes are those of no text. */
function refuseBinary(head: Buffer, path: string): void {
  const known = MAGIC.find(({ bytes }) => bytes.every((byte, i) => head[i] === byte));
  if (known) throw binaryError(path, `it is ${known.what}`);
}

function binaryError(path: string, why: string): ExpectedError {
  return new ExpectedError('binary-file', `${path} is not a text file: ${why}; export the data as CSV and import that.`, { path });
}

/** How the text of `head`, the first bytes of a file, is encoded. Throws `binary-file`. */
export function detectEncoding(head: Buffer, path: string): EncodingGuess {
  const sure = (encoding: Encoding, reason: string): EncodingGuess => ({
    encoding,
    reason,
    certain: true,
    alternatives: [],
    foreign: null,
  });
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return sure('utf-8', 'a UTF-8 byte order mark');
  if (head[0] === 0xff && head[1] === 0xfe) return sure('utf-16le', 'a UTF-16 byte order mark');
  if (head[0] === 0xfe && head[1] === 0xff) return sure('utf-16be', 'a UTF-16 byte order mark');
  refuseBinary(head, path);
  const wide = detectUtf16(head);
  if (wide) return sure(wide, 'every second byte is zero');
  const zero = head.indexOf(0);
  if (zero >= 0) throw binaryError(path, `byte ${zero + 1} is zero`);
  const whole = head.subarray(0, completeUtf8Length(head));
  if (isUtf8(whole)) return sure('utf-8', isAscii(whole) ? 'plain ASCII, which is UTF-8 too' : 'valid UTF-8');
  const best = chardet.analyse(head)[0];
  const latin = !best || /^(ISO-8859-(1|15)|windows-1252)$/i.test(best.name) || best.confidence < 40;
  return {
    encoding: 'windows-1252',
    reason: latin
      ? 'bytes that are not UTF-8 and fit Western European text'
      : `bytes that are not UTF-8; the letters look like ${best.name}`,
    certain: latin,
    alternatives: ['utf-8'],
    foreign: latin ? null : best.name,
  };
}

/** Bytes that are enough to see that every second one is zero. */
const UTF16_BYTES = 64 * 1024;

function detectUtf16(head: Buffer): Encoding | null {
  let even = 0;
  let odd = 0;
  const pairs = Math.min(head.length, UTF16_BYTES) >> 1;
  for (let i = 0; i < pairs; i += 1) {
    if (head[2 * i] === 0) even += 1;
    if (head[2 * i + 1] === 0) odd += 1;
  }
  if (pairs < 2) return null;
  if (odd > pairs * 0.7 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.7 && odd < pairs * 0.05) return 'utf-16be';
  return null;
}

/** Length without a character that the end of the buffer cuts in two. */
function completeUtf8Length(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needs > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

export interface TextDecoding {
  write(bytes: Buffer): string;
  end(): string;
}

/** A streaming decoder that drops a byte order mark; bytes that are no text become U+FFFD. */
export function createDecoder(encoding: Encoding): TextDecoding {
  if (encoding === 'utf-8') {
    const decoder = new TextDecoder('utf-8');
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  return { write: (bytes) => decoder.write(bytes), end: () => decoder.end() ?? '' };
}
