import { atom } from './atom.ts';
import { bibtex } from './bibtex.ts';
import { cslYaml } from './csl-yaml.ts';
import { dailyPapers } from './daily-papers.ts';
import type { Format } from './format.ts';
import { json } from './json.ts';
import { markdownPaper } from './markdown-paper.ts';
import { ris } from './ris.ts';

/** Every corpus format, in the order in which a file is offered to them. A new format is one file and one line here. */
export const formats: readonly Format[] = [json, bibtex, cslYaml, ris, atom, dailyPapers, markdownPaper];
