import type { Link, NoteUri } from '../library/model.ts';
import { targetName } from '../snapshot/note-index.ts';
import type { Snapshot, Target } from '../snapshot/snapshot.ts';
import { nameKey } from '../text/fold.ts';

/** What a link can mean, best first: a paper, then a note. An address on the Web means a paper only by its id. */
export function targetsOf(snapshot: Snapshot, from: string, link: Link): readonly Target[] {
  if (link.kind === 'inline' || link.kind === 'definition') {
    const uri = relativeUri(from, link.target.text);
    if (uri !== undefined && snapshot.notes.get(uri)) return [{ kind: 'note', uri }];
    if (!/^[a-z][a-z0-9+.-]*:/i.test(link.target.text)) return [];
  }
  return targetsNamed(snapshot, link.target.text);
}

/** What a name can mean: papers first, then notes. A path must be the end of the note's own path. */
export function targetsNamed(snapshot: Snapshot, name: string): readonly Target[] {
  const path = /^(.*\/)?[^/]*$/.exec(name)?.[1];
  const targets = snapshot.names.get(nameKey(targetName(name))) ?? [];
  const whole = [...targets].sort((a, b) => (a.kind === b.kind ? 0 : a.kind === 'paper' ? -1 : 1));
  if (whole.length > 0 || path === undefined) return whole;
  const notes = snapshot.names.get(nameKey(name.slice(path.length).replace(/\.(?:md|markdown|qmd)$/i, ''))) ?? [];
  return notes.filter(target => target.kind === 'note' && endsWithPath(target.uri, path));
}

/** True where the note's folder ends in `folder`, written as in a link. */
function endsWithPath(uri: NoteUri, folder: string): boolean {
  const own = safeDecode(uri.slice(0, uri.lastIndexOf('/') + 1)).toLowerCase();
  const wanted = folder.replace(/^(?:\.{1,2}\/)+|^\//, '').toLowerCase();
  return own.endsWith(`/${wanted}`) || wanted === '';
}

/** The uri of a destination written in the file at `from`, without its fragment; undefined for the Web and for nonsense. */
export function relativeUri(from: string, destination: string): NoteUri | undefined {
  const path = destination.replace(/[?#].*$/, '');
  if (path === '' || /^[a-z][a-z0-9+.-]*:/i.test(path)) return undefined;
  try {
    const encoded = safeDecode(path).split('/').map(encodeURIComponent).join('/');
    return new URL(encoded, from)
      .toString()
      .replace(/[!'()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`) as NoteUri;
  } catch {
    return undefined;
  }
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
