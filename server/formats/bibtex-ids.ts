/** A value as it is meant where LaTeX is only in the way, in addresses and identifiers: "10.1/a\_b" as "10.1/a_b". */
export function withoutLatex(value: string): string {
  if (!/[\\{}]/.test(value)) return value.trim();
  return value
    .replace(/\\(?:textasciitilde|~)\s?(?:\{\})?/g, '~')
    .replace(/\\url\b|[{}]/g, '')
    .replace(/\\([_%&#$~^-])/g, '$1')
    .trim();
}

/** The DOI in "https://doi.org/10.1/x", "doi:10.1/x" or "10.1/x"; undefined where there is none. */
export function doiIn(value: string | undefined): string | undefined {
  const doi = value?.slice(0, 2000).replace(/^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:\s?)/i, '');
  return doi !== undefined && /^10\.[\d.]{1,20}\/\S+$/.test(doi) ? doi : undefined;
}

/** The arXiv id that a value says it has, "arXiv:2106.09685v2" or an address at arxiv.org; undefined where there is none. */
export function arxivIn(value: string | undefined): string | undefined {
  return value === undefined ? undefined : said.exec(value.slice(0, 2000))?.[1];
}

/** The arXiv id that the whole value is, with or without a word before it that says so. */
export function arxivId(value: string | undefined): string | undefined {
  return value === undefined ? undefined : (whole.exec(value)?.[1] ?? arxivIn(value));
}

/** The id in `abs/2106.09685`, as DBLP has it in the volume of CoRR. */
export function corrId(volume: string | undefined): string | undefined {
  return volume?.startsWith('abs/') ? arxivId(volume.slice(4)) : undefined;
}

const id = String.raw`((?:\d{4}\.\d{4,5}|[a-z][a-z-]{1,20}(?:\.[a-z]{2})?\/\d{7})(?:v\d{1,3})?)(?![\d/])`;
const said = new RegExp(String.raw`arxiv(?:\.org\/(?:abs|pdf|html)\/|[.:\s]\s?(?:abs\/)?|\.org:)${id}`, 'i');
const whole = new RegExp(`^${id}$`, 'i');
