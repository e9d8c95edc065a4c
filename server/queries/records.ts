import type { Paper, PaperRecord } from '../library/model.ts';
import type { RecordCard } from '../protocol.ts';
import { fileName } from '../snapshot/names.ts';
import { identityKeysOf } from '../snapshot/papers.ts';
import { recordName } from '../snapshot/separate.ts';
import type { Papers } from '../snapshot/snapshot.ts';

/** The records of a paper, and those of others that have something in common with it and stand apart. */
export function recordsOfPaper(snapshot: Papers, paper: Paper): readonly RecordCard[] {
  const others = new Set(identityKeysOf(paper.records).flatMap(key => snapshot.identities.get(key) ?? []));
  others.delete(paper);
  return [
    ...paper.records.map(record => card(record, true)),
    ...[...others].flatMap(other => other.records.map(record => card(record, false))),
  ];
}

function card(record: PaperRecord, isJoined: boolean): RecordCard {
  const { title, authors, year, venue, from } = record;
  const said = [authors.slice(0, 3).join(', '), venue ?? '', year === undefined ? '' : String(year)];
  return {
    name: recordName(record),
    label: record.isNamed ? record.id : title,
    title,
    file: fileName(from.uri),
    detail: said.filter(part => part !== '').join(' · '),
    isJoined,
  };
}
