import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** A dot for each test and all failures at the end, as mocha's own; and the counts, as JSON, in the file of its option. */
export default class CountingDots extends Mocha.reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures } = this.stats;
      writeFileSync(options.reporterOptions.counts, JSON.stringify({ passes, failures }));
    });
  }
}
