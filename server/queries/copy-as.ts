import type { CopyForm } from '../protocol.ts';
import { paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { escapeInline, linkTarget } from '../text/markdown.ts';
import { bibliographicOf } from './bibliographic.ts';
import { citeKey, isPlainKey } from './cite-key.ts';
import { bibExport, papersNamed } from './export.ts';
import { byline, webAddress } from './paper-card.ts';
import { markdownReference, plainReference, reference } from './reference-styles.ts';

/** Papers in a form that can be pasted elsewhere; those that are unknown are left out. */
export function copyAs(snapshot: Snapshot, ids: readonly string[], form: CopyForm): string {
  const papers = [...new Set(ids.flatMap(id => paperOf(snapshot, id) ?? []))];
  switch (form.kind) {
    case 'bibtex':
      return bibExport(snapshot, papersNamed(snapshot, ids));
    case 'key':
      return papers
        .map(paper => citeKey(snapshot, paper))
        .map(key => `@${isPlainKey(key) ? key : `{${key}}`}`)
        .join('; ');
    case 'link':
      return papers
        .map(paper => `[${escapeInline(byline(paper) || paper.title)}](${linkTarget(webAddress(paper))})`)
        .join(', ');
    case 'reference': {
      const shown = form.markdown ? markdownReference : plainReference;
      return papers.map(paper => shown(reference(bibliographicOf(snapshot, paper), form.style))).join('\n\n');
    }
  }
}
