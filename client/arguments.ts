import { Position, Uri, window, workspace } from 'vscode';
import { type PaperCard, paperRequest } from '../server/protocol.ts';
import { pageScheme } from './documents.ts';
import type { Gloss } from './gloss.ts';
import { pickPaper } from './pick.ts';
import { PaperRow } from './row.ts';

/**
 * The paper that a command is about: the one of an id or a row; without an argument, or with the document of a menu,
 * the one that the active document shows, else one that the reader picks. Undefined where there is none.
 */
export async function paperOf(gloss: Gloss, arg: unknown, title: string): Promise<PaperCard | undefined> {
  const given = await givenPaper(gloss, arg);
  if (given !== undefined || isGiven(arg)) return given;
  return (await documentPaper(gloss, arg)) ?? (await pickPaper(gloss.server, title));
}

/** The papers that a command is about: all rows selected beside the one it was called on, else what `paperOf` gives. */
export async function papersOf(
  gloss: Gloss,
  arg: unknown,
  selection: unknown,
  title: string,
): Promise<readonly PaperCard[]> {
  const rows = Array.isArray(selection) ? selection.filter(row => row instanceof PaperRow) : [];
  if (arg instanceof PaperRow && rows.length > 0) {
    return [...new Map(rows.map(({ paper }) => [paper.id, paper])).values()];
  }
  const paper = await paperOf(gloss, arg, title);
  return paper === undefined ? [] : [paper];
}

/** The paper of an id or a row. Anything else is logged and gives undefined. */
export async function givenPaper(gloss: Gloss, arg: unknown): Promise<PaperCard | undefined> {
  if (arg instanceof PaperRow) return arg.paper;
  if (!isGiven(arg)) return undefined;
  if (typeof arg !== 'string') {
    refuse(gloss, 'a paper', arg);
    return undefined;
  }
  const paper = await gloss.server.request(paperRequest, { id: arg });
  if (paper === null) void window.showInformationMessage('This paper is no longer in the library.');
  return paper ?? undefined;
}

/** The paper that a document shows at the cursor: a page, or a record in a library file. */
export async function documentPaper(gloss: Gloss, arg?: unknown): Promise<PaperCard | undefined> {
  const editor = window.activeTextEditor;
  const uri = arg instanceof Uri ? arg : editor?.document.uri;
  if (uri === undefined) return undefined;
  const line = editor?.document.uri.toString() === uri.toString() ? { line: editor.selection.active.line } : {};
  return (await gloss.server.request(paperRequest, { uri: uri.toString(), ...line })) ?? undefined;
}

/** A place given as [uri, zero-based line, zero-based UTF-16 column], in a document that an editor can show. */
export function placeOf(
  gloss: Gloss,
  args: readonly unknown[],
): { readonly uri: Uri; readonly position: Position } | undefined {
  const [text, line, character] = args;
  const uri = typeof text === 'string' ? parsed(text) : undefined;
  if (uri === undefined || !isCount(line) || !isCount(character)) {
    refuse(gloss, 'a place', args);
    return undefined;
  }
  return { uri, position: new Position(line, character) };
}

/** A place given as `placeOf` takes it, or without arguments the cursor of the active editor. */
export function placeOrCursor(
  gloss: Gloss,
  args: readonly unknown[],
): { readonly uri: Uri; readonly position: Position } | undefined {
  if (args.some(isGiven)) return placeOf(gloss, args);
  const editor = window.activeTextEditor;
  return editor && { uri: editor.document.uri, position: editor.selection.active };
}

/** True for an argument that names something itself, unlike the document that VS Code's menus pass. */
function isGiven(arg: unknown): boolean {
  return arg !== undefined && arg !== null && !(arg instanceof Uri);
}

function parsed(text: string): Uri | undefined {
  try {
    const uri = Uri.parse(text, true);
    if (uri.scheme === 'untitled' || uri.scheme === pageScheme) return uri;
    // A file of another machine is opened only where the reader works there: asking for it may give away a password.
    const isHere = uri.scheme === 'file' && (uri.authority === '' || workspace.getWorkspaceFolder(uri) !== undefined);
    return isHere ? uri : undefined;
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function refuse(gloss: Gloss, wanted: string, arg: unknown): void {
  gloss.log.warn(`A command wanted ${wanted} and was given ${typeof arg}.`);
}
