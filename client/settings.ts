import { type ConfigurationChangeEvent, workspace } from 'vscode';
import { defaultSettings, type Settings, termHomes } from '../server/protocol.ts';

/** The settings as the server wants them: `gloss.*`, with the enabled globs of `files.exclude` added to `exclude`. */
export function currentSettings(): Settings {
  const gloss = workspace.getConfiguration('gloss');
  const which: unknown = gloss.get('highlightTerms');
  const form: unknown = gloss.get('hover.terms');
  const hidden = Object.entries(workspace.getConfiguration('files').get<Record<string, unknown>>('exclude', {}));
  return {
    libraries: globs(gloss.get('libraries')),
    exclude: [...globs(gloss.get('exclude')), ...hidden.filter(([, on]) => on === true).map(([glob]) => glob)],
    maxNoteBytes: positive(gloss.get('maxNoteBytes')),
    textFiles: globs(gloss.get('textFiles')),
    hoverTerms: form === 'compact' || form === 'off' ? form : 'full',
    knownTerms: globs(gloss.get('hover.knownTerms')),
    showTermsIn: homes(gloss.get('showTermsIn')),
    separateRecords: globs(gloss.get('separateRecords')),
    keyPattern: text(gloss.get('keyPattern'), defaultSettings.keyPattern),
    highlightTerms: which === 'first' || which === 'all' ? which : 'off',
    network: gloss.get('network') === 'off' ? 'off' : 'on',
    libraryFile: text(gloss.get('libraryFile'), defaultSettings.libraryFile),
    zoteroFile: text(gloss.get('zoteroFile'), defaultSettings.zoteroFile),
  };
}

export function changesSettings(change: ConfigurationChangeEvent): boolean {
  return change.affectsConfiguration('gloss') || change.affectsConfiguration('files.exclude');
}

/** A settings file may hold anything, whatever its schema says. */
function globs(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((glob): glob is string => typeof glob === 'string' && glob !== '') : [];
}

function homes(value: unknown): Settings['showTermsIn'] {
  return Array.isArray(value) ? termHomes.filter(home => value.includes(home)) : termHomes;
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value.trim() !== '' ? value : otherwise;
}

function positive(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : defaultSettings.maxNoteBytes;
}
