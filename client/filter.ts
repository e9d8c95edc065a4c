import { type Event, InputBoxValidationSeverity, window } from 'vscode';
import { later } from './later.ts';

/** A view whose rows words narrow down; '' shows all of them. */
export interface Filtered {
  filter: string;
  /** Fired with what of the filter says nothing yet; '' for nothing. */
  readonly onTold?: Event<string>;
}

/** Filters a view as one types. */
export function filterAsOneTypes(view: Filtered, title: string, placeholder: string, prompt?: string): void {
  const box = window.createInputBox();
  box.title = title;
  box.placeholder = placeholder;
  if (prompt !== undefined) box.prompt = prompt;
  box.value = view.filter;
  const apply = () => {
    view.filter = box.value;
  };
  const soon = later(150, apply);
  const told = view.onTold?.(message => {
    box.validationMessage = message === '' ? undefined : { message, severity: InputBoxValidationSeverity.Info };
  });
  box.onDidChangeValue(soon);
  box.onDidAccept(() => {
    apply();
    box.hide();
  });
  box.onDidHide(() => {
    soon.dispose();
    told?.dispose();
    box.dispose();
  });
  box.show();
}
