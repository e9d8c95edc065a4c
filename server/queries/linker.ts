import type { Place } from '../library/model.ts';
import type { CommandName } from '../protocol.ts';
import { linesOf, type Snapshot } from '../snapshot/snapshot.ts';
import { lineAt } from '../text/lines.ts';
import { escapeMarkdown, markdownLink } from '../text/markdown.ts';

/** Writes the links of an answer in the way its client can follow; every label is escaped. */
export interface Linker {
  /** A link to a place in a file, by its line. */
  place(label: string, place: Place): string;
  /** A link that runs a command, or '' where the client has none of that name. */
  command(label: string, name: CommandName, args: readonly unknown[]): string;
}

/** A linker for a client that implements `commands`: the one place where `command:` links are built. */
export function linkerFor(snapshot: Pick<Snapshot, 'files'>, commands: ReadonlySet<string>): Linker {
  return {
    place(label, { uri, span }) {
      const lines = linesOf(snapshot, uri);
      if (!uri.startsWith('file:')) return escapeMarkdown(label);
      return markdownLink(label, lines ? `${uri}#L${lineAt(lines, span.start) + 1}` : uri);
    },
    command(label, name, args) {
      if (!commands.has(name)) return '';
      return markdownLink(label, `command:${name}?${encodeURIComponent(JSON.stringify(args))}`);
    },
  };
}
