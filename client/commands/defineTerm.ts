import { commands } from 'vscode';
import type { Command } from '../gloss.ts';
import { TermRow } from '../term-row.ts';

/** Adds the term of a row to the reader's glossary. */
export const defineTerm: Command = (_gloss, row) =>
  row instanceof TermRow ? commands.executeCommand('gloss.addToGlossary', row.node.label) : undefined;
