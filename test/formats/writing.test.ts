import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { withFrontEntry } from '../../server/formats/front-edit.ts';
import { type EntryParts, entryLine, entryUnderHeading } from '../../server/formats/glossary-entry.ts';
import { readNote } from '../../server/formats/note.ts';
import type { NoteUri } from '../../server/library/model.ts';

const uri = 'file:///v/a.md' as NoteUri;
const glossary = (text: string) => readNote('file:///v/glossary.md' as NoteUri, text);

describe('an entry written into a glossary', () => {
  const check = (parts: EntryParts, line: string) => {
    assert.equal(entryLine(parts), line);
    for (const text of [line, `# Words\n\n${entryUnderHeading(parts, '##', '\n')}`]) {
      const { definitions, problems } = glossary(text);
      assert.deepEqual(problems, []);
      const [read] = definitions;
      assert.deepEqual(
        [read?.label, read?.expansion, read?.definition.replace(/\.$/, ''), read?.source, read?.url],
        [parts.label, parts.expansion, parts.definition.replace(/\.$/, ''), parts.source?.name, parts.source?.url],
      );
    }
  };
  it('reads as it was meant', () => {
    check(
      {
        label: 'LoRA',
        expansion: 'Low-Rank Adaptation',
        definition: 'trains two small matrices',
        source: { name: 'Hu et al., 2021', url: 'https://arxiv.org/abs/2106.09685' },
      },
      '**LoRA** (Low-Rank Adaptation): trains two small matrices. [Hu et al., 2021](https://arxiv.org/abs/2106.09685)',
    );
    check(
      { label: 'S_3*FT', definition: 'keeps `half` of $x_1*y_1$ <b> ~~apart~~.', source: { name: 'LoFiT' } },
      '**S\\_3\\*FT**: keeps \\`half\\` of $x_1*y_1$ \\<b> \\~\\~apart\\~\\~. [[LoFiT]]',
    );
  });
  it('waits for its definition where there is none', () =>
    assert.equal(entryLine({ label: 'V2X', definition: '' }), '**V2X**: '));
  it('of the bundled glossary comes back as it is', () => {
    for (const one of glossary(readFileSync('seeds/glossary.md', 'utf8')).definitions) {
      const source = one.source === undefined ? undefined : { name: one.source, url: one.url };
      const line = entryLine({ ...one, source });
      const [again] = glossary(line).definitions;
      assert.deepEqual(
        [again?.label, again?.expansion, again?.definition, again?.source, again?.url],
        [one.label, one.expansion, one.definition, one.source, one.url],
        line,
      );
    }
  });
});

describe('an entry written into the front matter', () => {
  const check = (before: string, after: string | undefined, key = 'CF', value = 'collaborative filtering') => {
    const edit = withFrontEntry(before, 'senses', key, value);
    const written = edit && before.slice(0, edit.span.start) + edit.text + before.slice(edit.span.end);
    assert.equal(written, after);
    if (written === undefined) return;
    const pins = readNote(uri, written).pins.map(({ label, meaning }) => [label.text, meaning.text]);
    assert.ok(
      pins.some(([label, meaning]) => label === key && meaning === value),
      JSON.stringify(pins),
    );
  };
  it('makes what is missing', () => {
    check('# Title\n', '---\nsenses:\n  CF: collaborative filtering\n---\n\n# Title\n');
    check('', '---\nsenses:\n  CF: collaborative filtering\n---\n');
    check('---\ntitle: X\n---\nx', '---\ntitle: X\nsenses:\n  CF: collaborative filtering\n---\nx');
    check('---\n---\nx', '---\nsenses:\n  CF: collaborative filtering\n---\nx');
    check('---\nsenses:\ntags: [a]\n---\n', '---\nsenses:\n  CF: collaborative filtering\ntags: [a]\n---\n');
  });
  it('stands beside the others', () => {
    check(
      '---\nsenses:\n    MED: the dataset\nx: 1\n---\n',
      '---\nsenses:\n    CF: collaborative filtering\n    MED: the dataset\nx: 1\n---\n',
    );
    check(
      '---\nsenses: {MED: the dataset}\n---\n',
      '---\nsenses: {CF: collaborative filtering, MED: the dataset}\n---\n',
    );
    check('---\nsenses: {}\n---\n', '---\nsenses: {CF: collaborative filtering}\n---\n');
  });
  it('takes the place of what was said before', () =>
    check(
      '---\nsenses:\n  CF: compact flash # mine\n---\n',
      '---\nsenses:\n  CF: collaborative filtering # mine\n---\n',
    ));
  it('takes the place of a text in several lines, and of none', () => {
    const after = '---\nsenses:\n  CF: collaborative filtering\nb: 1\n---\nx';
    check('---\nsenses:\n  CF: |\n    old text\nb: 1\n---\nx', after);
    check('---\nsenses:\n  CF: >-\n    old\n    text\nb: 1\n---\nx', after);
    check('---\nsenses:\n  CF:\nb: 1\n---\nx', after);
    check('---\nsenses:\n  CF:\n  B: c\n---\n', '---\nsenses:\n  CF: collaborative filtering\n  B: c\n---\n');
    check('---\nsenses: # why\nb: 1\n---\n', '---\nsenses: # why\n  CF: collaborative filtering\nb: 1\n---\n');
    check('---\nsenses:\n  CF: # hm\n---\n', '---\nsenses:\n  CF: collaborative filtering # hm\n---\n');
  });
  it('keeps the line ends of the note', () =>
    check('a\r\nb', '---\r\nsenses:\r\n  CF: collaborative filtering\r\n---\r\n\r\na\r\nb'));
  it('is quoted where YAML would read something else', () => {
    check('', '---\nsenses:\n  "3D": "yes: no"\n---\n', '3D', 'yes: no');
    check('', '---\nsenses:\n  "NO": "true"\n---\n', 'NO', 'true');
  });
  it('is not written where the front matter cannot be read', () => {
    check('---\ntitle: [a\n---\n', undefined);
    check('---\nsenses: [a, b]\n---\n', undefined);
    check('---\n- a\n---\n', undefined);
    check('---\n  title: a\n---\n', undefined);
  });
  it('is found again whatever its words, and nothing else is lost', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (key, value) => {
        const before = '---\ntitle: Mine\nsenses:\n  MED: the dataset\n---\n\nText';
        const edit = withFrontEntry(before, 'senses', key, value)!;
        const note = readNote(uri, before.slice(0, edit.span.start) + edit.text + before.slice(edit.span.end));
        assert.equal(note.title, 'Mine');
        assert.ok(note.pins.some(({ label, meaning }) => label.text === key.trim() && meaning.text === value.trim()));
        assert.ok(key.trim() === 'MED' || note.pins.some(({ label }) => label.text === 'MED'));
      }),
    );
  });
});
