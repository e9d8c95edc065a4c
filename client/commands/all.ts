import type { Command } from '../gloss.ts';
import { addDailyPapers } from './addDailyPapers.ts';
import { addPaper } from './addPaper.ts';
import { addToGlossary } from './addToGlossary.ts';
import { groupPapers, sortPapers } from './arrangePapers.ts';
import { chooseRecords } from './chooseRecords.ts';
import { clearFilter } from './clearFilter.ts';
import { clearTermFilter } from './clearTermFilter.ts';
import { completeDetails } from './completeDetails.ts';
import { copyAs } from './copyAs.ts';
import { copyReference } from './copyReference.ts';
import { defineTerm } from './defineTerm.ts';
import { exportPapers } from './exportPapers.ts';
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
  'gloss.exportPapers': exportPapers,
  'gloss.copyBibtex': copyAs({ kind: 'bibtex' }),
  'gloss.copyLink': copyAs({ kind: 'link' }),
  'gloss.copyKey': copyAs({ kind: 'key' }),
  'gloss.copyReference': copyReference,
  'gloss.openPlace': openPlace,
  'gloss.showUses': showUses,
  'gloss.knowTerm': knowTerm,
  'gloss.pinSense': pinSense,
  'gloss.addToGlossary': addToGlossary,
  'gloss.filterPapers': filterPapers,
  'gloss.clearFilter': clearFilter,
  'gloss.groupPapersByCategory': groupPapers('category'),
  'gloss.groupPapersByYear': groupPapers('year'),
  'gloss.groupPapersByVenue': groupPapers('venue'),
  'gloss.groupPapersBySource': groupPapers('source'),
  'gloss.groupPapersByTag': groupPapers('tag'),
  'gloss.groupPapersByCollection': groupPapers('collection'),
  'gloss.ungroupPapers': groupPapers('none'),
  'gloss.sortPapersByTitle': sortPapers('title'),
  'gloss.sortPapersByYear': sortPapers('year'),
  'gloss.sortPapersByAdded': sortPapers('added'),
  'gloss.sortPapersByRelevance': sortPapers('relevance'),
  // VS Code can tick no entry of a view's menu, so a ticked one stands in for the one that is chosen.
  'gloss.papersGroupedByCategory': groupPapers('category'),
  'gloss.papersGroupedByYear': groupPapers('year'),
  'gloss.papersGroupedByVenue': groupPapers('venue'),
  'gloss.papersGroupedBySource': groupPapers('source'),
  'gloss.papersGroupedByTag': groupPapers('tag'),
  'gloss.papersGroupedByCollection': groupPapers('collection'),
  'gloss.papersUngrouped': groupPapers('none'),
  'gloss.papersSortedByTitle': sortPapers('title'),
  'gloss.papersSortedByYear': sortPapers('year'),
  'gloss.papersSortedByAdded': sortPapers('added'),
  'gloss.papersSortedByRelevance': sortPapers('relevance'),
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
