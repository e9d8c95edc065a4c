import type { Command } from '../gloss.ts';

/** Lets the Related view go on from a pinned paper to whatever the active editor shows. */
export const followEditor: Command = ({ related }) => related.unpin();
