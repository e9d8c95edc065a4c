import type { BibliographicRecord } from '../library/bibliographic-record.ts';
import { decodeReferences } from '../text/markup.ts';
import { parsedJson, recordsIn } from './bibliographic.ts';
import { dailyPapers } from './daily-papers.ts';
import { json } from './json.ts';

/**
 * The papers of a saved Daily Papers page, as the Web page itself (which carries its data as JSON in attributes), as
 * what the API answers, or as text copied from it.
 */
export function recordsOfDailyPage(text: string): readonly BibliographicRecord[] {
  const head = text.slice(0, 2000).trimStart();
  if (/^(?:[[{]|\ufeff[[{])/.test(head)) return recordsOf(text);
  if (/^\ufeff?<(?:!doctype|html|!--|\?xml)/i.test(head) || text.includes('data-props="')) return recordsOfHtml(text);
  return recordsIn(dailyPapers, text);
}

/** The `dailyPapers` of the attributes that hold data; each attribute is read once. */
function recordsOfHtml(text: string): readonly BibliographicRecord[] {
  const opener = 'data-props="';
  for (let at = text.indexOf(opener); at >= 0; at = text.indexOf(opener, at)) {
    const start = at + opener.length;
    const end = text.indexOf('"', start);
    if (end < 0) return [];
    at = end;
    const written = text.slice(start, end);
    if (!written.includes('dailyPapers')) continue;
    const props = parsedJson(decodeReferences(written).text);
    const papers = (props as { dailyPapers?: unknown } | undefined)?.dailyPapers;
    if (Array.isArray(papers)) return recordsOf(JSON.stringify(papers));
  }
  return [];
}

function recordsOf(text: string): readonly BibliographicRecord[] {
  return recordsIn(json, text, (_, { arxiv }) =>
    arxiv === undefined ? {} : { type: 'preprint', url: `https://arxiv.org/abs/${arxiv}` },
  );
}
