import type { Command } from '../gloss.ts';
import { addDailyPapers } from './addDailyPapers.ts';
import { addPaper } from './addPaper.ts';
import { addToGlossary } from './addToGlossary.ts';
import { chooseRecords } from './chooseRecords.ts';
import { clearFilter } from './clearFilter.ts';
import { clearTermFilter } from './clearTermFilter.ts';
import { completeDetails } from './completeDetails.ts';
import { defineTerm } from './defineTerm.ts';
import { filterPapers } from './filterPapers.ts';
import { filterTerms } from './filterTerms.ts';
import { followEditor } from './followEditor.ts';
import { goToSource } from './goToSource.ts';
import { groupTerms } from './groupTerms.ts';
import { importZotero } from './importZotero.ts';
import { insertLink } from './insertLink.ts';
import { insertTerm } from './insertTerm.ts';
import { forgetTerm, knowTerm } from './knowTerm.ts';
import { openOnWeb } from './openOnWeb.ts';
import { openPaper } from './openPaper.ts';
import { openPdf } from './openPdf.ts';
import { openPlace } from './openPlace.ts';
import { openSample } from './openSample.ts';
import { openTerm } from './openTerm.ts';
import { pinSense } from './pinSense.ts';
import { refresh } from './refresh.ts';
import { reportProblem } from './reportProblem.ts';
import { restartServer } from './restartServer.ts';
import { showLog } from './showLog.ts';
import { showRelated } from './showRelated.ts';
import { showTerm } from './showTerm.ts';
import { showTermUses } from './showTermUses.ts';
import { showUses } from './showUses.ts';

/** Every command by its name in package.json. */
export const allCommands: Readonly<Record<string, Command>> = {
  'gloss.openPaper': openPaper,
  'gloss.showRelated': showRelated,
  'gloss.showTerm': showTerm,
  'gloss.insertLink': insertLink,
  'gloss.openPdf': openPdf,
  'gloss.openOnWeb': openOnWeb,
  'gloss.goToSource': goToSource,
  'gloss.chooseRecords': chooseRecords,
  'gloss.addPaper': addPaper,
  'gloss.completeDetails': completeDetails,
  'gloss.addDailyPapers': addDailyPapers,
  'gloss.importZotero': importZotero,
  'gloss.openPlace': openPlace,
  'gloss.showUses': showUses,
  'gloss.knowTerm': knowTerm,
  'gloss.pinSense': pinSense,
  'gloss.addToGlossary': addToGlossary,
  'gloss.filterPapers': filterPapers,
  'gloss.clearFilter': clearFilter,
  'gloss.refresh': refresh,
  'gloss.followEditor': followEditor,
  'gloss.openSample': openSample,
  'gloss.restartServer': restartServer,
  'gloss.showLog': showLog,
  'gloss.reportProblem': reportProblem,
  'gloss.filterTerms': filterTerms,
  'gloss.clearTermFilter': clearTermFilter,
  'gloss.groupTermsByLetter': groupTerms('letter'),
  'gloss.groupTermsByPaper': groupTerms('paper'),
  'gloss.groupTermsByCategory': groupTerms('category'),
  'gloss.openTerm': openTerm,
  'gloss.showTermUses': showTermUses,
  'gloss.insertTerm': insertTerm,
  'gloss.defineTerm': defineTerm,
  'gloss.forgetTerm': forgetTerm,
};
