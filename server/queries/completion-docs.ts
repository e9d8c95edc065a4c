import type { NoteUri } from '../library/model.ts';
import { paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { clipped, escapeMarkdown } from '../text/markdown.ts';
import { allSenses } from './find.ts';
import type { Linker } from './linker.ts';
import { paperCard } from './paper-card.ts';
import { termCard } from './term-card.ts';

/** What a completion says of itself once it is chosen from the list, by the stable id that it carries; '' when unknown. */
export function documentation(snapshot: Snapshot, id: string, linker: Linker): string {
  const kind = id.slice(0, id.indexOf(':'));
  const name = id.slice(kind.length + 1);
  if (kind === 'paper') {
    const paper = paperOf(snapshot, name);
    return paper ? paperCard(snapshot, paper).tooltipMarkdown : '';
  }
  if (kind === 'note') {
    const text = snapshot.notes.get(name as NoteUri) ? (snapshot.source(name) ?? '') : '';
    return escapeMarkdown(
      clipped(
        text
          .replace(/^---[\s\S]*?\n---\n/, '')
          .replace(/\s+/g, ' ')
          .trim(),
        300,
      ),
    );
  }
  const [label, expansion] = name.split('\n');
  const sense = allSenses(snapshot.terms).find(other => other.label === label && (other.expansion ?? '') === expansion);
  return sense ? termCard(snapshot, sense, [], linker) : '';
}
