import type { Command } from '../gloss.ts';

export const restartServer: Command = ({ server }) => server.restart();
