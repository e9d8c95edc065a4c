import assert from 'node:assert/strict';
import { type Network, networkOf } from '../server/host/network/network.ts';
import { servicesAt } from '../server/host/network/services.ts';

describe('requests that wait for others', () => {
  const { crossref } = servicesAt(undefined);
  let asked: string[];
  let answer: () => void;
  let network: Network;
  beforeEach(() => {
    asked = [];
    network = networkOf({
      userAgent: 'gloss/1',
      refusal: () => undefined,
      pause: async () => {},
      transport: ({ url }) =>
        new Promise(resolve => {
          asked.push(url.slice(crossref.base.length));
          answer = () => resolve({ kind: 'answered', status: 200, type: 'application/json', body: '{}' });
        }),
    });
  });

  it('end at once when the reader cancels them, and never reach the service', async () => {
    const reader = new AbortController();
    const first = network.get(crossref, 'first', { signal: new AbortController().signal });
    const second = network.get(crossref, 'second', { signal: reader.signal });
    reader.abort();
    assert.deepEqual(await second, { kind: 'cancelled' });
    answer();
    assert.deepEqual(await first, { kind: 'text', text: '{}' });
    const third = network.get(crossref, 'third', { signal: new AbortController().signal });
    await new Promise(setImmediate);
    answer();
    await third;
    assert.deepEqual(asked, ['first', 'third']);
  });
});
