/** The folders that windows open: copies, so that nothing a test or a reader does comes back into the checkout. */
import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { scratchFolder } from './host.mjs';
import { root } from './install.mjs';

/** Lays the sample library and its notes side by side, as "Open the sample library" does. */
export function fillSample(folder) {
  const seeds = path.join(root, 'seeds');
  cpSync(path.join(seeds, 'notes'), folder, { recursive: true });
  for (const name of readdirSync(seeds).filter(name => name.endsWith('.txt'))) {
    cpSync(path.join(seeds, name), path.join(folder, name));
  }
  return folder;
}

/** A copy of the sample, with folders of `test/vscode/fixtures` laid beside it. */
export function sampleWorkspace(...fixtures) {
  const folder = fillSample(path.join(scratchFolder('sample'), 'Fine-tuning'));
  for (const name of fixtures) cpSync(fixture(name), folder, { recursive: true });
  return folder;
}

/** A copy of one folder of `test/vscode/fixtures`. */
export function fixtureWorkspace(name) {
  const folder = path.join(scratchFolder('fixture'), name);
  cpSync(fixture(name), folder, { recursive: true });
  return folder;
}

function fixture(name) {
  return path.join(root, 'test/vscode/fixtures', name);
}
