import { type ChildProcess, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** A language client of some forty lines that can do nothing that it does not say. */
export class BareClient {
  readonly notifications: { method: string; params: unknown }[] = [];
  readonly requests: { method: string; params: unknown }[] = [];
  private readonly server: ChildProcess;
  private readonly waiting = new Map<number, (answer: { result?: unknown; error?: unknown }) => void>();
  private readonly watched: { method: string; matches: (params: never) => boolean; done: () => void }[] = [];
  private received = Buffer.alloc(0);
  private next = 1;
  readonly exited: Promise<number | null>;

  constructor(program = 'dist/server.js') {
    this.server = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.exited = new Promise(resolve => this.server.on('exit', resolve));
    void this.exited.then(code => {
      for (const answer of this.waiting.values()) answer({ error: `the server ended with ${code}` });
    });
    this.server.stdin!.on('error', () => {});
    this.server.stdout!.on('data', (chunk: Buffer) => this.read(chunk));
  }

  /** Starts the session on a folder and waits until its files are read. */
  async start(folder: string | undefined, initialize: { capabilities?: object; initializationOptions?: object } = {}) {
    const uri = folder === undefined ? null : pathToFileURL(folder).toString();
    const params = {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: uri && [{ uri, name: 'w' }],
      capabilities: {},
      ...initialize,
    };
    const result = (await this.request('initialize', params)) as { capabilities: Record<string, unknown> };
    const ready = this.until('gloss/state', ({ state }: { state: string }) => state === 'ready');
    this.notify('initialized', {});
    await ready;
    return result;
  }

  request(method: string, params: unknown): Promise<unknown> {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ result, error }) => (error ? reject(new Error(JSON.stringify(error))) : resolve(result)));
      this.send({ id, method, params });
    });
  }

  notify(method: string, params: unknown): void {
    this.send({ method, params });
  }

  open(uri: string, text: string, languageId = 'markdown'): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  /** Waits for a notification that matches, from now on. */
  until(method: string, matches: (params: never) => boolean = () => true): Promise<void> {
    return new Promise(done => this.watched.push({ method, matches, done }));
  }

  async stop(): Promise<void> {
    await this.request('shutdown', null);
    this.notify('exit', null);
    await this.exited;
  }

  /** Ends the server's input, as the death of a client does. */
  hangUp(): void {
    this.server.stdin!.end();
  }

  private send(message: object): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.server.stdin!.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  private read(chunk: Buffer): void {
    this.received = Buffer.concat([this.received, chunk]);
    for (;;) {
      const head = this.received.indexOf('\r\n\r\n');
      if (head < 0) return;
      const header = this.received.subarray(0, head).toString();
      const length = Number(/^Content-Length: (\d+)$/m.exec(header)?.[1]);
      if (!(length >= 0)) throw new Error(`not LSP on stdout: ${header.slice(0, 200)}`);
      if (this.received.length < head + 4 + length) return;
      const message = JSON.parse(this.received.subarray(head + 4, head + 4 + length).toString());
      this.received = this.received.subarray(head + 4 + length);
      this.take(message);
    }
  }

  private take(message: { id?: number; method?: string; params?: unknown; result?: unknown; error?: unknown }): void {
    if (message.method === undefined) {
      this.waiting.get(message.id!)?.(message);
      this.waiting.delete(message.id!);
    } else if (message.id !== undefined) {
      this.requests.push({ method: message.method, params: message.params });
      this.send({ id: message.id, result: null });
    } else {
      this.notifications.push({ method: message.method, params: message.params });
      for (const watch of [...this.watched]) {
        if (watch.method !== message.method || !watch.matches(message.params as never)) continue;
        this.watched.splice(this.watched.indexOf(watch), 1);
        watch.done();
      }
    }
  }
}
