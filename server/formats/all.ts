import { dailyPapers } from './daily-papers.ts';
import type { Format } from './format.ts';
import { json } from './json.ts';
import { markdownPaper } from './markdown-paper.ts';

/** Every corpus format, in the order in which a file is offered to them. A new format is one file and one line here. */
export const formats: readonly Format[] = [json, dailyPapers, markdownPaper];
