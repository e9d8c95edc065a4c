import { deepEqual, equal } from 'node:assert/strict';
import { atom } from '../../server/formats/atom.ts';
import { sourceSpan } from '../../server/text/decoded.ts';

/** Holds the titles that a text gives, and the codes of its problems, against what is expected. */
function check(source: string, titles: readonly string[], problems: readonly string[] = []): void {
  const read = atom.read(source);
  deepEqual([read.entries.map(entry => entry.text.title.text), read.problems.map(one => one.code)], [titles, problems]);
  for (const { span, text } of read.entries) {
    const again = atom.text(source.slice(span.start, span.end));
    deepEqual([again.title.text, again.abstract.text], [text.title.text, text.abstract.text]);
  }
}

const entry = (title: string) => `  <entry>
    <id>http://arxiv.org/abs/2106.09685v2</id>
    <updated>2023-10-16T18:40:34Z</updated>
    <published>2021-06-17T17:37:18Z</published>
    <title>${title}</title>
    <summary>  We propose $a &lt; b$ &amp; 1\\% of caf&#233;s.
</summary>
    <author>
      <name>Edward J. Hu</name>
    </author>
    <author>
      <name>Yelong Sh&#xe9;n</name>
      <arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">A &gt; B</arxiv:affiliation>
    </author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1/x</arxiv:doi>
    <link title="doi" href="http://dx.doi.org/10.1/x" rel="related"/>
    <arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">ICLR 2022</arxiv:journal_ref>
    <link href="http://arxiv.org/abs/2106.09685v2" rel="alternate" type="text/html"/>
    <link title="pdf" href='http://arxiv.org/pdf/2106.09685v2?a=1&amp;b=2' rel="related" type="application/pdf"/>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.AI" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
`;
const feed = (...entries: readonly string[]) => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query</title>
  <id>http://arxiv.org/api/x</id>
${entries.join('')}</feed>
`;

describe('Atom', () => {
  it('has what its elements say', () => {
    const source = feed(entry('LoRA:\n  Low-Rank &quot;Adaptation&quot;'));
    const { span: _, text, ...fields } = atom.read(source).entries[0]!;
    equal(text.title.text, 'LoRA:\n  Low-Rank "Adaptation"');
    equal(text.abstract.text, 'We propose $a < b$ & 1% of cafés.');
    deepEqual(fields, {
      id: '2106.09685',
      authors: ['Edward J. Hu', 'Yelong Shén'],
      year: 2021,
      venue: 'ICLR 2022',
      arxiv: '2106.09685',
      doi: '10.1/x',
      url: 'http://arxiv.org/abs/2106.09685v2',
      pdf: 'http://arxiv.org/pdf/2106.09685v2?a=1&b=2',
      keywords: ['cs.CL', 'cs.AI'],
    });
    const at = text.abstract.text.indexOf('of caf');
    const { start, end } = sourceSpan(text.abstract, { start: at, end: at + 6 });
    equal(source.slice(start, end), 'of caf');
  });

  it('reads all entries, on one line too', () => {
    check(feed(entry('A'), entry('B'), entry('C')), ['A', 'B', 'C']);
    check(feed(entry('A'), entry('B')).replace(/\n\s*/g, ''), ['A', 'B']);
    check(`\ufeff${feed(entry('A')).replaceAll('\n', '\r\n')}`, ['A']);
  });
  it('takes CDATA as it is', () =>
    check(feed(entry('<![CDATA[A </title><entry> &amp; B]]>'), entry('C')), ['A </title><entry> &amp; B', 'C']));
  it('passes over comments', () =>
    check(feed(entry('A').replace('<title>', '<!-- <title>B</title> --><title>')), ['A']));
  it('knows no entity but those of XML, nor any document type', () =>
    check(`<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>${feed(entry('A &x; &#0; &constructor;'))}`, [
      'A &x; \ufffd &constructor;',
    ]));
  it('tells of an entry that is not closed', () => {
    check(feed(entry('A'), entry('B').replace('</entry>', ''), entry('C')), ['A', 'C'], ['xml-syntax']);
    check(feed(entry('A'), entry('B')).slice(0, -40), ['A'], ['xml-syntax']);
    check(feed(entry('A'), entry('<![CDATA[B'), entry('C')), ['A', 'C'], ['paper-no-title']);
  });
  it('tells of an entry without a title', () => check(feed(entry(''), entry('A')), ['A'], ['paper-no-title']));

  it('is known by papers in it', () => {
    equal(atom.recognises('/a/b.xml', feed(entry('A'))), true);
    equal(atom.recognises('/a/b.atom', feed(entry('A'))), true);
    equal(atom.recognises('/a/b.xml', feed(entry('A')).replaceAll(/arxiv/gi, 'blog')), false);
    equal(atom.recognises('/a/b.xml', feed()), false);
    equal(atom.recognises('/a/pom.xml', '<project><name>x</name></project>'), false);
    equal(atom.recognises('/a/b.txt', feed(entry('A'))), false);
  });
});
