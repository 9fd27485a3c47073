// Runs the scripts of this folder, one after the other, or those that are named: npm run test:heavy -- slurm dask
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The exit code of a script whose programs are not installed. */
const NOT_INSTALLED = 77;
const SHARED = ['engine.sh'];

const folder = dirname(fileURLToPath(import.meta.url));
const all = readdirSync(folder).filter((name) => name.endsWith('.sh') && !SHARED.includes(name));
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !all.includes(`${name}.sh`));
if (unknown.length > 0) throw new Error(`no script for ${unknown.join(', ')}: ${all.join(', ')}`);

let failed = 0;
for (const name of asked.length > 0 ? asked : all.map((file) => file.slice(0, -'.sh'.length)).sort()) {
  const { status, stdout, stderr } = spawnSync('sh', [join(folder, `${name}.sh`)], { encoding: 'utf8' });
  const said = `${stdout}${stderr}`.trim();
  const outcome = status === 0 ? 'passed' : status === NOT_INSTALLED ? 'left out' : `FAILED (${status})`;
  console.log(`${name}: ${outcome}${status === 0 ? '' : `\n${said}`}`);
  if (status !== 0 && status !== NOT_INSTALLED) failed += 1;
}
process.exitCode = failed > 0 ? 1 : 0;
