/** The least CPU time that three runs of `run` take, in seconds, collector and compiler included; the first one warms up. */
export function cpuSeconds(run: () => unknown): number {
  const times = [0, 1, 2].map(() => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  return Math.min(...times);
}
