import { isDeepStrictEqual } from 'node:util';
import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Problem } from '../library/model.ts';
import type { FileFacts } from '../snapshot/snapshot.ts';
import type { Session } from './session.ts';

/** What a client was last told of a file: what is wrong in itself, and what it names that cannot be read. */
interface Told {
  readonly facts: FileFacts;
  readonly named: readonly Problem[];
}

/** What each client was told, by file: an unchanged file is not told again. */
const told = new WeakMap<Connection, Map<string, Told>>();
const mostPerFile = 100;

/**
 * Sends the problems of every file that has changed since the last time, and takes back those of files without any.
 * `named` is what is wrong with other files that a file names.
 */
export function publishProblems(
  connection: Connection,
  session: Session,
  named: ReadonlyMap<string, readonly Problem[]>,
): void {
  let known = told.get(connection);
  if (known === undefined) told.set(connection, (known = new Map()));
  const { files } = session.library.now;
  for (const [uri, before] of known) {
    const facts = files.get(uri);
    if (facts === before.facts && isDeepStrictEqual(named.get(uri) ?? [], before.named)) continue;
    known.delete(uri);
    if ((facts?.problems.length ?? 0) + (named.get(uri)?.length ?? 0) === 0)
      void connection.sendDiagnostics({ uri, diagnostics: [] });
  }
  for (const facts of files.values()) {
    const problems = [...facts.problems, ...(named.get(facts.uri) ?? [])];
    if (problems.length === 0 || known.has(facts.uri)) continue;
    known.set(facts.uri, { facts, named: named.get(facts.uri) ?? [] });
    const diagnostics = problems.slice(0, mostPerFile).map(problem => diagnosticOf(session, facts.uri, problem));
    void connection.sendDiagnostics({ uri: facts.uri, diagnostics });
  }
}

function diagnosticOf(session: Session, uri: string, problem: Problem): Diagnostic {
  const { range } = session.location({ uri, span: problem.span });
  return {
    range,
    message: problem.message,
    code: problem.code,
    source: 'Gloss',
    severity: severities[problem.severity],
  };
}

const severities: Readonly<Record<Problem['severity'], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
