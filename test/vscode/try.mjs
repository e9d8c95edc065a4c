/** `npm run try` itself: in the browser, and with a desktop `code` that only writes down what it was asked. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { scratchFolder } from './host.mjs';
import { root } from './install.mjs';
import { until } from './window.mjs';

export async function runTry(browser, tally, { vsix }) {
  const script = path.join(root, 'test/try.mjs');
  tally.heading('npm run try');

  await tally.try('prints an address that opens on "Start here.md", and leaves nothing behind', async () => {
    const running = spawn(process.execPath, [script, '--embedded', '--vsix', vsix], { cwd: root });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    try {
      let said = '';
      for (const stream of [running.stdout, running.stderr]) stream.on('data', text => (said += text));
      const address = await until(() => /http:\/\/127\.0\.0\.1:\S+/.exec(said)?.[0], {
        what: 'An address',
        seconds: 60,
      });
      await page.goto(address);
      await page.locator('.tab.active', { hasText: 'Start here.md' }).waitFor({ timeout: 30_000 });
      await page.locator('.view-line', { hasText: 'Five things to try' }).waitFor();
      await page.locator('.activitybar [aria-label="Gloss"]').first().waitFor();
      assert.equal(await page.locator('.tab').count(), 1);
      const { status } = await fetch(new URL('/?folder=/', address), { redirect: 'manual' });
      assert.equal(status, 403, 'without the token nobody gets a window');

      const folder = path.dirname(new URL(address).searchParams.get('folder'));
      assert.ok(existsSync(folder));
      running.kill('SIGINT');
      await until(() => running.exitCode !== null, { what: 'The end' });
      assert.ok(!existsSync(folder), 'the copy of the sample is gone');
      await assert.rejects(fetch(address), 'nobody listens any more');
    } finally {
      running.kill('SIGTERM');
      await page.close();
    }
  });

  await tally.try('opens the desktop VS Code with a profile of its own', async () => {
    const folder = scratchFolder('desktop');
    const asked = path.join(folder, 'asked');
    writeFileSync(path.join(folder, 'code'), `#!/bin/sh\nprintf '%s\\n' "$@" >> '${asked}'\n`);
    chmodSync(path.join(folder, 'code'), 0o755);
    const { VSCODE_IPC_HOOK_CLI, ...environment } = process.env;
    const env = {
      ...environment,
      PATH: `${folder}${path.delimiter}${process.env.PATH}`,
      DISPLAY: ':0',
      TMPDIR: folder,
    };
    const { status, stderr } = spawnSync(process.execPath, [script, '--vsix', vsix], {
      cwd: root,
      env,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    const words = readFileSync(asked, 'utf8').trimEnd().split('\n');
    assert.equal(words[words.indexOf('--install-extension') + 1], vsix);
    assert.ok(words.includes('--user-data-dir') && words.includes('--extensions-dir'));
    const opened = words[words.indexOf('--goto') + 1] ?? '';
    assert.equal(path.basename(opened), 'Start here.md');
    assert.ok(existsSync(opened) && opened.startsWith(tmpdir()));
  });
}
