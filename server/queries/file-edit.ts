import type { TextEdit } from '../formats/front-edit.ts';

/** An edit of one file. `creates` is set where the file is not there yet: its text is then empty before. */
export interface FileEdit extends TextEdit {
  readonly uri: string;
  readonly creates?: boolean;
}
