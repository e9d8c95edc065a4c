// Bundles the three programs into dist/, or with --tests every test file into out/test/.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  logLevel: 'warning',
  define: { VERSION: JSON.stringify(JSON.parse(readFileSync('package.json', 'utf8')).version) },
  loader: { '.yaml': 'text', '.md': 'text' },
};

if (process.argv.includes('--tests')) {
  rmSync('out/test', { recursive: true, force: true });
  const tests = ['test', 'test/formats'].flatMap(folder =>
    readdirSync(folder)
      .filter(name => name.endsWith('.test.ts'))
      .map(name => `${folder}/${name}`),
  );
  await build({
    ...common,
    entryPoints: tests,
    outdir: 'out/test',
    outbase: 'test',
    sourcemap: 'inline',
    // The tests share what they import, so that it is loaded once.
    format: 'esm',
    splitting: true,
    outExtension: { '.js': '.mjs' },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
} else {
  const shipped = { ...common, minify: true, legalComments: 'none' };
  await Promise.all([
    build({ ...shipped, entryPoints: { client: 'client/extension.ts' }, outdir: 'dist', external: ['vscode'] }),
    build({
      ...shipped,
      entryPoints: { server: 'server/main.ts', cli: 'server/cli.ts' },
      outdir: 'dist',
      banner: { js: '#!/usr/bin/env node' },
    }),
  ]);
}
