import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** From left to right: a folder imports itself and what stands left of it. */
const layers = ['text', 'library', 'extract', 'formats', 'snapshot', 'queries', 'host', 'lsp', 'main'];

/** The npm packages that each folder may use. */
const packages: Readonly<Record<string, readonly string[]>> = {
  formats: ['yaml'],
  snapshot: ['minisearch'],
  host: ['picomatch', 'vscode-uri'],
  lsp: ['vscode-languageserver'],
  main: ['vscode-languageserver/node'],
};

/** What the client shares with the server, and every layer may import: messages, and the one `fetch`. */
const shared = ['protocol.ts', 'bounded-fetch.ts'];

const sources = readdirSync('server', { recursive: true, encoding: 'utf8' }).filter(name => /(?<!\.d)\.ts$/.test(name));
const layerOf = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : 'main');

function importsOf(path: string): string[] {
  return [...readFileSync(path, 'utf8').matchAll(/^(?:import|export)\b[^;]*?from '([^']+)'/gm)].map(match => match[1]!);
}

describe('layers', () => {
  for (const source of sources.filter(name => !shared.includes(name))) {
    it(`${source} imports only what stands left of it`, () => {
      for (const imported of importsOf(join('server', source)).filter(name => name.startsWith('.'))) {
        const target = normalize(join(dirname(source), imported));
        if (shared.includes(target) || /\.(?:md|yaml)$/.test(target)) continue;
        const [from, to] = [layers.indexOf(layerOf(source)), layers.indexOf(layerOf(target))];
        assert.ok(to >= 0 && to <= from, `${source} imports ${imported}`);
      }
    });

    it(`${source} uses only its folder's packages`, () => {
      for (const name of importsOf(join('server', source)).filter(name => !/^(?:\.|node:)/.test(name))) {
        assert.ok(packages[layerOf(source)]?.includes(name), `${source} imports ${name}`);
      }
    });
  }

  it('only host/, cli.ts and main.ts reach the disk', () => {
    for (const source of sources.filter(name => !/^(?:host\/|cli\.ts|main\.ts)/.test(name))) {
      assert.ok(
        !importsOf(join('server', source)).some(name => /^node:(?:fs|net|http|child_process)/.test(name)),
        source,
      );
    }
  });

  it('the protocol imports nothing', () => assert.deepEqual(importsOf('server/protocol.ts'), []));

  it('the fetch that client and server share imports only the protocol', () =>
    assert.deepEqual(importsOf('server/bounded-fetch.ts'), ['./protocol.ts']));

  it('the client imports nothing of the server but the protocol and the fetch', () => {
    for (const source of readdirSync('client', { recursive: true, encoding: 'utf8' }).filter(name =>
      name.endsWith('.ts'),
    )) {
      for (const imported of importsOf(join('client', source)).filter(name => name.includes('server/'))) {
        assert.match(imported, /\/server\/(?:protocol|bounded-fetch)\.ts$/, `${source} imports ${imported}`);
      }
    }
  });
});
