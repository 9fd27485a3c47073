// npm run bench: netvet beside the tools people would reach for instead, on generated inventories, in one run.
// Ratios only mean something within a run. --rows N scales everything, --times N sets the turns, --growth N how many times
// as many rows the longest inventory has, --only NAME runs one section. Readers that are no part of netvet are installed by
// npm ci --prefix test/bench; those that are not are left out. results.md is not written with --only or --dry.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generate, warm } from './generate.js';
import { compare } from './measure.js';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const work = join(here, 'work');
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    times: { type: 'string', default: '3' },
    only: { type: 'string' },
    growth: { type: 'string', default: '10' },
    dry: { type: 'boolean', default: false },
  },
});
const rows = Number(values.rows);
const times = Number(values.times);
const node = process.execPath;
const netvet = (...args) => [node, join(root, 'bin/netvet.js'), 'check', ...args, '--format', 'ndjson'];
const checks = (path, ...args) => ({
  command: netvet(path, ...args),
  stdout: join(work, 'out.ndjson'),
  codes: [0, 1, 3],
});
const csvParse = (path) => ({ command: [node, join(here, 'csv-parse.js'), path] });
const FIVE_WORDS = 'huawei|zte|hytera|hikvision|dahua';
/** Readers with one regular expression over the vendors; in test/bench/package.json. */
const PEERS = { DuckDB: '@duckdb/node-api', polars: 'nodejs-polars', uDSV: 'udsv' };
const isInstalled = (name) => existsSync(join(here, 'node_modules', PEERS[name]));
const peers = (path) =>
  Object.fromEntries(
    Object.keys(PEERS)
      .filter(isInstalled)
      .map((name) => [
        `${name}, five words`,
        { command: [node, join(here, 'peers', `${name.toLowerCase()}.js`), path, 'Vendor', FIVE_WORDS] },
      ]),
  );
const lines = [];

function say(text = '') {
  lines.push(text);
  process.stdout.write(`${text}\n`);
}

const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
const version = (command) => spawnSync(command[0], command.slice(1), { encoding: 'utf8' }).stdout.trim().split('\n')[0];

function table(title, results, count, base) {
  say(`\n## ${title}\n`);
  say(`| | seconds | CPU seconds | rows/s | peak MB | times netvet |`);
  say(`|---|---:|---:|---:|---:|---:|`);
  for (const [name, { seconds, cpu, mb }] of Object.entries(results)) {
    const perSecond = count === null ? '' : Math.round(count / seconds).toLocaleString('en');
    say(
      `| ${name} | ${seconds.toFixed(3)} | ${cpu.toFixed(2)} | ${perSecond} | ${mb.toFixed(0)} | ${(seconds / results[base].seconds).toFixed(2)} |`,
    );
  }
}

async function shape(name, others = () => ({}), count = rows) {
  const path = await generate(work, name, count);
  await warm(path);
  const results = await compare({ netvet: checks(path), 'csv-parse alone': csvParse(path), ...others(path) }, times);
  table(`${name}: ${count.toLocaleString('en')} rows`, results, count, 'netvet');
  return results;
}

const SECTIONS = {
  'start-up': async () => {
    const path = join(root, 'data/examples/branch-office.csv');
    const results = await compare(
      { netvet: checks(path), 'node -e 0': { command: [node, '-e', '0'] } },
      Math.max(times, 15),
    );
    table('start-up: 25 rows', results, null, 'node -e 0');
  },
  hits1: () =>
    shape('hits1', (path) => ({
      'read and decode only': { command: [node, join(here, 'decode.js'), path] },
      ...peers(path),
      ...(has('csvgrep') && {
        'csvgrep, five words': { command: ['csvgrep', '-c', 'Vendor', '-r', `(?i)${FIVE_WORDS}`, path] },
      }),
      ...(has('rg') && {
        'ripgrep -iFf, five words': {
          command: ['rg', '-iF', ...FIVE_WORDS.split('|').flatMap((word) => ['-e', word]), path],
        },
      }),
    })),
  small: () => shape('hits1', () => ({}), rows / 20),
  mixed: () => shape('mixed', peers),
  clean: () => shape('clean'),
  quoted: () => shape('quoted'),
  hits10: () => shape('hits10'),
  hits40: () => shape('hits40'),
  allhits: () => shape('allhits'),
  utf16: async () => {
    const path = await generate(work, 'utf16', rows);
    await warm(path);
    table(`utf16: ${rows.toLocaleString('en')} rows`, await compare({ netvet: checks(path) }, times), rows, 'netvet');
  },
  cyrillic: () => shape('cyrillic'),
  chinese: () => shape('chinese'),
  json: async () => {
    const path = await generate(work, 'json', (rows * 3) / 10);
    await warm(path);
    const parse = { command: [node, join(here, 'peers/json-parse.js'), path] };
    const results = await compare({ netvet: checks(path), 'JSON.parse alone': parse }, times);
    table(`json: ${((rows * 3) / 10).toLocaleString('en')} objects`, results, (rows * 3) / 10, 'netvet');
  },
  macs: () => shape('macs', () => ({}), (rows * 3) / 10),
  wide: async () => {
    const path = await generate(work, 'wide', rows / 10);
    await warm(path);
    const results = await compare({ netvet: checks(path), 'csv-parse alone': csvParse(path) }, times);
    table(`wide: ${(rows / 10).toLocaleString('en')} rows of 200 columns`, results, rows / 10, 'netvet');
  },
  names: async () => {
    const path = await generate(work, 'hits1', rows);
    const list = (size) => {
      const at = join(work, `list-${size}.yaml`);
      const entries = Array.from(
        { length: size },
        (_, i) => `  - vendor: {name: Zorbline ${i.toString(36)}q${i} Works}`,
      );
      writeFileSync(at, `id: names-${size}\ntitle: ${size} names\nentries:\n${entries.join('\n')}\n`);
      return at;
    };
    const results = await compare(
      { '20 names': checks(path, '-l', list(20)), '20,000 names': checks(path, '-l', list(20_000)) },
      times,
    );
    table(`list size: ${rows.toLocaleString('en')} rows`, results, rows, '20 names');
  },
  growth: async () => {
    const sizes = [1, Number(values.growth)];
    const contenders = {};
    for (const size of sizes) contenders[`${size} x`] = checks(await generate(work, 'hits1', rows * size));
    const results = await compare(contenders, times);
    table(`growth: ${rows.toLocaleString('en')} rows and ${sizes[1]} times as many`, results, null, '1 x');
  },
};

if (!existsSync(join(root, 'dist/knowledge.json'))) throw new Error('not built: npm run build');
mkdirSync(work, { recursive: true });
const [cpu] = cpus();
const installed = (name) => {
  const { version } = JSON.parse(readFileSync(join(here, 'node_modules', PEERS[name], 'package.json'), 'utf8'));
  return `${name} ${version}`;
};
const contenders = [
  `netvet ${version([node, join(root, 'bin/netvet.js'), '--version'])}`,
  ...['csvgrep', 'rg'].map((name) => (has(name) ? version([name, '--version']) : `${name} not installed`)),
  ...Object.keys(PEERS).map((name) => (isInstalled(name) ? installed(name) : `${name} not installed`)),
];
say(`# Bench results\n`);
say(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpu?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, node ${process.version}`,
);
say(contenders.join(', '));
say(
  `\nMedians of ${times} runs, taking turns. "times netvet" is the time as a multiple of netvet's (of the first named where netvet stands in each line).`,
);
for (const [name, section] of Object.entries(SECTIONS)) {
  if (values.only === undefined || values.only === name) await section();
}
if (values.only === undefined && !values.dry) writeFileSync(join(here, 'results.md'), `${lines.join('\n')}\n`);
