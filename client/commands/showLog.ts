import type { Command } from '../gloss.ts';

export const showLog: Command = ({ log }) => log.show();
