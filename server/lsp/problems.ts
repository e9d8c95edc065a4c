import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Problem } from '../library/model.ts';
import type { FileFacts } from '../snapshot/snapshot.ts';
import type { Session } from './session.ts';

/** The facts whose problems a client was last told of, by file: an unchanged file is not told again. */
const told = new WeakMap<Connection, Map<string, FileFacts>>();
const mostPerFile = 100;

/** Sends the problems of every file that has changed since the last time, and takes back those of files without any. */
export function publishProblems(connection: Connection, session: Session): void {
  let known = told.get(connection);
  if (known === undefined) told.set(connection, (known = new Map()));
  const { files } = session.library.now;
  for (const [uri, facts] of known) {
    if (files.get(uri) === facts) continue;
    known.delete(uri);
    if ((files.get(uri)?.problems.length ?? 0) === 0) void connection.sendDiagnostics({ uri, diagnostics: [] });
  }
  for (const facts of files.values()) {
    if (facts.problems.length === 0 || known.get(facts.uri) === facts) continue;
    known.set(facts.uri, facts);
    const diagnostics = facts.problems.slice(0, mostPerFile).map(problem => diagnosticOf(session, facts.uri, problem));
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
