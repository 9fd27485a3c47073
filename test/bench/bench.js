// npm run bench: what netvet costs beside what it is measured against, as ratios within one run: only they mean something.
// --rows N scales everything, --times N sets the turns, --before DIR is another built checkout, --only NAME runs one
// section. Other readers are installed by npm ci --prefix test/bench; what is not there is said. results.md is not written
// with --only or --dry.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generate, generateFolder, warm } from './generate.js';
import { compare } from './measure.js';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const work = join(here, 'work');
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    times: { type: 'string', default: '3' },
    before: { type: 'string' },
    only: { type: 'string' },
    dry: { type: 'boolean', default: false },
  },
});
const rows = Number(values.rows);
const times = Number(values.times);
const node = process.execPath;
const nothing = { command: [node, '-e', '0'] };
const netvet = (path, checkout = root) => ({
  command: [node, join(checkout, 'bin/netvet.js'), 'check', path, '--format', 'ndjson'],
  stdout: join(work, 'out.ndjson'),
  codes: [0, 1, 3],
});
/** netvet, and the other checkout where there is one. */
const both = (path) => ({ netvet: netvet(path), ...(values.before && { before: netvet(path, values.before) }) });

const FIVE_WORDS = 'huawei|zte|hytera|hikvision|dahua';
/** Readers with one regular expression over the vendors, on one thread; in test/bench/package.json. */
const PEERS = { DuckDB: '@duckdb/node-api', polars: 'nodejs-polars', uDSV: 'udsv' };
const isInstalled = (name) =>
  name in PEERS
    ? existsSync(join(here, 'node_modules', PEERS[name]))
    : spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
const READERS = [...Object.keys(PEERS), 'csvgrep'];
const reader = (name, path) =>
  name === 'csvgrep'
    ? { command: ['csvgrep', '-c', 'Vendor', '-r', `(?i)${FIVE_WORDS}`, path] }
    : { command: [node, join(here, 'peers', `${name.toLowerCase()}.js`), path, 'Vendor', FIVE_WORDS] };

const lines = [];
function say(text = '') {
  lines.push(text);
  process.stdout.write(`${text}\n`);
}

/** One line: a figure, what it is held against, and what it should be at most. */
function line(what, own, beside, other, goal, unit = 's CPU') {
  const ratio = other === null ? '' : (own / other).toFixed(2);
  const held = other === null ? beside : `${beside}: ${other.toFixed(2)} ${unit}`;
  say(`| ${what} | ${own.toFixed(2)} ${unit} | ${held} | ${ratio} | ${goal} |`);
}

/** netvet's figure against that of the other checkout. */
function againstBefore(what, own, before, goal, unit) {
  line(what, own, before === undefined ? 'no --before' : 'before', before ?? null, goal, unit);
}

async function shape(name, goal, count = rows) {
  const path = await generate(work, name, count);
  await warm(path);
  const results = await compare(both(path), times);
  againstBefore(`${name}, ${count.toLocaleString('en')} rows`, results.netvet.cpu, results.before?.cpu, goal);
}

const SECTIONS = {
  ordinary: async () => {
    const path = await generate(work, 'mixed', rows);
    await warm(path);
    const peers = READERS.filter(isInstalled).map((name) => [name, reader(name, path)]);
    const results = await compare({ ...both(path), ...Object.fromEntries(peers) }, times);
    const what = `ordinary, ${rows.toLocaleString('en')} rows of 10 columns`;
    againstBefore(what, results.netvet.cpu, results.before?.cpu, '0.7');
    for (const name of READERS) {
      const goal = name === 'DuckDB' ? '2.2' : '';
      if (results[name] === undefined) line(what, results.netvet.cpu, `${name} is not installed`, null, goal);
      else line(what, results.netvet.cpu, `${name}, five words`, results[name].cpu, goal);
    }
  },
  quoted: () => shape('quoted', '1'),
  hits1: () => shape('hits1', '1'),
  hits40: () => shape('hits40', '1'),
  allhits: () => shape('allhits', '1', (rows * 3) / 10),
  folder: async () => {
    const files = rows / 500;
    const [folder, one] = [await generateFolder(work, files, 20), await generate(work, 'mixed', files * 20)];
    const results = await compare({ folder: netvet(folder), one: netvet(one) }, times);
    const what = `a folder of ${files.toLocaleString('en')} files of 20 rows`;
    line(what, results.folder.cpu, 'the same rows in one file', results.one.cpu, '3');
  },
  small: async () => {
    const [some, few] = [await generate(work, 'mixed', 1_000), await generate(work, 'mixed', 26)];
    const results = await compare({ some: netvet(some), few: netvet(few) }, times * 5);
    line('1,000 rows', results.some.seconds, '26 rows', results.few.seconds, '1.5', 's');
  },
  version: async () => {
    const version = { command: [node, join(root, 'bin/netvet.js'), '--version'] };
    const results = await compare({ version, nothing }, times * 5);
    line('--version', results.version.seconds, 'node -e 0', results.nothing.seconds, 'node -e 0 + 0.015 s', 's');
  },
  netbox: async () => {
    const path = await generate(work, 'netbox', rows / 20);
    await warm(path);
    const parse = { command: [node, join(here, 'peers/json-parse.js'), path] };
    const results = await compare({ ...both(path), parse }, times);
    const what = `${(rows / 20).toLocaleString('en')} NetBox devices as JSON`;
    line(what, results.netvet.cpu, 'JSON.parse', results.parse.cpu, '5');
    againstBefore(`${what}, memory`, results.netvet.mb, results.before?.mb, '180 MB', 'MB');
  },
  start: async () => {
    const path = await generate(work, 'clean', 26);
    const results = await compare({ ...both(path), nothing }, times * 5);
    const above = (result) => result && result.cpu - results.nothing.cpu;
    againstBefore('26 clean rows above node -e 0', above(results.netvet), above(results.before), '0.8');
  },
  walk: () => {
    const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
    const [, trip = ''] = /\*\*The trip of a CSV cell\*\*([^]*?)\n\n/.exec(text) ?? [];
    const stops = new Set(trip.match(/`[\w/-]+\.ts`/g)).size;
    say(`| the walk of a CSV cell | ${stops} stops | CONTRIBUTING.md | | 12 stops |`);
  },
};

if (!existsSync(join(root, 'dist/knowledge.json'))) throw new Error('not built: npm run build');
mkdirSync(work, { recursive: true });
const [cpu] = cpus();
const version = ([command, ...args]) => spawnSync(command, args, { encoding: 'utf8' }).stdout.trim().split('\n')[0];
const versionOf = (name) =>
  name in PEERS
    ? `${name} ${JSON.parse(readFileSync(join(here, 'node_modules', PEERS[name], 'package.json'), 'utf8')).version}`
    : version([name, '--version']);
say(`# Bench results\n`);
const memory = Math.round(totalmem() / 2 ** 30);
say(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpu?.model ?? 'unknown'}), ${memory} GiB, node ${process.version}`,
);
say(
  [
    `netvet ${version([node, join(root, 'bin/netvet.js'), '--version'])}`,
    ...READERS.map((name) => (isInstalled(name) ? versionOf(name) : `${name} not installed`)),
  ].join(', '),
);
say(`\nMeans of the middle half of ${times} runs or more, taking turns; start of the process included.\n`);
say(`| what | netvet | beside | ratio | at most |`);
say(`|---|---:|---|---:|---|`);
for (const [name, section] of Object.entries(SECTIONS)) {
  if (values.only === undefined || values.only === name) await section();
}
if (values.only === undefined && !values.dry) writeFileSync(join(here, 'results.md'), `${lines.join('\n')}\n`);
