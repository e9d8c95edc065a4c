import { window } from 'vscode';
import { later } from './later.ts';

/** A view whose rows words narrow down; '' shows all of them. */
export interface Filtered {
  filter: string;
}

/** Filters a view as one types. */
export function filterAsOneTypes(view: Filtered, title: string, placeholder: string): void {
  const box = window.createInputBox();
  box.title = title;
  box.placeholder = placeholder;
  box.value = view.filter;
  const apply = () => {
    view.filter = box.value;
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
}
