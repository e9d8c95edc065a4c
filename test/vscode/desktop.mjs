/**
 * The suite again, in a desktop VS Code that @vscode/test-electron downloads: `npm run test:desktop`, for machines with
 * a screen and that download. `VSCODE_VERSION` names another version than the newest.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { newTally } from '../tally.mjs';
import { ensurePackages } from './install.mjs';

const tally = newTally();
ensurePackages();
const { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } = await import(
  '@vscode/test-electron'
);
const { scratchFolder } = await import('./host.mjs');
const { packaged } = await import('./run.mjs');
const { buildSuite, built, noteResults, workspaces } = await import('./suite.mjs');

const vsix = packaged();
await buildSuite();
const vscodeExecutablePath = await downloadAndUnzipVSCode(process.env.VSCODE_VERSION ?? 'stable');
for (const [files, workspace] of Object.entries(workspaces)) {
  tally.heading(`Inside the desktop VS Code, on the ${files}`);
  const folder = scratchFolder('desktop');
  const results = path.join(folder, 'results.json');
  const profile = [
    `--user-data-dir=${path.join(folder, 'user')}`,
    `--extensions-dir=${path.join(folder, 'extensions')}`,
  ];
  const [cli] = resolveCliArgsFromVSCodeExecutablePath(vscodeExecutablePath);
  spawnSync(cli, [...profile, '--install-extension', vsix], { stdio: 'inherit', shell: process.platform === 'win32' });
  const status = await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: built,
    extensionTestsPath: path.join(built, 'index.js'),
    extensionTestsEnv: { GLOSS_TESTS: files, GLOSS_TEST_RESULTS: results },
    launchArgs: [workspace(), ...profile],
  }).catch(String);
  noteResults(tally, files, results, status);
}
tally.close();
