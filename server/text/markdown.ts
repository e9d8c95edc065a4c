/**
 * Text from a file, made harmless as Markdown: nothing in it is a link, an image, code, a heading, HTML or a command
 * any more, and it shows as the characters it has. Line breaks become spaces.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\r\n\u2028\u2029]+/g, ' ')
    .replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\\`*_{}[\]()#+\-!|~$^=:@]/g, '\\$&')
    .replace(/\bwww\./gi, start => `${start.slice(0, 3)}\\.`)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

/**
 * Text that is put into the reader's own note, escaped no more than it needs so that the source reads well: no link,
 * citation, emphasis, mathematics, code or tag comes of it. For use within a line.
 */
export function escapeInline(text: string): string {
  return text
    .replace(/[\r\n\u2028\u2029]+/g, ' ')
    .replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\\`*_[\]<>~$^|@{}]/g, '\\$&')
    .replace(/:(?=\/\/)|==/g, '\\$&')
    .replace(/\bwww\./gi, start => `${start.slice(0, 3)}\\.`)
    .replace(/&(?=#?\w{1,40};)/g, '\\&');
}

/** A Markdown link. `label` is escaped here; `target` is a uri that is encoded already. */
export function markdownLink(label: string, target: string): string {
  return `[${escapeMarkdown(label)}](${linkTarget(target)})`;
}

/** A uri as the target of a Markdown link, with nothing in it that would end the link. */
export function linkTarget(uri: string): string {
  return uri
    .replace(/[()\s<>\\]/g, encodeURIComponent)
    .replace(/\(/g, '%28')
    .replace(/\)/g, '%29');
}

/** At most `limit` UTF-16 units, cut at a word with "…"; never in the middle of a surrogate pair. */
export function clipped(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  const space = cut.lastIndexOf(' ');
  const kept = space > limit / 2 ? cut.slice(0, space) : cut;
  return `${kept.replace(/[\ud800-\udbff]$/, '').replace(/[\s,;:.–—-]+$/, '')}…`;
}
