import { type SemanticTokens, SemanticTokensBuilder, type SemanticTokensLegend } from 'vscode-languageserver';
import type { Document } from '../queries/document.ts';
import { termTokens } from '../queries/term-tokens.ts';
import type { Span } from '../text/span.ts';
import type { LinedText } from './convert.ts';
import type { Session } from './session.ts';

/** What the numbers of a token stand for; package.json declares both names for themes. */
export const legend: SemanticTokensLegend = { tokenTypes: ['glossTerm'], tokenModifiers: ['bundled'] };

export const noTokens: SemanticTokens = { data: [] };

/** The uses of terms in a document, or in a part of it, that the settings want highlighted; nothing is read where they want none. */
export function tokensOf(session: Session, document: Document & LinedText, part?: Span): SemanticTokens {
  const which = session.client.settings.highlightTerms;
  if (which === 'off') return noTokens;
  const builder = new SemanticTokensBuilder();
  for (const token of termTokens(session.library.now, document, session.termHovers(document), which, part)) {
    const { start, end } = session.range(document, token);
    builder.push(start.line, start.character, end.character - start.character, 0, token.bundled ? 1 : 0);
  }
  return builder.build();
}
