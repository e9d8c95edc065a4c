import type { Disposable } from 'vscode';

/** Runs `work` once, `milliseconds` after the last call, so that typing and scrolling ask for nothing. */
export function later(milliseconds: number, work: () => unknown): (() => void) & Disposable {
  let timer: NodeJS.Timeout | undefined;
  const call = () => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
  return Object.assign(call, { dispose: () => clearTimeout(timer) });
}
