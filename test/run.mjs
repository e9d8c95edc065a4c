/**
 * `npm test`: from a clean clone to "N passed, N failed". Installs what is missing, builds, and runs the unit and wire
 * tests, the packaging, and the tests in a real VS Code.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { newTally } from './tally.mjs';
import { ensureChromium, ensureHost, ensurePackages, Missing, root } from './vscode/install.mjs';

const tally = newTally();
try {
  ensurePackages();
  ensureHost();
  ensureChromium();
  const { packaged, runInVsCode } = await import('./vscode/run.mjs');
  let vsix;
  tally.heading('Package');
  await tally.try('the extension builds and packages', async () => {
    vsix = packaged();
  });
  tally.heading('Unit and wire tests');
  runMocha();
  if (vsix) await runInVsCode(tally, { vsix });
} catch (error) {
  tally.note('set-up', 0, error instanceof Missing ? error.message : error.stack);
}
tally.close();

/** mocha prints its failures itself; what it counted comes as JSON. */
function runMocha() {
  const counts = path.join(root, 'out/mocha.json');
  rmSync(counts, { force: true });
  const node = words => spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' }).status;
  const bundled = node(['esbuild.mjs', '--tests']) === 0;
  const status = bundled
    ? node([
        'node_modules/mocha/bin/mocha.js',
        '--reporter',
        'test/reporter.mjs',
        '--reporter-option',
        `counts=${counts}`,
      ])
    : undefined;
  if (!existsSync(counts)) {
    tally.note('unit and wire tests', 0, bundled ? `mocha ended with ${status}` : 'the tests do not build');
    return;
  }
  const { passes, failures } = JSON.parse(readFileSync(counts, 'utf8'));
  tally.passed += passes;
  tally.failed += failures;
}
