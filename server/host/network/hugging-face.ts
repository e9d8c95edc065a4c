import { recordsOfJson } from '../../formats/bibliographic.ts';
import type { Answer } from './ask.ts';

/** The path that gives the paper of an arXiv id. */
export function huggingFacePath(id: string): string {
  return `api/papers/${encodeURIComponent(id.replace(/v\d+$/, ''))}`;
}

/** The path that gives the Daily Papers of a date, "2024-06-03". */
export function dailyPapersPath(date: string): string {
  return `api/daily_papers?date=${encodeURIComponent(date)}&limit=100`;
}

/** The papers of an answer: one, or the list of a day. An id there is arXiv's. */
export function huggingFaceRecords(text: string): Answer {
  return recordsOfJson(text)?.map(record => {
    const { arxiv, url } = record;
    if (arxiv === undefined || (url !== undefined && /arxiv\.org/.test(url))) return record;
    return { ...record, type: 'preprint', url: `https://arxiv.org/abs/${arxiv}` };
  });
}
