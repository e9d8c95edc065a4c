/**
 * The first PDF of a `file` field. Zotero and JabRef write "description:path:type", several joined by ";"; Mendeley
 * leaves out the slash that begins a path; others write the path alone. A backslash escapes `:`, `;` and itself.
 */
export function pdfIn(value: string): string | undefined {
  const text = value.slice(0, 20_000).replace(/\$\\backslash\$|\\textbackslash\s?(?:\{\})?/g, '\\');
  for (const file of split(text, ';')) {
    const parts = withDrives(split(file, ':'));
    const path = [parts[1], parts[0]].map(unescaped).find(part => /\.pdf$/i.test(part));
    if (path !== undefined) return /^(?:home|Users)\//.test(path) ? `/${path}` : path;
  }
  return undefined;
}

/** "C" and "\papers\a.pdf", which the colon between them parted, are one path. */
function withDrives(parts: readonly string[]): readonly string[] {
  const at = parts.findIndex((part, i) => /^\s*[A-Za-z]$/.test(part) && /^[\\/]/.test(parts[i + 1] ?? ''));
  return at < 0 ? parts : [...parts.slice(0, at), `${parts[at]}:${parts[at + 1]}`, ...parts.slice(at + 2)];
}

function unescaped(part: string | undefined): string {
  return (part ?? '')
    .replace(/\\([\\:;_&%#${}])/g, '$1')
    .replace(/[{}]/g, '')
    .trim();
}

/** The parts between separators that no backslash escapes. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === separator) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}
