import { window } from 'vscode';
import type { Command } from '../gloss.ts';
import { later } from '../later.ts';

/** Filters the Papers view as one types. */
export const filterPapers: Command = ({ papers }) => {
  const box = window.createInputBox();
  box.title = 'Filter papers';
  box.placeholder = 'Words of the title, authors or abstract';
  box.value = papers.filter;
  const apply = () => {
    papers.filter = box.value;
  };
  const soon = later(150, apply);
  box.onDidChangeValue(soon);
  box.onDidAccept(() => {
    apply();
    box.hide();
  });
  box.onDidHide(() => {
    soon.dispose();
    box.dispose();
  });
  box.show();
};
