import {
  commands,
  Disposable,
  type DocumentFilter,
  LanguageStatusSeverity,
  type LogOutputChannel,
  languages,
  StatusBarAlignment,
  ThemeColor,
  window,
  workspace,
} from 'vscode';
import { served } from './documents.ts';
import type { Phase, Server } from './server.ts';
import { currentSettings } from './settings.ts';

const patience = 1000;

/** Shows how the server is: always in the language status, in the status bar only when something takes long or failed. */
export function showStatus(server: Server, log: LogOutputChannel): Disposable {
  const item = languages.createLanguageStatusItem(
    'gloss.status',
    served(currentSettings().textFiles) as readonly DocumentFilter[],
  );
  item.name = 'Gloss';
  const bar = window.createStatusBarItem('gloss.status', StatusBarAlignment.Left);
  bar.name = 'Gloss';
  const tell = tellOnce(log);
  let slow: NodeJS.Timeout | undefined;
  let isSlow = false;

  const show = () => {
    const { phase } = server;
    item.busy = phase.kind === 'loading';
    item.severity = severity(phase);
    item.text = text(server);
    item.detail = detail(phase);
    item.command =
      phase.kind === 'failed'
        ? { command: 'gloss.restartServer', title: 'Restart' }
        : { command: 'gloss.showLog', title: 'Show log' };
    if (phase.kind !== 'loading') {
      clearTimeout(slow);
      slow = undefined;
      isSlow = false;
    } else {
      slow ??= setTimeout(() => {
        isSlow = true;
        show();
      }, patience);
    }
    if (phase.kind === 'failed') {
      bar.text = '$(error) Gloss has stopped';
      bar.tooltip = `${phase.message} Click to start it again.`;
      bar.command = 'gloss.restartServer';
      bar.backgroundColor = new ThemeColor('statusBarItem.errorBackground');
      bar.show();
    } else if (isSlow) {
      bar.text = `$(loading~spin) Gloss: ${text(server)}`;
      bar.tooltip = 'Gloss is reading papers and notes. It answers from what it has.';
      bar.command = 'gloss.showLog';
      bar.backgroundColor = undefined;
      bar.show();
    } else {
      bar.hide();
    }
    void commands.executeCommand('setContext', 'gloss.state', phase.kind);
    void commands.executeCommand('setContext', 'gloss.hasPapers', (server.counts?.papers ?? 0) > 0);
    tell(phase);
  };
  show();
  return Disposable.from(
    item,
    bar,
    server.onPhase(show),
    server.onChanged(show),
    workspace.onDidGrantWorkspaceTrust(show),
    new Disposable(() => clearTimeout(slow)),
  );
}

function severity(phase: Phase): LanguageStatusSeverity {
  if (phase.kind === 'failed') return LanguageStatusSeverity.Error;
  return phase.kind === 'ready' && phase.failed.length > 0
    ? LanguageStatusSeverity.Warning
    : LanguageStatusSeverity.Information;
}

function text({ phase, counts }: Server): string {
  switch (phase.kind) {
    case 'loading':
      return phase.total > 0 ? `reading ${phase.done} of ${phase.total} files` : 'starting';
    case 'failed':
      return 'Gloss has stopped';
    case 'ready':
      return counts === undefined
        ? 'Gloss is ready'
        : `${many(counts.papers, 'paper')}, ${many(counts.notes, 'note')}, ${many(counts.terms, 'term')}`;
  }
}

function detail(phase: Phase): string {
  switch (phase.kind) {
    case 'loading':
      return name();
    case 'failed':
      return phase.message;
    case 'ready':
      return phase.failed.length === 0 ? name() : `Gloss could not read ${many(phase.failed.length, 'file')}`;
  }
}

/** In Restricted Mode, what is left out in it. */
function name(): string {
  return workspace.isTrusted
    ? 'Gloss'
    : 'Restricted Mode: Gloss reads only this folder, not gloss.libraries or what notes name as their bibliography';
}

export function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Says each failure once: every file in the log, and in a session one notification about files. */
function tellOnce(log: LogOutputChannel): (phase: Phase) => void {
  const logged = new Set<string>();
  let notified = false;
  let failed = false;
  return phase => {
    if (phase.kind === 'failed' && !failed) offerRestart(phase.message);
    failed = phase.kind === 'failed';
    if (phase.kind !== 'ready') return;
    for (const { uri, message } of phase.failed) {
      const line = `${uri}: ${message}`;
      if (!logged.has(line)) log.warn(line);
      logged.add(line);
    }
    const [first, ...others] = phase.failed;
    if (first === undefined || notified) return;
    notified = true;
    const name = decodeURIComponentOrNot(first.uri.slice(first.uri.lastIndexOf('/') + 1));
    const rest = others.length === 0 ? '' : ` and ${many(others.length, 'other file')}`;
    const reason = others.length === 0 ? `: ${first.message}` : '.';
    void window.showWarningMessage(`Gloss could not read ${name}${rest}${reason}`, 'Show log').then(choice => {
      if (choice !== undefined) log.show();
    });
  };
}

function offerRestart(message: string): void {
  const actions: Record<string, string> = {
    Restart: 'gloss.restartServer',
    'Show log': 'gloss.showLog',
    'Report a problem': 'gloss.reportProblem',
  };
  void window.showErrorMessage(message, ...Object.keys(actions)).then(choice => {
    const command = choice && actions[choice];
    if (command) void commands.executeCommand(command);
  });
}

function decodeURIComponentOrNot(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
