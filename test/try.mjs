/**
 * `npm run try`: builds Gloss, and opens VS Code with it on a copy of the sample library, with a profile of its own.
 * The desktop VS Code where `code` is on PATH; else, or with `--embedded`, one in the browser, at the address that this
 * prints. `--vsix FILE` takes a package that is there already.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureHost, ensurePackages, Missing, onPath } from './vscode/install.mjs';

const startHere = 'Start here.md';
const { values } = parseArgs({ options: { embedded: { type: 'boolean' }, vsix: { type: 'string' } } });
try {
  ensurePackages();
  const desktop = !values.embedded && canShowDesktop();
  if (!desktop) ensureHost();
  console.log('Building Gloss …');
  const { packaged } = await import('./vscode/run.mjs');
  const vsix = values.vsix ?? packaged();
  if (!(desktop && (await openDesktop(vsix)))) await openEmbedded(vsix);
} catch (error) {
  console.error(error instanceof Missing ? error.message : error);
  process.exitCode = 1;
}

/** A `code` in a terminal of VS Code's remote server installs into the user's own profile: that one is left alone. */
function canShowDesktop() {
  const { DISPLAY, WAYLAND_DISPLAY, VSCODE_IPC_HOOK_CLI } = process.env;
  const hasScreen = process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
  return hasScreen && !VSCODE_IPC_HOOK_CLI && Boolean(onPath('code'));
}

/** Opens the desktop VS Code, which stays when this ends, and so does its folder; gives false where it does not start. */
async function openDesktop(vsix) {
  const { quietSettings } = await import('./vscode/host.mjs');
  const { fillSample } = await import('./vscode/workspaces.mjs');
  const folder = mkdtempSync(path.join(tmpdir(), 'gloss-try-'));
  const workspace = fillSample(path.join(folder, 'Gloss sample'));
  const user = path.join(folder, 'profile');
  mkdirSync(path.join(user, 'User'), { recursive: true });
  const settings = { ...quietSettings, 'security.workspace.trust.enabled': false };
  writeFileSync(path.join(user, 'User/settings.json'), JSON.stringify(settings, null, 2));

  const profile = ['--user-data-dir', user, '--extensions-dir', path.join(folder, 'extensions')];
  if (process.getuid?.() === 0) profile.push('--no-sandbox');
  const opened =
    code([...profile, '--install-extension', vsix]) &&
    code([...profile, '--new-window', workspace, '--goto', path.join(workspace, startHere)]);
  console.log(opened ? `VS Code opens on ${workspace}; delete ${folder} when you are done.` : '`code` did not start.');
  return opened;
}

/** Serves VS Code until Ctrl+C, and leaves nothing behind. */
async function openEmbedded(vsix) {
  const { scratchFolder, startHost } = await import('./vscode/host.mjs');
  const { fillSample } = await import('./vscode/workspaces.mjs');
  const workspace = fillSample(path.join(scratchFolder('try'), 'Gloss sample'));
  const host = await startHost({ vsix: [vsix] });
  const address = host.url(workspace, [['openFile', host.uri(path.join(workspace, startHere))]]);
  console.log(`\nGloss is ready. Open this in a browser on this machine:\n\n${address}\n\nCtrl+C ends it.`);
  await new Promise(() => setInterval(() => {}, 60_000));
}

function code(words) {
  const windows = process.platform === 'win32';
  const { status } = spawnSync('code', windows ? words.map(word => `"${word}"`) : words, {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: windows,
  });
  return status === 0;
}
