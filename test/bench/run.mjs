// npm run bench -- NAME [arguments]: bundles test/bench/NAME.ts into out/bench/ and runs it with the arguments.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { build } from 'esbuild';

const [name, ...rest] = process.argv.slice(2);
const source = `test/bench/${name}.ts`;
if (!name || !existsSync(source)) {
  const known = readdirSync('test/bench').filter(file => file.endsWith('.ts'));
  console.error(
    `usage: npm run bench -- NAME [arguments]\nbenches: ${known.map(file => file.slice(0, -3)).join(', ')}`,
  );
  process.exit(2);
}
const outfile = `out/bench/${name}.js`;
await build({
  entryPoints: [source],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  logLevel: 'warning',
  loader: { '.yaml': 'text', '.md': 'text' },
});
process.exit(spawnSync(process.execPath, [outfile, ...rest], { stdio: 'inherit' }).status ?? 1);
