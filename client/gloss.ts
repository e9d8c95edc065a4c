import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { Insertion } from './insertion.ts';
import type { Server } from './server.ts';
import type { PapersView } from './views/papers.ts';
import type { RelatedView } from './views/related.ts';
import type { TermsView } from './views/terms.ts';

/** The parts of the client, as commands use them. */
export interface Gloss {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly server: Server;
  readonly papers: PapersView;
  readonly related: RelatedView;
  readonly terms: TermsView;
  readonly insertion: Insertion;
}

/**
 * What a command does. Its arguments may come from a `command:` link in a hover or from another extension, so every
 * command checks them; what does not fit is logged and nothing happens.
 */
export type Command = (gloss: Gloss, ...args: readonly unknown[]) => unknown;
