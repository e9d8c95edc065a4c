import type { Decoded } from './decoded.ts';

/** Commands whose argument is all that a reader should see. */
export const transparent = new Set(
  'textbf textit emph texttt textsc textrm textsf textsl textmd textup text mathrm mathbf mathit underline mbox uline bf it em tt sc'.split(
    ' ',
  ),
);
/** Commands that stand for a text. */
export const spelled: Readonly<Record<string, string>> = {
  eg: 'e.g.',
  ie: 'i.e.',
  etal: 'et al.',
  etc: 'etc.',
  vs: 'vs.',
  wrt: 'w.r.t.',
  ldots: '…',
  dots: '…',
  textasciitilde: '~',
  textbackslash: '\\',
  textendash: '–',
  textemdash: '—',
  ss: 'ß',
  ae: 'æ',
  oe: 'œ',
  AE: 'Æ',
  OE: 'Œ',
  o: 'ø',
  O: 'Ø',
  l: 'ł',
  L: 'Ł',
  aa: 'å',
  AA: 'Å',
  i: 'ı',
  xspace: '',
};
/** Commands that are left out with their argument. */
export const dropped = new Set(['cite', 'citep', 'citet', 'label', 'footnote']);
export const accents: Readonly<Record<string, string>> = {
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '"': '\u0308',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  c: '\u0327',
  v: '\u030c',
  u: '\u0306',
  H: '\u030b',
  r: '\u030a',
  k: '\u0328',
};

/**
 * LaTeX remains of an abstract as a reader should see them: `\textbf{Lved}` as "Lved", `1\%` as "1%", `MS~MARCO` as
 * "MS MARCO", `\eg` as "e.g.", two backticks and two apostrophes as quotation marks. What is not known stays as it is, and so does
 * mathematics. `offset` is where `source` stands in the source that the marks lead to. Linear.
 */
export function decodeLatex(source: string, offset = 0): Decoded {
  if (!/[\\~]|``|''/.test(source)) return { text: source, marks: [[0, offset]] };
  const out = new Output(offset);
  /** One entry for each open brace: true where the brace itself is not shown. */
  const braces: boolean[] = [];
  let i = 0;
  while (i < source.length) {
    const char = source[i]!;
    if (char === '$') {
      const end = source.slice(i + 1, i + 400).indexOf('$');
      const stop = end < 0 ? i + 1 : i + end + 2;
      out.copy(source, i, stop);
      i = stop;
    } else if (char === '\\') {
      i = decodeCommand(source, i, out, braces);
    } else if (char === '~' && /\S/.test(source[i - 1] ?? ' ') && /\S/.test(source[i + 1] ?? ' ')) {
      out.put(' ', i, ++i);
    } else if (source.startsWith('``', i)) {
      out.put('“', i, (i += 2));
    } else if (source.startsWith("''", i)) {
      out.put('”', i, (i += 2));
    } else if (char === '{') {
      braces.push(false);
      out.copy(source, i, ++i);
    } else if (char === '}') {
      if (!braces.pop()) out.copy(source, i, i + 1);
      i++;
    } else {
      let end = i + 1;
      while (end < source.length && !"$\\~`'{}".includes(source[end]!)) end++;
      out.copy(source, i, end);
      i = end;
    }
  }
  return out.decoded();
}

/** Decodes the command whose backslash stands at `start`; gives the offset after it. */
function decodeCommand(source: string, start: number, out: Output, braces: boolean[]): number {
  const name = commandName(source, start + 1);
  const after = start + 1 + name.length;
  if (name === '') {
    out.copy(source, start, start + 1);
    return start + 1;
  }
  if (transparent.has(name) && source[after] === '{') {
    braces.push(true);
    return after + 1;
  }
  if (dropped.has(name) && source[after] === '{') {
    const close = source.slice(after, after + 400).indexOf('}');
    return close < 0 ? after : after + close + 1;
  }
  if (accents[name] !== undefined) {
    const accented = /^(?:\{\\?([A-Za-z])\}|\s?\\?([A-Za-z]))/.exec(source.slice(after, after + 5));
    const letter = accented?.[1] ?? accented?.[2];
    if (accented && letter && (!/[a-zA-Z]/.test(name) || source[after] === '{')) {
      const end = after + accented[0].length;
      const base = letter === 'i' && source[after + 1] === '\\' ? 'i' : letter;
      out.put((base + accents[name]).normalize('NFC'), start, end);
      return end;
    }
  }
  const text = spelled[name];
  if (text !== undefined) {
    const end = source.startsWith('{}', after) ? after + 2 : after;
    out.put(text, start, end);
    return end;
  }
  if (/^[%&_#$ {},;!]$/.test(name)) {
    out.put(name === ',' || name === ';' || name === '!' ? ' ' : name, start, after);
    return after;
  }
  out.copy(source, start, after);
  return after;
}

function commandName(source: string, start: number): string {
  let end = start;
  while (end < source.length && end - start < 24 && /[A-Za-z]/.test(source[end]!)) end++;
  return end > start ? source.slice(start, end) : source.slice(start, start + 1);
}

/** Gathers decoded pieces, with a mark wherever decoded and source stop advancing alike. */
export class Output {
  private text = '';
  private readonly marks: [number, number][] = [];
  private expected = -1;
  constructor(private readonly offset: number) {}

  copy(source: string, start: number, end: number): void {
    if (end <= start) return;
    this.mark(start);
    this.text += source.slice(start, end);
    this.expected = end;
  }

  put(text: string, start: number, end: number): void {
    if (text !== '') this.mark(start);
    this.text += text;
    this.expected = text.length === end - start && text !== '' ? end : -1;
  }

  decoded(): Decoded {
    return { text: this.text, marks: this.marks.length > 0 ? this.marks : [[0, this.offset]] };
  }

  private mark(start: number): void {
    if (start !== this.expected) this.marks.push([this.text.length, this.offset + start]);
  }
}
