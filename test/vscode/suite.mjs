/** The tests that run inside VS Code's extension host, against the packaged extension. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { cp, readdir } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { scratchFolder, startHost } from './host.mjs';
import { root } from './install.mjs';
import { fixtureWorkspace, sampleWorkspace } from './workspaces.mjs';

/** A test file `suite/NAME.test.ts` or `suite/NAME.….test.ts` runs in a window on the workspace of that name. */
export const workspaces = {
  sample: () => sampleWorkspace(),
  adding: () => sampleWorkspace(),
  'code-repository': () => fixtureWorkspace('code-repository'),
  libraries: () => sampleWorkspace(),
  restricted: () => path.join(fixtureWorkspace('restricted'), 'folder'),
};

/** The workspaces that their reader does not trust. */
export const untrusted = ['restricted'];

/** Where `buildSuite` writes. */
export const built = path.join(root, 'out/vscode');

/**
 * Bundles `suite/*.test.ts` into an extension that holds nothing else. It is what VS Code is told to develop; were that
 * the checkout, VS Code would load the sources' build and not the package.
 */
export async function buildSuite() {
  rmSync(built, { recursive: true, force: true });
  const here = path.join(root, 'test/vscode');
  const files = (await readdir(path.join(here, 'suite'))).filter(name => name.endsWith('.test.ts'));
  await build({
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'warning',
    external: ['vscode', 'mocha'],
    outdir: built,
    entryPoints: [
      { in: path.join(here, 'extension/index.ts'), out: 'index' },
      ...files.map(name => ({ in: path.join(here, 'suite', name), out: `suite/${name.replace(/\.ts$/, '')}` })),
    ],
  });
  await cp(path.join(here, 'extension/package.json'), path.join(built, 'package.json'));
}

/**
 * Runs the test files whose name starts with `files` in a window on a folder, and notes each test in the tally. No
 * proposed API is enabled, as none is for those who install the extension.
 */
export async function runSuite(browser, tally, { vsix, folder, files, settings = {}, seconds = 180, trusted = true }) {
  const results = path.join(scratchFolder('results'), 'results.json');
  const host = await startHost({ vsix: [vsix], settings, tests: true, trusted });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  let status;
  try {
    const environment = { GLOSS_TESTS: files, GLOSS_TEST_RESULTS: results };
    let timer;
    const ended = new Promise(resolve => {
      timer = setTimeout(() => resolve('out of time'), seconds * 1000);
      Promise.all([
        page.exposeFunction('codeAutomationLog', (type, words) => {
          if (process.env.VERBOSE) console.log(`[${type}]`, ...words);
        }),
        page.exposeFunction('codeAutomationExit', resolve),
      ]).then(() =>
        page.goto(
          host.url(folder, [
            ['extensionDevelopmentPath', host.uri(built)],
            ['extensionTestsPath', host.uri(path.join(built, 'index.js'))],
            ['extensionEnvironment', JSON.stringify(environment)],
          ]),
        ),
      );
    });
    status = await ended;
    clearTimeout(timer);
  } finally {
    await page.close();
    await host.stop();
  }

  noteResults(tally, files, results, status);
}

/** A killed extension host reports status 0 as well: only a file that says the run came to its end is believed. */
export function noteResults(tally, files, results, status) {
  const { done, current, tests } = existsSync(results)
    ? JSON.parse(readFileSync(results, 'utf8'))
    : { done: false, tests: [] };
  for (const { name, milliseconds, error } of tests) tally.note(name, milliseconds, error);
  if (!done) tally.note(`${files}: the run came to its end`, 0, `Ended with ${status}; last started: ${current}`);
  else if (tests.length === 0) tally.note(`${files}: there are tests`, 0, 'None ran.');
}
