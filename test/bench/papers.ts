/** A paper's text, as a bench writes it into a file. */
export interface Written {
  readonly title: string;
  readonly abstract: string;
}

/** The papers as BibTeX, with authors, a year and keywords that are alike. */
export function writeBibtex(records: readonly Written[]): string {
  const value = (text: string) => text.replace(/[\\{}$]/g, '').replace(/[%&#_]/g, '\\$&');
  return records
    .map(
      ({ title, abstract }, i) =>
        `@article{key${i},\n  author = {Hu, Edward J. and M{\\"u}ller, Anna and van der Berg, Jan},\n` +
        `  title = {{${value(title)}}},\n  journal = {arXiv preprint arXiv:2106.0${1000 + (i % 9000)}},\n` +
        `  year = {2021},\n  url = {https://arxiv.org/abs/2106.0${1000 + (i % 9000)}},\n` +
        `  abstract = {${value(abstract).replace(/(.{60,80}) /g, '$1\n    ')}},\n  keywords = {one, two, three}\n}\n`,
    )
    .join('\n');
}
