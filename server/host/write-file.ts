import { promises as fs } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Writes a file so that it has either its old bytes or all of the new ones: beside it, then in its place. A file that is
 * there keeps its mode, a symbolic link goes on pointing where it did, and folders that lack are made. Where `version` is
 * given and the file is another by now, nothing is written, and the answer is false.
 */
export async function writeAtomically(path: string, bytes: Buffer, version?: FileVersion): Promise<boolean> {
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
    if (version !== undefined && (await versionOf(target)) !== version) {
      await fs.rm(beside, { force: true });
      return false;
    }
    await fs.rename(beside, target);
    return true;
  } catch (error) {
    await fs.rm(beside, { force: true });
    throw error;
  }
}

/** Which file stands at a path, and in which state: another text whenever that changes. */
export type FileVersion = string;

export async function versionOf(path: string): Promise<FileVersion> {
  const stat = await fs.stat(path, { bigint: true }).catch(() => undefined);
  return stat === undefined ? 'missing' : `${stat.dev} ${stat.ino} ${stat.size} ${stat.mtimeNs}`;
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
