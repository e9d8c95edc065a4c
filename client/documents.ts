import type { DocumentFilter, DocumentSelector, TextDocument } from 'vscode';
import { languages } from 'vscode';

/** The scheme of paper pages. */
export const pageScheme = 'gloss';

const noteLanguages = ['markdown', 'latex', 'quarto'];
const servedLanguages = [...noteLanguages, 'bibtex'];
const libraryFiles = ['**/*.{bib,ris,jsonl}', '**/*[dD]aily*[pP]apers*.txt'];

/** The documents that the server answers for; plain text only by pattern, so that no other text document is touched. */
export function served(
  textFiles: readonly string[],
): { readonly language?: string; scheme: string; pattern?: string }[] {
  return [
    ...['file', 'untitled', pageScheme].flatMap(scheme => servedLanguages.map(language => ({ scheme, language }))),
    ...[...libraryFiles, ...textFiles.map(anywhere)].map(pattern => ({ scheme: 'file', pattern })),
  ];
}

export function isServed(document: TextDocument, selector: readonly DocumentFilter[]): boolean {
  return languages.match(selector as DocumentSelector, document) > 0;
}

/** A document of the reader's own, into which a link may be inserted. */
export function isNote(document: TextDocument): boolean {
  const { scheme } = document.uri;
  return (scheme === 'file' || scheme === 'untitled') && noteLanguages.includes(document.languageId);
}

/** VS Code matches patterns against whole paths; a glob from the settings is meant inside the folder. */
function anywhere(glob: string): string {
  return glob.startsWith('/') || glob.startsWith('**/') ? glob : `**/${glob}`;
}
