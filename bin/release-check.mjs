// Makes what a release consists of in release/, and says what is wrong with it and what only an owner can fill in.
// Usage: npm run release:check [-- --strict], which also fails where something is still to be filled in.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXECUTABLE } from './binary-plan.mjs';
import { makePage } from './build-page.mjs';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const OUT = 'release';
const wrong = [];
const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
const run = (command, ...args) => execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');
const manifest = json('package.json');
const { version } = manifest;

function checkVersions() {
  const lock = json('package-lock.json');
  for (const [where, found] of [
    ['package-lock.json', lock.version],
    ['package-lock.json, its first package', lock.packages[''].version],
    ['CHANGELOG.md, its first heading', /^## \[(.*?)\]/m.exec(readFileSync('CHANGELOG.md', 'utf8'))?.[1]],
    ['README.md, what it shows', /^netvet (\d[\w.-]*\d)/m.exec(readFileSync('README.md', 'utf8'))?.[1]],
  ])
    if (found !== version) wrong.push(`${where}: ${found}, and package.json says ${version}`);
  if (!new RegExp(`^## \\[${version}\\] - \\d{4}-\\d\\d-\\d\\d$`, 'm').test(readFileSync('CHANGELOG.md', 'utf8')))
    wrong.push(`CHANGELOG.md: no heading "## [${version}] - DAY"`);
  if (run('git', 'status', '--porcelain') !== '') wrong.push('changes that are not committed');
}

/** Packs into a folder and returns the path of the tarball. */
function pack(folder) {
  run('npm', 'run', 'build');
  const [{ filename }] = JSON.parse(run('npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', folder));
  return join(folder, filename);
}

function makeTarball() {
  const twice = mkdtempSync(join(tmpdir(), 'netvet-release-'));
  const tarball = pack(OUT);
  if (sha256(tarball) !== sha256(pack(twice))) wrong.push('packed twice, the tarball has other bytes');
  rmSync(twice, { recursive: true });
  try {
    run('npx', '--no-install', 'publint', 'run', tarball, '--strict');
  } catch (error) {
    wrong.push(`publint: ${error.stdout}${error.stderr}`);
  }
  try {
    run('npx', '--no-install', 'attw', tarball);
  } catch (error) {
    wrong.push(`attw: ${error.stdout}${error.stderr}`);
  }
}

/** What is installed with netvet. Without the day and number of its making, which would differ each time. */
function makeSbom() {
  const { serialNumber: _, ...sbom } = JSON.parse(run('npm', 'sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'));
  delete sbom.metadata.timestamp;
  // Npm takes the name of the folder.
  sbom.metadata.component.name = manifest.name;
  writeFileSync(join(OUT, `netvet-${version}.cdx.json`), `${JSON.stringify(sbom, null, 2)}\n`);
}

/** The data alone, for `--data` and for a netvet that is installed already. */
function packData() {
  run(process.execPath, 'bin/tools/run.mjs', 'pack-data', OUT);
}

/** Netvet for browsers, in one file. */
async function makeHtml() {
  writeFileSync(join(OUT, 'netvet.html'), (await makePage()).html);
}

/** What nobody can know before there is an owner. */
function unfilled() {
  const open = ['repository', 'homepage', 'bugs'].filter((key) => manifest[key] === undefined);
  return [
    ...open.map((key) => `package.json: ${key}`),
    ...(manifest.private === undefined && manifest.publishConfig === undefined
      ? ['package.json: the name under which the registry has it, and publishConfig (access, provenance)']
      : []),
    ...(readdirSync('data/schema').some((name) => json(join('data/schema', name)).$id.startsWith('urn:'))
      ? ['bin/tools/json-schema.ts: the address of data/schema (docs/releasing.md)']
      : []),
    ...(/\[An owner fills in/.test(readFileSync('CODE_OF_CONDUCT.md', 'utf8'))
      ? ['CODE_OF_CONDUCT.md: whom to tell']
      : []),
    ...(/Until this repository has/m.test(readFileSync('SECURITY.md', 'utf8')) ? ['SECURITY.md: where to report'] : []),
  ];
}

const earlier = existsSync(OUT) ? readdirSync(OUT).filter((name) => EXECUTABLE.test(name)) : [];
const kept = earlier.map((name) => [name, readFileSync(join(OUT, name))]);
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT);
for (const [name, bytes] of kept) writeFileSync(join(OUT, name), bytes, { mode: 0o755 });
checkVersions();
makeTarball();
makeSbom();
packData();
await makeHtml();
const names = readdirSync(OUT).sort();
writeFileSync(join(OUT, 'SHA256SUMS'), names.map((name) => `${sha256(join(OUT, name))}  ${name}\n`).join(''));
const open = unfilled();
process.stdout.write(
  [
    `netvet ${version}, in ${OUT}/: ${names.join(', ')}, SHA256SUMS`,
    ...(kept.length === 0 ? ['no single executable: npm run build:binary, before this'] : []),
    ...open.map((what) => `to be filled in by the owner: ${what}`),
    ...wrong.map((what) => `wrong: ${what}`),
    wrong.length === 0 ? 'nothing is wrong' : '',
    '',
  ]
    .filter((line, at, all) => line !== '' || at === all.length - 1)
    .join('\n'),
);
process.exitCode = wrong.length > 0 || (process.argv.includes('--strict') && open.length > 0) ? 1 : 0;
