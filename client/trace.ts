import { EventEmitter, LogLevel, type LogOutputChannel, workspace } from 'vscode';

/**
 * The log as the language client sees it: messages are traced while `gloss.trace.server` asks for them. The client
 * library looks only at the log's own level, which users would have to find and set besides.
 */
export function traced(log: LogOutputChannel): LogOutputChannel {
  const changed = new EventEmitter<LogLevel>();
  const level = () => (wanted() ? LogLevel.Trace : log.logLevel);
  workspace.onDidChangeConfiguration(change => {
    if (change.affectsConfiguration('gloss.trace.server')) changed.fire(level());
  });
  log.onDidChangeLogLevel(() => changed.fire(level()));
  return new Proxy({} as LogOutputChannel, {
    get(_, name) {
      if (name === 'logLevel') return level();
      if (name === 'onDidChangeLogLevel') return changed.event;
      if (name === 'trace') return (message: string) => (wanted() ? log.info(message) : log.trace(message));
      const value: unknown = Reflect.get(log, name);
      return typeof value === 'function' ? value.bind(log) : value;
    },
  });
}

function wanted(): boolean {
  const value = workspace.getConfiguration('gloss').get('trace.server');
  return value === 'messages' || value === 'verbose';
}
