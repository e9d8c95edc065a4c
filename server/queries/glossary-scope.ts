import type { Definition, Sense } from '../library/model.ts';
import { isReaders } from '../snapshot/senses.ts';
import { type Papers, paperOf } from '../snapshot/snapshot.ts';
import { paperOfPage } from './page-uri.ts';

/** The file in whose folder a document counts as standing: its own, or for a paper's page the paper's. */
export function homeOf(snapshot: Papers, uri: string): string {
  const paper = paperOf(snapshot, paperOfPage(uri) ?? '');
  return paper?.from.uri ?? uri;
}

/** How near a glossary is to a file: 0 where its folder does not hold the file, else more the deeper that folder lies. */
export function nearness(glossary: string, file: string): number {
  const folder = folderOf(glossary);
  return file.startsWith(folder) ? folder.length : 0;
}

/** A uri up to the last slash, which is included. */
export function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}

/** The folders that hold a file, nearest first, each with its slash; the last is the root of the uri's path. */
export function foldersAbove(uri: string): string[] {
  const root = /^[a-z][a-z0-9+.-]*:\/\/[^/]*\//i.exec(uri)?.[0];
  if (root === undefined) return [];
  const folders: string[] = [];
  for (let folder = folderOf(uri); folder.length >= root.length; folder = folderOf(folder.slice(0, -1)))
    folders.push(folder);
  return folders;
}

/** How near the nearest of the reader's glossaries is that has the sense; 0 where none has it whose folder holds the file. */
export function glossaryNearness(sense: Sense, file: string): number {
  return Math.max(0, ...ownEntries(sense).map(({ place }) => nearness(place.uri, file)));
}

/** The sense as it is told in a file: where several of the reader's glossaries have it, in the words of the nearest. */
export function seenFrom(sense: Sense, file: string): Sense {
  const own = ownEntries(sense);
  if (own.length < 2) return sense;
  const nearest = own.reduce((best, entry) =>
    nearness(entry.place.uri, file) > nearness(best.place.uri, file) ? entry : best,
  );
  if (nearest === sense.from) return sense;
  const { label, definition } = nearest;
  const expansion = nearest.expansion ?? sense.expansion;
  return { ...sense, label, definition, from: nearest, ...(expansion === undefined ? {} : { expansion }) };
}

function ownEntries(sense: Sense): readonly Definition[] {
  return sense.definitions.filter(entry => isReaders(entry) && entry.definition !== '');
}
