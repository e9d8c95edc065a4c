import type { Note } from '../library/model.ts';

/** What a query is asked about: a text, what it says as a note, and where it is. */
export interface Document {
  readonly uri: string;
  readonly text: string;
  readonly note: Note;
}
