import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';

/**
 * Watches folders, each for what is directly in it, with the operating system's means. Where these run out, `exhausted`
 * is told, once.
 */
export class FolderWatch {
  private readonly watchers = new Map<string, FSWatcher>();
  private isExhausted = false;

  constructor(
    private readonly changed: (path: string) => void,
    private readonly exhausted: () => void,
  ) {}

  /** Watches exactly these folders: one that went and came back needs a watcher of its own. */
  follow(folders: ReadonlySet<string>): void {
    for (const folder of [...this.watchers.keys()]) if (!folders.has(folder)) this.leave(folder);
    for (const folder of folders) this.enter(folder);
  }

  /** Ends the watch of a folder that may be another one of that name now. */
  leave(folder: string): void {
    this.watchers.get(folder)?.close();
    this.watchers.delete(folder);
  }

  dispose(): void {
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
  }

  private enter(folder: string): void {
    if (this.watchers.has(folder) || this.isExhausted) return;
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name !== null) this.changed(join(folder, name));
      });
      watcher.on('error', () => this.leave(folder));
      this.watchers.set(folder, watcher);
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return;
      this.isExhausted = true;
      this.exhausted();
    }
  }
}
