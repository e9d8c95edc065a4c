/**
 * Everything that needs a real VS Code: the suite inside its extension host, then what is seen on its screen.
 * Run by itself: `node test/vscode/run.mjs [--vsix FILE] [--only suite|ui] [--keep]`, where --keep copies the pictures that
 * the README shows into media/.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { newTally } from '../tally.mjs';
import { ensureChromium, ensureHost, ensurePackages, Missing, root } from './install.mjs';

/** What the README shows. */
const readmePictures = ['hover-dark.png', 'paper-light.png'];

/** @param {{ vsix: string, only?: string | undefined }} options the packaged extension, and which half to run */
export async function runInVsCode(tally, { vsix, only }) {
  ensureHost();
  ensureChromium();
  const { buildSuite, runSuite, untrusted, workspaces } = await import('./suite.mjs');
  const { runScreens } = await import('./ui.mjs');
  const { runTry } = await import('./try.mjs');
  const { startBrowser } = await import('./window.mjs');

  const browser = await startBrowser();
  try {
    if (only !== 'ui') {
      await buildSuite();
      for (const [files, workspace] of Object.entries(workspaces)) {
        tally.heading(`Inside VS Code, on the ${files.replace('-', ' ')}`);
        await runSuite(browser, tally, { vsix, folder: workspace(), files, trusted: !untrusted.includes(files) });
      }
    }
    if (only !== 'suite') {
      await runScreens(browser, tally, { vsix });
      await runTry(browser, tally, { vsix });
    }
  } finally {
    await browser.close();
  }
}

/** Builds and packages the extension as `npm run package` does, and gives the path of the package. */
export function packaged() {
  const vsix = path.join(root, 'out/gloss.vsix');
  mkdirSync(path.dirname(vsix), { recursive: true });
  mkdirSync(path.dirname(vsix), { recursive: true });
  const words = ['run', '--silent', 'package', '--', '--out', vsix];
  const { status, stdout, stderr } = spawnSync('npm', words, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) throw new Error(`\`npm run package\` failed:\n${stdout}${stderr}`);
  return vsix;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { vsix: { type: 'string' }, only: { type: 'string' }, keep: { type: 'boolean' } },
  });
  const tally = newTally();
  try {
    ensurePackages();
    const vsix = values.vsix ? path.resolve(values.vsix) : packaged();
    await runInVsCode(tally, { vsix, only: values.only });
    if (values.keep) keepPictures();
  } catch (error) {
    tally.note('set-up', 0, error instanceof Missing ? error.message : error.stack);
  }
  tally.close();
}

/** The README's pictures are kept by hand, after somebody has looked at them. */
function keepPictures() {
  const pictures = path.join(root, 'out/pictures');
  for (const name of readdirSync(pictures).filter(name => readmePictures.includes(name))) {
    copyFileSync(path.join(pictures, name), path.join(root, 'media', name));
  }
}
