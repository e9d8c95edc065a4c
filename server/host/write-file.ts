import { promises as fs } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Writes a file so that it has either its old bytes or all of the new ones: beside it, then in its place. A file that is
 * there keeps its mode, a symbolic link goes on pointing where it did, and folders that lack are made.
 */
export async function writeAtomically(path: string, bytes: Buffer): Promise<void> {
  const target = await behindLinks(path);
  const mode = await fs.stat(target).then(
    stat => stat.mode & 0o7777,
    () => undefined,
  );
  await fs.mkdir(dirname(target), { recursive: true });
  const beside = join(dirname(target), `.${basename(target)}.${process.pid}.${Date.now().toString(36)}.tmp`);
  try {
    const file = await fs.open(beside, 'wx', mode ?? 0o666);
    try {
      await file.writeFile(bytes);
      if (mode !== undefined) await file.chmod(mode);
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.rename(beside, target);
  } catch (error) {
    await fs.rm(beside, { force: true });
    throw error;
  }
}

/** The path that a chain of symbolic links leads to, whether a file is there or not. */
async function behindLinks(path: string): Promise<string> {
  let at = path;
  for (let links = 0; links < 40; links++) {
    const next = await fs.readlink(at).catch(() => undefined);
    if (next === undefined) return at;
    at = resolve(dirname(at), next);
  }
  throw Object.assign(new Error('too many links'), { code: 'ELOOP' });
}
