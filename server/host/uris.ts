import { URI } from 'vscode-uri';
import type { NoteUri } from '../library/model.ts';

/** The one way to write the uri of a file: as VS Code does, whatever a client or a path looked like. */
export function fileUri(path: string): NoteUri {
  return URI.file(path).toString() as NoteUri;
}

/** A client's uri in the one way to write it; what is no uri stays as it is. */
export function normalUri(uri: string): NoteUri {
  try {
    return URI.parse(uri, true).toString() as NoteUri;
  } catch {
    return uri as NoteUri;
  }
}

/** The path of a `file:` uri, else undefined. */
export function pathOf(uri: string): string | undefined {
  try {
    const parsed = URI.parse(uri, true);
    return parsed.scheme === 'file' ? parsed.fsPath : undefined;
  } catch {
    return undefined;
  }
}
