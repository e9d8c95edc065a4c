import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { categoriesOf } from '../server/extract/categories.ts';
import { readTaxonomy } from '../server/formats/taxonomy.ts';

const glossary = readFileSync('seeds/glossary.md', 'utf8');
const own = readFileSync('seeds/notes/glossary.md', 'utf8');
const entryPattern = /^\*\*([^*]+)\*\*(?: \(([^()]+)\))?: (.+?)(?: \[([^[\]]+)\](?:\((https:\/\/[^\s()]+)\))?)?$/;

interface Entry {
  readonly label: string;
  readonly names: readonly string[];
  readonly definition: string;
  readonly source: string;
  readonly url: string;
}

function entriesOf(text: string): Entry[] {
  return text
    .split('\n')
    .filter(line => line.startsWith('**'))
    .map(line => {
      const match = entryPattern.exec(line);
      assert.ok(match, `not an entry: ${line}`);
      const [, label = '', names = '', definition = '', source = '', url = ''] = match;
      return { label, names: names === '' ? [] : names.split(', '), definition, source, url };
    });
}

describe('the bundled glossary', () => {
  const entries = entriesOf(glossary);

  it('says that it is one', () => assert.match(glossary, /^---\nglossary: true\ntitle: .+\n---\n/));
  it('has at least 250 entries', () => assert.ok(entries.length >= 250, String(entries.length)));

  it('holds nothing but headings and entries', () => {
    const body = glossary.slice(glossary.indexOf('\n---\n') + 5);
    for (const line of body.split('\n')) assert.match(line, /^(?:#.*|\*\*.*|)$/);
  });

  it('defines in one or two sentences of at most 240 characters', () => {
    for (const { label, definition } of entries) {
      assert.ok(definition.length >= 20 && definition.length <= 240, `${label}: ${definition.length} characters`);
      assert.match(definition, /\.$/, label);
      assert.doesNotMatch(definition, /^(?:A|An|The|It|Is|This)\b/, label);
      assert.doesNotMatch(definition, /[*_`[\]<>]/, label);
    }
  });

  it('names a source with a year for every entry', () => {
    for (const { label, source } of entries) assert.match(source, /^\p{L}.*, (?:19|20)\d\d$/u, label);
  });

  it('links to nothing but arXiv and DOI addresses', () => {
    for (const { label, url } of entries) {
      if (url !== '')
        assert.match(
          url,
          /^https:\/\/(?:arxiv\.org\/abs\/(?:\d{4}\.\d{4,5}|cs\/\d{7})|doi\.org\/10\.\d{4,}\/\S+)$/,
          label,
        );
    }
  });

  it('gives an arXiv paper no year before it was there', () => {
    for (const { label, source, url } of entries) {
      const posted = /abs\/(\d\d)\d\d\./.exec(url)?.[1];
      if (posted !== undefined) assert.equal(source.slice(-2), posted, label);
    }
  });

  it('has one entry for each sense of a label', () => {
    const senses = entries.map(({ label, names }) => `${label.toLowerCase()} (${names[0]?.toLowerCase() ?? ''})`);
    assert.deepEqual(
      senses.filter((sense, index) => senses.indexOf(sense) !== index),
      [],
    );
    for (const { label, names } of entries) {
      const alone = entries.filter(other => other.label.toLowerCase() === label.toLowerCase()).length === 1;
      assert.ok(alone || names.length > 0, `${label} needs expansions to tell its senses apart`);
    }
  });

  it('is sorted by label', () => {
    const labels = entries.map(({ label }) =>
      label
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, ' ')
        .trim(),
    );
    assert.deepEqual(labels, labels.toSorted());
  });

  it('knows the jargon that the sample papers leave unexplained', () => {
    const known = new Set(entries.flatMap(({ label, names }) => [label, ...names]).map(name => name.toLowerCase()));
    const wanted = `LoRA DPO PPO RLHF SFT LLM VLM NLP BERT RoBERTa CLIP BLIP ViT GPT-2 GPT-3 GPT-4V GPT-4o GPT-J T5 BM25 BEIR
      MMLU TruthfulQA GSM8K MATH ImageNet JFT Adam Adafactor FID MEMIT LIMA Pythia ELECTRA NLVR2 GQA VQAv2 MSCOCO TVQA How2QA
      TVC YC2C GLUE QNLI MNLI QQP SST-2 WNLI EDA Mixup P-tuning OPT FLAN PromptSource UnifiedSKG MasakhaNER AmericasNLI
      ClipCap Hyperformer Compacter Winoground BIOSSES MMEB Backpack Phi-3-Mini CodeLLaMA VLT5 VL-BART ALIGN`;
    assert.deepEqual(
      wanted.split(/\s+/).filter(name => !known.has(name.toLowerCase())),
      [],
    );
  });
});

describe('the default taxonomy', () => {
  const { taxonomy, problems } = readTaxonomy(readFileSync('seeds/taxonomy.yaml', 'utf8'));

  it('reads without a problem', () => assert.deepEqual(problems, []));

  it('has its 27 categories', () =>
    assert.equal(
      taxonomy.categories.map(({ id }) => id).join(' '),
      'peft alignment instruction-tuning contrastive vision-language text-to-image captioning retrieval in-context continual ' +
        'merging-editing data reasoning agents hallucination interpretability domain code speech optimisation pretraining ' +
        'evaluation robustness multilingual scientific-text safety surveys',
    ));

  it('names every category by at least five phrases', () => {
    for (const { id, names } of taxonomy.categories) assert.ok(names.length >= 5, id);
  });

  it('finds each category in a title that holds one of its names', () => {
    for (const { id, names, against } of taxonomy.categories) {
      const title = names.find(name => !against.includes(name)) ?? '';
      const fits = categoriesOf(`${title}\n`, title.length, taxonomy).map(({ category }) => category);
      assert.ok(fits.includes(id), `${id}: ${title} is ${fits.join(' ')}`);
    }
  });
});

describe('the sample notes', () => {
  const names = readdirSync('seeds/notes').filter(name => name.endsWith('.md'));

  it('link to notes and sample papers that are there', () => {
    const papers = readFileSync('seeds/daily-papers-fine-tuning.txt', 'utf8');
    const missing = names.flatMap(name =>
      [...readFileSync(`seeds/notes/${name}`, 'utf8').matchAll(/\[\[([^\]|#\n`]+)/g)]
        .map(match => match[1]!)
        .filter(
          target =>
            !names.includes(`${target}.md`) &&
            !papers.split('\n').some(line => line === target || line.startsWith(`${target}:`)),
        )
        .map(target => `${name}: ${target}`),
    );
    assert.deepEqual(missing, []);
  });

  it('hold a glossary in the format of the bundled one', () => {
    assert.match(own, /^---\nglossary: true\n/);
    for (const { label, definition } of entriesOf(own)) assert.ok(definition.length <= 240, label);
  });
});
