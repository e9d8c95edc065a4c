import { commands, type Disposable, type ExtensionContext, window } from 'vscode';
import { allCommands } from './commands/all.ts';
import { welcomeToSample } from './commands/openSample.ts';
import type { Gloss } from './gloss.ts';
import { Insertion } from './insertion.ts';
import { servePages } from './pages.ts';
import { Server } from './server.ts';
import { showStatus } from './status.ts';
import { PapersView } from './views/papers.ts';
import { RelatedView } from './views/related.ts';
import { TermsView } from './views/terms.ts';

/** What other extensions, and tests, get from Gloss. */
export interface Api {
  /** Fulfilled once everything has been read. */
  ready(): Promise<void>;
  /** Asks the server with one of the messages of protocol.ts. */
  request: Server['request'];
}

let server: Server | undefined;

export function activate(context: ExtensionContext): Api {
  const log = window.createOutputChannel('Gloss', { log: true });
  const started = new Server(context, log);
  server = started;
  const gloss: Gloss = {
    context,
    log,
    server: started,
    papers: new PapersView(started, context.workspaceState),
    related: new RelatedView(started),
    terms: new TermsView(started, context.workspaceState),
    insertion: new Insertion(),
  };
  context.subscriptions.push(
    log,
    started,
    gloss.papers,
    gloss.related,
    gloss.terms,
    gloss.insertion,
    servePages(started),
    showStatus(started, log),
    ...registered(gloss),
  );
  void started.start();
  void welcomeToSample(context).catch((error: unknown) => log.warn(String(error)));
  return { ready: () => started.ready, request: (method, params, token) => started.request(method, params, token) };
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}

/** A command that fails says so in one message; the reason is in the log. */
function registered(gloss: Gloss): Disposable[] {
  return Object.entries(allCommands).map(([name, run]) =>
    commands.registerCommand(name, async (...args: unknown[]) => {
      try {
        await run(gloss, ...args);
      } catch (error) {
        gloss.log.error(name, error instanceof Error ? error : String(error));
        void window.showErrorMessage(`Gloss could not do this: ${error instanceof Error ? error.message : error}`);
      }
    }),
  );
}
