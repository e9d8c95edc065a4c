/** Counts tests, and prints each as it ends. */
export function newTally() {
  const tally = {
    passed: 0,
    failed: 0,
    /** Prints what the following tests are about. */
    heading(text) {
      console.log(`\n${text}`);
    },
    /** @param {string | undefined} error why it failed; left out where it passed */
    note(name, milliseconds, error) {
      if (error === undefined) tally.passed++;
      else tally.failed++;
      const time = milliseconds >= 1 ? ` (${Math.round(milliseconds)} ms)` : '';
      console.log(`  ${error === undefined ? 'ok  ' : 'FAIL'}  ${name}${time}`);
      if (error !== undefined) console.log(error.replace(/^/gm, '        '));
    },
    /** Runs one step, and notes how it went; gives whether it passed. */
    async try(name, run) {
      const start = performance.now();
      try {
        await run();
        tally.note(name, performance.now() - start);
        return true;
      } catch (error) {
        tally.note(name, performance.now() - start, told(error));
        return false;
      }
    },
    /** The closing line, and the exit status: 1 where something failed or nothing ran. */
    close() {
      console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
      process.exitCode = tally.failed > 0 || tally.passed === 0 ? 1 : 0;
    },
  };
  return tally;
}

/** What went wrong, and where in the tests, without the colours that some messages carry. */
function told(error) {
  if (!(error instanceof Error)) return String(error);
  const calls = (error.stack ?? '').split('\n').filter(line => /^\s+at .*\/test\/vscode\/ui\.mjs/.test(line));
  return [error.message.trimEnd(), ...calls.slice(0, 1)].join('\n').replaceAll(/\u001b\[\d+m/g, '');
}
