/**
 * VS Code itself, on 127.0.0.1, with throw-away folders for everything that it writes. It asks nobody on the network:
 * no extension gallery, no update, no telemetry.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureHost } from './install.mjs';

/**
 * Starts VS Code with extensions installed from their packages.
 *
 * @param {{ vsix?: string[], settings?: object, trusted?: boolean, tests?: boolean }} options
 *   `trusted: false` leaves workspace trust on, so that a folder opens in Restricted Mode, with no question asked;
 *   `tests` lets a page name a test suite for the extension host to run.
 */
export async function startHost({ vsix = [], settings = {}, trusted = true, tests = false } = {}) {
  const { node, server } = ensureHost();
  const folder = scratchFolder('host');
  const userData = path.join(folder, 'user');
  const extensions = path.join(folder, 'extensions');
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  mkdirSync(extensions);
  const configure = more => {
    const all = { ...quietSettings, 'security.workspace.trust.enabled': !trusted, ...settings, ...more };
    writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify(all, null, 2));
  };
  configure({});

  const env = environmentOf(folder);
  const common = [server, '--accept-server-license-terms', '--server-data-dir', folder];
  common.push('--user-data-dir', userData, '--extensions-dir', extensions);
  for (const file of vsix) await install(node, [...common, '--install-extension', file], env);

  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const log = path.join(folder, 'server.log');
  const token = randomBytes(12).toString('hex');
  const tokenFile = path.join(folder, 'token');
  writeFileSync(tokenFile, token, { mode: 0o600 });
  const words = [...common, '--host', '127.0.0.1', '--port', String(port), '--connection-token-file', tokenFile];
  words.push('--telemetry-level', 'off', '--disable-telemetry');
  if (trusted) words.push('--disable-workspace-trust');
  if (tests) words.push('--enable-smoke-test-driver');
  const output = openSync(log, 'w');
  const running = spawn(node, words, { env, cwd: folder, detached: true, stdio: ['ignore', output, output] });
  const stop = endGroup(running);
  const hasEnded = () => running.exitCode !== null || running.signalCode !== null;
  for (let tries = 0; !(await answers(`${origin}/version`)); tries++) {
    if (hasEnded() || tries > 300) {
      await stop();
      throw new Error(`VS Code did not come up:\n${readFileSync(log, 'utf8')}`);
    }
    await sleep(100);
  }

  return {
    /** Writes the user's settings anew; open windows follow. */
    configure,
    /** Ends VS Code and all that it started. */
    stop,
    /** How the workbench names a file of this machine. */
    uri: file => `vscode-remote://127.0.0.1:${port}${encodeURI(file)}`,
    /**
     * The address of a window on a folder; the payload holds what VS Code's own browser tests pass to a window. The
     * token keeps out whoever else is on this machine: a window has a terminal.
     */
    url: (workspace, payload = []) =>
      `${origin}/?${new URLSearchParams({ tkn: token, folder: workspace, payload: JSON.stringify(payload) })}`,
  };
}

/** A folder that is gone when this program ends. */
export function scratchFolder(name) {
  const folder = mkdtempSync(path.join(tmpdir(), `gloss-${name}-`));
  atExit.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** Nothing that greets, advises, updates or reports; what the tests and a first look need, and no more. */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'npm.autoDetect': 'off',
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

const atExit = [];
process.on('exit', () => {
  for (const undo of atExit.reverse()) undo();
});
for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
]) {
  process.on(signal, () => process.exit(status));
}

/** A process group is ended as a whole, as VS Code's extension host and language servers are its grandchildren. */
function endGroup(running) {
  const send = signal => {
    try {
      process.kill(-running.pid, signal);
      return true;
    } catch {
      return false;
    }
  };
  atExit.push(() => send('SIGKILL'));
  return async () => {
    send('SIGTERM');
    for (let tries = 0; tries < 30 && send(0); tries++) await sleep(100);
    send('SIGKILL');
  };
}

/** The settings of whoever runs this, and of a VS Code that this may run in, stay outside. */
function environmentOf(home) {
  const config = path.join(home, 'config');
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|CODE_SERVER|NODE_OPTIONS$|npm_)/.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    XDG_CONFIG_HOME: config,
    XDG_DATA_HOME: config,
    XDG_CACHE_HOME: config,
    EXTENSIONS_GALLERY: '{}',
  };
}

/** What the installer says is trusted, and not its exit status, which is 0 after failures too. */
async function install(node, words, env) {
  const running = spawn(node, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [running.stdout, running.stderr]) stream.on('data', text => (said += text));
  await new Promise((resolve, reject) => running.on('close', resolve).on('error', reject));
  if (!said.includes('successfully installed')) throw new Error(`The extension was not installed:\n${said}`);
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise(resolve => server.close(resolve));
  return port;
}

async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
