import { type QuickPickItem, Uri, window, workspace } from 'vscode';
import type { LookUpParams } from '../../server/protocol.ts';
import { add, lookedUp, ownedText, pickSome } from '../adding.ts';
import type { Command } from '../gloss.ts';

/**
 * Adds Daily Papers of Hugging Face: of [a date, "2024-06-03"] or [the uri of a saved page], without which the reader is
 * asked. What is new is shown before it is added, unless the second argument is true.
 */
export const addDailyPapers: Command = async (gloss, arg, addsAll) => {
  const params = await given(arg);
  if (params === undefined) return;
  const found = await lookedUp(gloss, 'Reading Daily Papers', params);
  if (found === undefined) return;
  const fresh = found.candidates.filter(({ owned }) => owned === undefined);
  const owned = found.candidates.length - fresh.length;
  if (fresh.length === 0) {
    void window.showInformationMessage(owned === 1 ? ownedText(owned) : `All ${owned} are in your library already.`);
    return;
  }
  const said = owned === 0 ? 'The papers to add' : `The papers to add. ${ownedText(owned)}`;
  // To take all of a day is rare: nothing is ticked at first.
  const offered = fresh.map(candidate => ({ ...candidate, isSure: false }));
  await add(gloss, addsAll === true ? fresh : await pickSome(offered, `Add to ${found.file}`, said));
};

async function given(arg: unknown): Promise<LookUpParams | undefined> {
  if (arg instanceof Uri) return pageOf(arg);
  if (typeof arg === 'string') return isDate(arg) ? { date: arg } : undefined;
  const today = dateOf(new Date());
  const picked = await window.showQuickPick<QuickPickItem & { readonly what: 'today' | 'date' | 'page' }>(
    [
      { label: 'Today', description: today, what: 'today' },
      { label: 'Another date…', what: 'date' },
      { label: 'A saved page…', description: 'HTML, JSON or text', what: 'page' },
    ],
    { title: 'Add Daily Papers' },
  );
  switch (picked?.what) {
    case 'today':
      return { date: today };
    case 'date': {
      const date = await window.showInputBox({
        title: 'Add Daily Papers',
        prompt: 'Year, month and day.',
        value: today,
        validateInput: value => (isDate(value) ? undefined : 'Write the date as 2024-06-03.'),
      });
      return date === undefined ? undefined : { date };
    }
    case 'page': {
      const [file] =
        (await window.showOpenDialog({ filters: { 'Saved pages': ['html', 'htm', 'json', 'txt'] } })) ?? [];
      return file === undefined ? undefined : pageOf(file);
    }
    default:
      return undefined;
  }
}

async function pageOf(file: Uri): Promise<LookUpParams> {
  return { page: new TextDecoder().decode(await workspace.fs.readFile(file)) };
}

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The reader's own day. */
function dateOf(time: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}
