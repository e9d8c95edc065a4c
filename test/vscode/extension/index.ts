import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** What the extension host says about a run: written anew at each step, as the host may be killed at any of them. */
export interface Results {
  done: boolean;
  /** The test that was started last. */
  current?: string;
  tests: { readonly name: string; readonly milliseconds: number; readonly error?: string }[];
}

/**
 * Runs the test files whose name starts with `$GLOSS_TESTS` inside the extension host; the results go to the file
 * `$GLOSS_TEST_RESULTS`. VS Code calls this as it would call an extension's tests.
 */
export async function run(): Promise<void> {
  const results: Results = { done: false, tests: [] };
  const file = process.env.GLOSS_TEST_RESULTS;
  const save = () => file && writeFileSync(file, JSON.stringify(results));
  save();

  const mocha = new Mocha({ ui: 'bdd', timeout: 30_000, reporter: 'dot' });
  const folder = path.join(__dirname, 'suite');
  const wanted = process.env.GLOSS_TESTS ?? '';
  for (const name of readdirSync(folder).sort()) {
    if (name.startsWith(wanted) && name.endsWith('.test.js')) mocha.addFile(path.join(folder, name));
  }
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>(resolve => {
    const running = mocha.run(resolve);
    running.on('test', test => {
      results.current = test.fullTitle();
      save();
    });
    running.on('pass', test => {
      results.tests.push({ name: test.fullTitle(), milliseconds: test.duration ?? 0 });
      save();
    });
    running.on('fail', (test, error) => {
      const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
      results.tests.push({ name: test.fullTitle(), milliseconds: test.duration ?? 0, error: said });
      save();
    });
  });
  results.done = true;
  save();
  if (failures > 0) throw new Error(`${failures} failed`);
}
