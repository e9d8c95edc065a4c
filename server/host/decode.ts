/** A file's text and the way from its UTF-16 offsets to its bytes. */
export interface DecodedFile {
  readonly text: string;
  /** The byte offset of a UTF-16 offset; offsets must be asked for in ascending order. */
  byteAt(offset: number): number;
}

/** How a file's text is written, as its byte order mark tells; UTF-8 where it has none. */
export type Encoding = 'utf8' | 'utf16le' | 'utf16be';

/** The encoding of a file that begins with `head`, of which two bytes are enough. */
export function encodingOf(head: Buffer): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf16be' : 'utf8';
}

/** Reads whole characters from anywhere in a file. What is no UTF-8 becomes U+FFFD; half a unit of UTF-16 is left out. */
export function decodeBytes(bytes: Buffer, encoding: Encoding): string {
  if (encoding === 'utf8') return bytes.toString('utf8');
  const whole = bytes.subarray(0, bytes.length & ~1);
  return (encoding === 'utf16le' ? whole : Buffer.from(whole).swap16()).toString('utf16le');
}

/** Reads a file's bytes in its encoding, without a byte order mark; bytes that are no UTF-8 become U+FFFD. */
export function decodeFile(bytes: Buffer): DecodedFile {
  const encoding = encodingOf(bytes);
  if (encoding !== 'utf8') {
    return { text: decodeBytes(bytes.subarray(2), encoding), byteAt: offset => 2 + 2 * offset };
  }
  return decodeUtf8(bytes, bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
}

/** Reads UTF-8 behind the first `mark` bytes; what is none becomes U+FFFD. */
export function decodeUtf8(bytes: Buffer, mark: number): DecodedFile {
  const text = bytes.toString('utf8', mark);
  if (text.length === bytes.length - mark) return { text, byteAt: offset => offset + mark };
  let [known, byte] = [0, mark];
  return {
    text,
    byteAt(offset) {
      if (offset < known) [known, byte] = [0, mark];
      byte = advance(bytes, byte, text, known, offset);
      known = offset;
      return byte;
    },
  };
}

/** The byte offset of UTF-16 offset `to`, given that of `from`; broken UTF-8 is counted as it was decoded, from line to line. */
function advance(bytes: Buffer, byte: number, text: string, from: number, to: number): number {
  let at = from;
  let position = byte;
  for (let next = text.indexOf('\n', at); next >= 0 && next < to; next = text.indexOf('\n', at)) {
    const found = bytes.indexOf(10, position);
    if (found < 0) break;
    position = found + 1;
    at = next + 1;
  }
  return position + Buffer.byteLength(text.slice(at, to));
}

/** True for bytes that no text file has: more than one NUL to a hundred bytes of its beginning, where no byte order mark tells of UTF-16. */
export function isBinary(bytes: Buffer): boolean {
  if (encodingOf(bytes) !== 'utf8') return false;
  const head = bytes.subarray(0, 8192);
  let count = 0;
  for (let at = head.indexOf(0); at >= 0; at = head.indexOf(0, at + 1)) count++;
  return count * 100 > head.length;
}
