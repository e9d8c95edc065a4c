import { normalUri } from '../host/uris.ts';
import { type PaperArrangement, paperGroupings, paperSorts } from '../protocol.ts';
import type { PaperOrder, Subject } from '../queries/paper-order.ts';
import { paperAt } from '../queries/references.ts';
import type { Arrangement } from '../queries/tree.ts';
import type { Session } from './session.ts';

/** What a client asks the Papers view to be; what it leaves out or writes as nothing known has its default. */
export function arrangementOf({ by, sort, filter, near }: PaperArrangement, session: Session): Arrangement {
  return {
    by: paperGroupings.find(known => known === by) ?? 'category',
    order: orderOf(sort, near, session),
    filter: typeof filter === 'string' ? filter : '',
  };
}

/** The paper that a page shows or that a line of a library file belongs to; undefined for any other document. */
export function paperShown(uri: string, line: number | undefined, session: Session): string | undefined {
  const normal = normalUri(uri);
  const lines = session.document(normal)?.lines ?? session.library.now.files.get(normal)?.lines;
  return paperAt(session.library.now, { uri: normal }, lines?.[line ?? 0] ?? 0);
}

function orderOf(sort: PaperArrangement['sort'], near: PaperArrangement['near'], session: Session): PaperOrder {
  const kind = paperSorts.find(known => known === sort) ?? 'title';
  if (kind !== 'relevance' || near === undefined) return { kind };
  const to = subjectOf(near, session);
  return to === undefined ? { kind } : { kind, to };
}

/** A paper where one is shown, else a note; a library file with the cursor between its records is neither. */
function subjectOf({ uri, line }: NonNullable<PaperArrangement['near']>, session: Session): Subject | undefined {
  const paper = paperShown(uri, line, session);
  if (paper !== undefined) return { paper };
  const document = session.document(uri);
  const isLibrary = (session.library.now.files.get(normalUri(uri))?.records.length ?? 0) > 0;
  return document === undefined || isLibrary ? undefined : { document };
}
