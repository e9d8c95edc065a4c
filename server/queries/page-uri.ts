import type { Paper, PaperId } from '../library/model.ts';
import { shortName } from '../snapshot/names.ts';
import { clipped } from '../text/markdown.ts';

/** The uri of a paper's page: its last part is what a tab shows, the part before it is the id. */
export function pageUri(paper: Paper): string {
  const label = clipped(
    shortName(paper)
      .replace(/[\\/:*?"<>|#%\s]+/g, ' ')
      .trim(),
    48,
  );
  return `gloss:/papers/${encodeId(paper.id)}/${encodeURIComponent(label === '' ? 'Paper' : label)}.md`;
}

/** The id of the paper whose page a uri is; undefined for any other uri. */
export function paperOfPage(uri: string): PaperId | undefined {
  const id = /^gloss:(?:\/\/)?\/papers\/([^/?#]+)\//.exec(uri)?.[1];
  return id === undefined ? undefined : (decodeId(id) as PaperId);
}

/** An id in characters that no client escapes or unescapes in a path: others as `_` and four hexadecimal digits. */
function encodeId(id: string): string {
  return id.replace(/^\.|[^A-Za-z0-9.-]/g, char => `_${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function decodeId(text: string): string {
  return text.replace(/_([0-9a-f]{4})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
