// Says everything there is to say about data/, each with its place and what to do, and what to run next. The tests of
// data/ say the same. Usage: npm run check:data
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

import { addDays, dayOf } from '../../src/core/dates.ts';
import { distance } from '../../src/core/distance.ts';
import { formatProblem, UserError } from '../../src/core/errors.ts';
import type { BanList } from '../../src/knowledge/ban-list.ts';
import type { RawKnowledge } from '../../src/knowledge/data.ts';
import { readDataFolder } from '../../src/knowledge/data.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Vendor } from '../../src/knowledge/vendor.ts';
import { checkData } from './data-folder.ts';
import { LISTS, generatedPages } from './docs-pages.ts';
import { unknownStrangers } from './look-alikes.ts';
import { ieeePrefixes, registryKey } from './registries.ts';

const CASES = 'test/judge/dated-cases.csv';
export const STRENGTHS = 'test/fixtures/knowledge/strengths.tsv';

interface Checked {
  /** What is wrong, a line each, with its place. */
  readonly problems: readonly string[];
  readonly notes: readonly string[];
  /** What is made from data/ and is not current: what to run, and why. */
  readonly next: readonly string[];
}

/** All that is to be said of data/ on a day. */
export function checkAll(today: string): Checked {
  const files = readDataFolder('data');
  const { raw, knowledge, problems, notes } = checkData(files, today);
  if (knowledge === null || problems.length > 0) return { problems: problems.map(formatProblem), notes, next: [] };
  return {
    problems: [...againstRegistry(raw, knowledge), ...knowledge.lists.flatMap(daysWithoutCase)],
    notes,
    next: [
      ...notInLayout(),
      ...stalePages(knowledge),
      ...staleStrengths(knowledge.vendors, readFileSync(STRENGTHS, 'utf8')),
    ],
  };
}

/** What the registry of the IEEE says otherwise of MAC prefixes, registrants, strangers and makers. */
function againstRegistry(raw: RawKnowledge, { words }: Knowledge): readonly string[] {
  const registry = ieeePrefixes();
  const makers = raw.vendors.flatMap((vendor) => [vendor, ...vendor.affiliates]);
  const named = new Set(makers.flatMap(({ identifiers }) => identifiers.macRegistrants.map(({ value }) => value)));
  const keys = new Set(Array.from(named, registryKey));
  const spelled = new Set(registry.filter(({ name }) => keys.has(registryKey(name))).map(({ name }) => name));
  const held = registry.filter(({ name }) => named.has(name)).map(({ number, name }) => `${number} ${name}`);
  const written = new Set(raw.macPrefixes.prefixes.map((line) => line.join(' ')));
  const differ = [...held.filter((line) => !written.has(line)), ...[...written].filter((line) => !held.includes(line))];
  const own = makers.flatMap(({ names, brands }) => [...names, ...brands].map(({ name }) => registryKey(name)));
  const { registered } = words.tables.makers;
  const near = (name: string): boolean => own.some((one) => one.length >= 5 && distance(one, name, 1) === 1);
  return [
    ...[...named]
      .filter((name) => !spelled.has(name))
      .map((name) => `data/vendors: the IEEE registry spells no registrant ${name} (look for it in oui-data)`),
    ...[...spelled]
      .filter((name) => !named.has(name))
      .map((name) => `data/vendors: ${name} is another spelling of a registrant (add it to macRegistrants)`),
    ...(differ.length === 0
      ? []
      : [`data/mac-prefixes.txt: ${differ.length} prefixes differ, such as ${differ[0] ?? ''} (npm run update:mac)`]),
    ...unknownStrangers(raw.vendors, registry, words.legalForms).map(
      (line) => `data/vendors: ${line} (a stranger: lookAlikes; the vendor itself: names)`,
    ),
    ...(raw.words.makers?.registered ?? []).flatMap(({ name, source }) => {
      const [, prefix] = /^IEEE ([0-9A-F]+)$/.exec(source ?? '') ?? [];
      const holder = registry.find(({ number }) => number === prefix?.toLowerCase())?.name ?? '';
      const isHolder = prefix === undefined ? source !== null : plain(holder).includes(plain(name));
      return isHolder ? [] : [`data/words/makers.yaml: ${name} is not what its source shows (${source ?? 'none'})`];
    }),
    ...registered
      .filter(near)
      .map((name) => `data/words/makers.yaml: ${name} is one letter away from the name of a vendor (take it out)`),
  ];
}

const plain = (text: string): string => registryKey(text).replace(/[^\p{L}\p{N}]/gu, '');

/** Days that a list names and that no row of the table of dated cases asks. */
function daysWithoutCase({ id, rules, entries, approvals }: BanList): readonly string[] {
  const rows = readFileSync(CASES, 'utf8').split('\n');
  const asked = new Set(rows.filter((row) => row.startsWith(`${id};`)).map((row) => row.split(';')[1]));
  // What is adopted has its days in the list that it comes from.
  const own = entries.filter(({ adoptedFrom }) => adoptedFrom === null);
  const after = rules.flatMap(({ from }) => (from?.startsWith('+') === true ? [Number(from.slice(1, -1))] : []));
  const held = approvals.filter(({ of }) => of === id).flatMap((file) => Object.values(file.approvals).flat());
  const days = [
    ...own.flatMap(({ announced, since, until }) => [announced, since, until]),
    ...own.flatMap(({ since, rules: ids }) =>
      since === null || ids?.length === 0 ? [] : after.map((count) => addDays(since, count)),
    ),
    ...rules.flatMap(({ announced, from, until }) => [announced, from?.startsWith('+') === true ? null : from, until]),
    ...held.flatMap((approval) => [approval?.from ?? null, approval?.until ?? null]),
  ];
  return [...new Set(days)]
    .filter((day) => day !== null && !asked.has(day))
    .map(
      (day) => `data/lists/${id}.yaml: no row of ${CASES} asks what ${day ?? ''} means (the day, and the day before)`,
    );
}

/** Files that are not in the usual layout. */
function notInLayout(): readonly string[] {
  const options = ['node_modules/oxfmt/bin/oxfmt', '--list-different', 'data'];
  const { status, stdout, stderr } = spawnSync(process.execPath, options, { encoding: 'utf8' });
  // 1 when there are such files.
  if (status !== 0 && status !== 1) throw new Error(stderr);
  const wrong = stdout.trim().replaceAll('\n', ' ');
  return wrong === '' ? [] : [`npx oxfmt ${wrong} (the usual layout)`];
}

/** The pages of docs/ that are not what data/ says. */
function stalePages(knowledge: Knowledge): readonly string[] {
  const pages = generatedPages(knowledge);
  const stale = [
    ...[...pages]
      .filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
      .map(([path]) => path),
    ...readdirSync(LISTS).flatMap((name) => (pages.has(`${LISTS}/${name}`) ? [] : `${LISTS}/${name}`)),
  ];
  return stale.length === 0 ? [] : [`npm run docs (not current: ${stale.join(', ')})`];
}

/** The strength of each family of models, as a table: that a change of one is seen. */
export function strengths(vendors: readonly Vendor[]): string {
  const lines = vendors.flatMap((vendor) =>
    [vendor, ...vendor.affiliates].flatMap((maker) =>
      maker.identifiers.models.map(({ mask, strength, measured, is }) => {
        const { right, wrong } = measured ?? { right: 0, wrong: 0 };
        const whose = maker === vendor ? vendor.id : `${vendor.id}/${maker.id}`;
        return `${strength}\t${right}\t${wrong}\t${whose}\t${is ?? ''}\t${mask}\n`;
      }),
    ),
  );
  return `strength\tright\twrong\tmaker\tis\tmask\n${lines.join('')}`;
}

/** What to run where the table that was written is not theirs. Makers that it does not have are new, and no change. */
export function staleStrengths(vendors: readonly Vendor[], written: string): readonly string[] {
  const makerOf = (line: string): string => line.split('\t')[3] ?? '';
  const makers = new Set(written.split('\n').map(makerOf));
  const now = strengths(vendors)
    .split('\n')
    .filter((line) => makers.has(makerOf(line)));
  if (now.join('\n') === written) return [];
  return [
    `UPDATE=1 npm run jest -- test/data/vendors (${STRENGTHS}: families whose strength changed; read the difference)`,
  ];
}

/** After a change of data/: what is made from it, what commands and reports print of it, and its tests. */
export const AFTER_DATA = [
  'npm run --silent docs',
  // What this tool holds has just been held: `npm test` leaves it out.
  'UPDATE=1 npm --silent test -- -u test/knowledge/checks test/data test/judge/dated test/judge/facts ' +
    'test/cli/cases test/report/golden',
];

export function main(): string {
  const { problems, notes, next } = checkAll(dayOf(new Date()));
  const lines = [...problems, ...notes.map((note) => `note: ${note}`)];
  if (problems.length > 0) {
    const many = problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`;
    throw new UserError(
      [...lines, `${many} in ${relative('.', 'data')}/: mend this, then npm run check:data`].join('\n'),
    );
  }
  return [
    ...lines,
    'data/ is right',
    ...next.map((line) => `next: ${line}`),
    'after a change of data/ (read what differs before you commit it):',
    ...AFTER_DATA.map((line) => `  ${line}`),
  ].join('\n');
}
