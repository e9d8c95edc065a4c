import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { Category, Problem, Taxonomy } from '../library/model.ts';
import type { Span } from '../text/span.ts';

/**
 * Reads a taxonomy written in YAML: `categories`, a list of `id`, `label`, `names`, `signs`, `against`. What cannot be
 * understood is a problem at its UTF-16 offsets and costs only itself: a category without an id or with one that is
 * taken is left out, one without a label is shown by its id. Throws on nothing.
 */
export function readTaxonomy(text: string): { taxonomy: Taxonomy; problems: Problem[] } {
  const problems: Problem[] = [];
  const categories: Category[] = [];
  const report: Report = (code, message, span) => {
    problems.push({ code, message, span, severity: code === 'yaml' ? 'error' : 'warning' });
  };
  const root = parsed(text, report);
  if (root === null || root === undefined) return { taxonomy: { categories }, problems };
  const list = isMap(root) ? fieldsOf(root, ['categories'], report).get('categories') : undefined;
  if (!isSeq(list)) report('taxonomy-shape', 'A taxonomy needs a list named "categories".', spanOf(list ?? root));
  else {
    const taken = new Set<string>();
    for (const item of list.items) {
      const category = readCategory(item as Node, taken, report);
      if (category !== undefined) categories.push(category);
    }
  }
  return { taxonomy: { categories }, problems };
}

/** Far more than any taxonomy needs, and little enough to parse at once. */
const longestText = 100_000;
const deepest = 100;
const knownFields = ['id', 'label', 'names', 'signs', 'against'];

type Report = (code: string, message: string, span: Span) => void;

/** The document's root. Nesting is bounded first: so deep in its own calls, the parser can end the whole process. */
function parsed(text: string, report: Report): Node | null | undefined {
  const all = { start: 0, end: Math.min(text.length, 1) };
  if (text.length > longestText) {
    report('yaml', 'This file is too long for a taxonomy.', all);
    return undefined;
  }
  if (isTooDeep(text)) {
    report('yaml', 'This is nested too deeply for a taxonomy.', all);
    return undefined;
  }
  try {
    const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true });
    for (const { message, pos } of document.errors) {
      const start = Math.min(pos[0], text.length);
      report('yaml', message, { start, end: Math.min(Math.max(start, pos[1]), text.length) });
    }
    return document.contents as Node | null;
  } catch {
    report('yaml', 'This is not YAML that can be read.', all);
    return undefined;
  }
}

/** True where brackets, or the marks that open nested values within one line, exceed what any taxonomy needs. */
function isTooDeep(text: string): boolean {
  let brackets = 0;
  let marks = 0;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!;
    if (letter === '[' || letter === '{') brackets++;
    else if (letter === ']' || letter === '}') brackets = Math.max(0, brackets - 1);
    else if (letter === '\n') marks = 0;
    else if ((letter === '-' || letter === '?' || letter === ':') && /\s/.test(text[i + 1] ?? ' ')) marks++;
    if (brackets > deepest || marks > deepest) return true;
  }
  return false;
}

function readCategory(node: Node, taken: Set<string>, report: Report): Category | undefined {
  if (!isMap(node)) {
    report('taxonomy-shape', 'A category needs at least "id" and "label".', spanOf(node));
    return undefined;
  }
  const fields = fieldsOf(node, knownFields, report);
  const id = textOf(fields.get('id'));
  if (id === undefined) {
    report('missing-id', 'This category has no "id".', spanOf(node));
    return undefined;
  }
  if (taken.has(id)) {
    report('double-id', `There is already a category "${id}".`, spanOf(fields.get('id')!));
    return undefined;
  }
  taken.add(id);
  const label = textOf(fields.get('label'));
  if (label === undefined) report('missing-label', `The category "${id}" has no "label".`, spanOf(fields.get('id')!));
  const phrases = (field: string): string[] => phrasesOf(fields.get(field), field, report);
  return { id, label: label ?? id, names: phrases('names'), signs: phrases('signs'), against: phrases('against') };
}

function fieldsOf(map: YAMLMap, known: readonly string[], report: Report): Map<string, Node> {
  const fields = new Map<string, Node>();
  for (const { key, value } of map.items as Pair<Node, Node | null>[]) {
    const name = textOf(key) ?? '';
    if (!known.includes(name))
      report('unknown-key', `"${name}" is not known here; known: ${known.join(', ')}.`, spanOf(key));
    else if (value !== null) fields.set(name, value);
  }
  return fields;
}

function phrasesOf(node: Node | undefined, field: string, report: Report): string[] {
  if (node === undefined || (isScalar(node) && node.value === null)) return [];
  const phrases: string[] = [];
  for (const item of isSeq(node) ? (node.items as Node[]) : [node]) {
    const phrase = textOf(item);
    if (phrase === undefined) report('taxonomy-shape', `"${field}" is a list of phrases.`, spanOf(item));
    else phrases.push(phrase);
  }
  return phrases;
}

function textOf(node: Node | undefined): string | undefined {
  if (!isScalar(node) || node.value === null) return undefined;
  const text = String(node.value).trim();
  return text === '' ? undefined : text;
}

function spanOf(node: Node): Span {
  const range = node.range;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}
