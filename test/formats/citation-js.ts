import '@citation-js/plugin-bibtex';
import { plugins } from '@citation-js/core';

/** What both readers of BibTeX must agree on. */
export interface Cited {
  readonly key: string | undefined;
  readonly title: string | undefined;
  readonly authors: readonly string[];
  readonly year: number | undefined;
}

/** The papers of a BibTeX text as Citation.js reads them; it throws on the first mistake in the text. */
export function readWithCitationJs(source: string): readonly Cited[] {
  return plugins.input.chain(source, { forceType: '@bibtex/text', generateGraph: false }).map(paper => ({
    key: paper['citation-key'],
    title: paper.title,
    authors: (paper.author ?? [])
      .map(name => ['given', 'non-dropping-particle', 'family', 'suffix'].flatMap(part => name[part] ?? []).join(' '))
      .filter(name => name !== 'others'),
    year: paper.issued?.['date-parts'][0]?.[0],
  }));
}
