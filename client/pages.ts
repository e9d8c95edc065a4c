import {
  Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  MarkdownString,
  type Uri,
  workspace,
} from 'vscode';
import { pageScheme } from './documents.ts';
import type { Server } from './server.ts';

/**
 * Paper pages as a read-only file system over the server's `workspace/textDocumentContent`. VS Code brings tabs back
 * after a reload only for schemes that have a file system; documents of a bare content provider are dropped.
 */
export function servePages(server: Server): Disposable {
  const pages = new Pages(server);
  return Disposable.from(
    pages,
    workspace.registerFileSystemProvider(pageScheme, pages, {
      isCaseSensitive: true,
      isReadonly: new MarkdownString('Gloss writes this page. Use *Go to source* to edit the record it comes from.'),
    }),
  );
}

class Pages implements FileSystemProvider, Disposable {
  private readonly changes = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.changes.event;
  /** Raised at each change: VS Code reads a document again only when its time has moved. */
  private time = Date.now();
  private readonly listener: Disposable;

  constructor(private readonly server: Server) {
    this.listener = server.onPageChanged(uri => this.changed(uri));
  }

  stat() {
    return { type: FileType.File, ctime: 0, mtime: this.time, size: 0 };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const text = (await this.server.page(uri)) || (await this.server.ready.then(() => this.server.page(uri)));
    if (!text) throw FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(text);
  }

  watch(): Disposable {
    return new Disposable(() => {});
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.listener.dispose();
    this.changes.dispose();
  }

  private changed(uri: Uri): void {
    this.time = Math.max(Date.now(), this.time + 1);
    this.changes.fire([{ type: FileChangeType.Changed, uri }]);
  }
}
