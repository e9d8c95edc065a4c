import type { Snapshot } from '../snapshot/snapshot.ts';
import { paperOf } from '../snapshot/snapshot.ts';
import type { Span } from '../text/span.ts';
import type { Document } from './document.ts';
import { targetsOf } from './resolve.ts';

/** A link of a document that leads to something known. */
export type DocumentLink =
  | { readonly kind: 'paper'; readonly span: Span; readonly id: string }
  | { readonly kind: 'note'; readonly span: Span; readonly uri: string };

/** The wiki links and citations of a document that have a target, in order. Web addresses are links to every editor as they are. */
export function documentLinks(snapshot: Snapshot, document: Document): readonly DocumentLink[] {
  return document.note.links.flatMap((link): DocumentLink[] => {
    if (link.kind === 'url' && /^https?:/i.test(link.target.text)) return [];
    const [target] = targetsOf(snapshot, document.uri, link);
    if (target === undefined) return [];
    const { span } = link.target;
    if (target.kind === 'note') return [{ kind: 'note', span, uri: target.uri }];
    return paperOf(snapshot, target.id) ? [{ kind: 'paper', span, id: target.id }] : [];
  });
}
