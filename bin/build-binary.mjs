// Makes the single executable, such as release/netvet-linux-x64: Node, the program, its packages and what it knows in one file
// that runs where there is no Node. Usage: npm run build:binary, on the system that it is for, with the Node that goes into it.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { inject } from 'postject';
import { BUNDLE, planFor } from './binary-plan.mjs';

/** The mark in Node's own program that says whether a resource was added: nodejs.org/api/single-executable-applications.html */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

const { target, before, inject: segment, after } = planFor(process.platform, process.arch);
const work = mkdtempSync(join(tmpdir(), 'netvet-binary-'));
try {
  await build({ ...BUNDLE, outfile: join(work, 'main.cjs'), logLevel: 'warning' });
  const assets = { 'knowledge.json': resolve('dist/knowledge.json') };
  for (const folder of ['completion', 'forms', 'schema'])
    for (const name of readdirSync(join('data', folder)).sort())
      assets[`${folder}/${name}`] = resolve('data', folder, name);
  const blob = join(work, 'blob');
  const config = {
    main: join(work, 'main.cjs'),
    output: blob,
    assets,
    useCodeCache: true,
    disableExperimentalSEAWarning: true,
  };
  writeFileSync(join(work, 'config.json'), JSON.stringify(config));
  execFileSync(process.execPath, ['--experimental-sea-config', join(work, 'config.json')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  mkdirSync('release', { recursive: true });
  const draft = join(work, 'netvet');
  copyFileSync(process.execPath, draft);
  chmodSync(draft, 0o755);
  for (const [command, ...args] of before) execFileSync(command, [...args, draft]);
  await inject(draft, 'NODE_SEA_BLOB', readFileSync(blob), { sentinelFuse: FUSE, ...segment });
  for (const [command, ...args] of after) execFileSync(command, [...args, draft]);
  rmSync(target, { force: true });
  copyFileSync(draft, target);
} finally {
  rmSync(work, { recursive: true });
}
