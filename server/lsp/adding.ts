import type { Connection } from 'vscode-languageserver';
import { boundedFetch } from '../bounded-fetch.ts';
import { recordsOfDailyPage } from '../formats/daily-page.ts';
import { paperRequest } from '../formats/paper-request.ts';
import { settledPath } from '../host/library-file.ts';
import { askFor } from '../host/network/ask.ts';
import { completing, isComplete } from '../host/network/complete.ts';
import { dailyPapersPath, huggingFaceRecords } from '../host/network/hugging-face.ts';
import { type Candidate, type LookUp, lookUp } from '../host/network/look-up.ts';
import { type Asking, type Network, networkOf } from '../host/network/network.ts';
import { servicesAt } from '../host/network/services.ts';
import { readZotero } from '../host/network/zotero.ts';
import { fileUri } from '../host/uris.ts';
import { writeZoteroFile } from '../host/zotero-file.ts';
import type { BibliographicRecord } from '../library/bibliographic-record.ts';
import {
  type AddPapersParams,
  type AddPapersResult,
  addPapersRequest,
  type LookUpParams,
  type LookUpResult,
  lookUpRequest,
  type ReadZoteroResult,
  readZoteroRequest,
  waitingNotification,
} from '../protocol.ts';
import { candidateCard } from '../queries/candidate-card.ts';
import { fileName } from '../snapshot/names.ts';
import { paperOf } from '../snapshot/snapshot.ts';
import { addPapers, foldersOf, noFolder } from './add-papers.ts';
import { transportOf } from './client-fetch.ts';
import { jobGuardFor } from './guard.ts';
import type { Session } from './session.ts';

declare const VERSION: string;

/** The messages with which papers come into the library; the only ones that use the network. `reread` has a file read again. */
export function answerAdding(connection: Connection, session: () => Session, reread: (uri: string) => void): void {
  const guard = jobGuardFor(connection, session);
  const services = servicesAt(process.env.GLOSS_SERVICES);
  const network = networkOf({
    transport: transportOf(connection, session),
    userAgent: `gloss/${VERSION}`,
    refusal: () => refusal(session()),
  });
  // Zotero runs on this computer, where no proxy leads.
  const local = networkOf({
    transport: boundedFetch,
    userAgent: `gloss/${VERSION}`,
    refusal: () => refusal(session()),
  });
  const tell = (message: string) => void connection.sendNotification(waitingNotification, { message });

  connection.onRequest<LookUpResult, void>(
    lookUpRequest,
    guard<LookUpParams, LookUpResult>('look up', failedBug, async (params, s, signal) => {
      const found = await sought(network, params, s, { signal, tell });
      if (found.kind !== 'found') return found;
      const { now } = session().library;
      const file = fileName(fileUri(session().client.settings.libraryFile));
      return { ...found, file, candidates: found.candidates.map(candidate => candidateCard(now, candidate)) };
    }),
  );

  const sought = async (
    network: Network,
    params: LookUpParams,
    { library }: Session,
    asking: Asking,
  ): Promise<LookUp | { readonly kind: 'complete' }> => {
    if ('page' in params) {
      const records = recordsOfDailyPage(String(params.page));
      if (records.length > 0) return given(records);
      return {
        kind: 'failed',
        message: 'No papers were found in this file. Save the page of Daily Papers as HTML or text.',
      };
    }
    if ('date' in params) {
      const date = String(params.date);
      const found = await askFor(network, services.huggingFace, dailyPapersPath(date), huggingFaceRecords, {
        ...asking,
        anew: true,
      });
      if (found.kind !== 'found') return found;
      if (found.records.length > 0) return given(found.records);
      return { kind: 'failed', message: `There are no Daily Papers of ${date}: at weekends there are few or none.` };
    }
    if ('paper' in params) {
      const paper = paperOf(library.now, String(params.paper));
      if (paper === undefined) return { kind: 'failed', message: 'This paper is no longer in the library.' };
      return isComplete(paper) ? { kind: 'complete' } : completing(network, services, paper, asking);
    }
    const request = paperRequest(String(params.text));
    if (request === undefined)
      return { kind: 'failed', message: 'Paste an arXiv id, a DOI, an address, BibTeX or a title.' };
    return lookUp(network, services, request, asking);
  };

  /** Ends when all that was to be written before is written, so that no file is written twice at a time. */
  let writing: Promise<unknown> = Promise.resolve();
  const inTurn = <R>(write: () => Promise<R>): Promise<R> => {
    const turn = writing.then(write, write);
    writing = turn;
    return turn;
  };

  connection.onRequest<AddPapersResult, void>(
    addPapersRequest,
    guard<AddPapersParams, AddPapersResult>('add papers', failedBug, params =>
      inTurn(() => addPapers(session(), params, reread)),
    ),
  );

  connection.onRequest<ReadZoteroResult, void>(
    readZoteroRequest,
    guard<unknown, ReadZoteroResult>('read Zotero', failedBug, async (_, s, signal) => {
      const path = settledPath(s.client.settings.zoteroFile, foldersOf(s));
      if (path === undefined) return { kind: 'failed', message: noFolder('zoteroFile') };
      const read = await readZotero(local, services.zotero, { signal, tell });
      if (read.kind !== 'read') return read;
      const problem = await inTurn(() => writeZoteroFile(path, read.items));
      if (problem !== undefined) return { kind: 'failed', message: problem };
      reread(fileUri(path));
      return { kind: 'read', items: read.items.length, uri: fileUri(path), file: fileName(fileUri(path)) };
    }),
  );
}

const failedBug = { kind: 'failed', message: 'Something went wrong inside Gloss. The log says what.' } as const;

function given(records: readonly BibliographicRecord[]): LookUp {
  return { kind: 'found', candidates: records.map((record): Candidate => ({ record, isSure: true })), warnings: [] };
}

/** Why nothing may be looked up; undefined where it may. */
function refusal({ client }: Session): string | undefined {
  if (!client.trusted) {
    return 'Gloss does not use the network in a workspace that is not trusted. Trust the workspace to look papers up.';
  }
  return client.settings.network === 'off'
    ? 'Gloss may not use the network: the setting gloss.network is off.'
    : undefined;
}
