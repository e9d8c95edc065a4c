import { env, version, window, workspace } from 'vscode';
import { defaultSettings, type ReportResult, reportRequest } from '../../server/protocol.ts';
import type { Command, Gloss } from '../gloss.ts';

/** Opens a draft of a report: versions, settings, counts and timings, never contents or paths. */
export const reportProblem: Command = async gloss => {
  const report = await gloss.server.request(reportRequest, {});
  const document = await workspace.openTextDocument({ language: 'markdown', content: draft(gloss, report) });
  await window.showTextDocument(document);
};

function draft({ context, server }: Gloss, report: ReportResult | undefined): string {
  const gloss: unknown = context.extension.packageJSON.version;
  return [
    '# A problem with Gloss',
    '',
    '_What did you do, what did you expect, and what happened?_',
    '',
    '## Versions and state',
    '',
    `- Gloss ${String(gloss)}`,
    `- ${env.appName} ${version}, ${env.remoteName === undefined ? 'local' : 'remote'}`,
    `- ${process.platform} ${process.arch}, Node ${report?.node ?? process.versions.node}`,
    `- Server: ${server.phase.kind}${report === undefined ? ', gave no report' : ''}`,
    ...section('Settings', changedSettings()),
    ...section('Counts', Object.entries(report?.counts ?? {})),
    ...section(
      'Timings',
      Object.entries(report?.milliseconds ?? {}).map(([name, time]) => [name, `${Math.round(time * 100) / 100} ms`]),
    ),
    '',
  ].join('\n');
}

function section(title: string, rows: readonly (readonly [string, unknown])[]): string[] {
  if (rows.length === 0) return [];
  return ['', `## ${title}`, '', ...rows.map(([name, value]) => `- ${name}: ${String(value)}`)];
}

/** Settings that differ from the default. Globs name folders, so they are only counted. */
function changedSettings(): [string, unknown][] {
  const settings = workspace.getConfiguration('gloss');
  return [...Object.keys(defaultSettings), 'trace.server']
    .map((name): [string, unknown] => [name, settings.get(name)])
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(settings.inspect(name)?.defaultValue))
    .map(([name, value]) => [`gloss.${name}`, Array.isArray(value) ? `${value.length} entries` : scalar(value)]);
}

function scalar(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'changed';
}
