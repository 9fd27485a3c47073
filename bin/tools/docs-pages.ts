// Writes the pages of docs/ that are made from data/: one a list, and one of vendors. Usage: npm run docs
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adoption, BanList, ListEntry } from '../../src/knowledge/ban-list.ts';
import { loadKnowledge } from '../../src/knowledge/folder.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Vendor } from '../../src/knowledge/vendor.ts';
import {
  deadlineText,
  exemptionText,
  periodText,
  prohibitionText,
  revisionText,
  whichCompanyText,
} from '../../src/cli/views/list-lines.ts';

/** The folder of the pages of lists. */
export const LISTS = 'docs/lists';

const MADE = '<!-- Made from data/ by `npm run docs`: do not edit. -->';

type Known = Pick<Knowledge, 'lists' | 'vendors' | 'profiles'>;

/** Writes the pages, and removes those of lists that are gone. */
export function main(): string {
  const pages = generatedPages(loadKnowledge('data'));
  mkdirSync(LISTS, { recursive: true });
  for (const name of readdirSync(LISTS)) if (!pages.has(`${LISTS}/${name}`)) rmSync(join(LISTS, name));
  for (const [path, text] of pages) writeFileSync(path, text);
  return `${String(pages.size)} pages`;
}

/** The pages that are made from data/, by their paths. */
export function generatedPages(known: Known): ReadonlyMap<string, string> {
  return new Map([
    [`${LISTS}/README.md`, overview(known)],
    ...known.lists.map((list) => [`${LISTS}/${list.id}.md`, listPage(list, known)] as const),
    ['docs/vendors.md', vendorsPage(known)],
  ]);
}

function overview({ lists, profiles }: Known): string {
  return page('Lists', [
    'Every list that is shipped. [Lists and profiles](../lists-and-profiles.md) says how they are chosen and what a ' +
      'status means.',
    '',
    ...table(
      ['list', 'where', 'kind', 'entries', 'checked', ''],
      lists.map(({ id, jurisdiction, kind, entries, checked, title }) => [
        `[${id}](${id}.md)`,
        plain(jurisdiction ?? ''),
        kind,
        String(entries.length),
        checked ?? '',
        plain(title),
      ]),
    ),
    '',
    '## Profiles',
    '',
    ...table(
      ['profile', 'for', 'lists'],
      profiles.map(({ id, for: whom, lists: ids }) => [
        id, plain(whom), ids.map((one) => `[${one}](${one}.md)`).join(', '),
      ]),
    ),
  ]); // prettier-ignore
}

function listPage(list: BanList, { vendors, profiles }: Known): string {
  const of = profiles.filter(({ lists }) => lists.includes(list.id)).map(({ id }) => id);
  const changes = list.changesEvery === null ? null : `about every ${list.changesEvery} days`;
  return page(list.title, [
    ...table(['', ''], present([
      ['id', `\`${list.id}\``],
      ['publisher', plainOr(list.publisher)],
      ['where', plainOr(list.jurisdiction)],
      ['kind', list.kind],
      ['binds', plainOr(list.binds)],
      ['last checked', list.checked],
      ['changes', changes],
      ['profiles', of.length === 0 ? null : of.join(', ')],
      ['published at', list.url === null ? null : `<${list.url}>`],
    ])),
    ...(list.note === null ? [] : ['', plain(list.note)]),
    ...list.approvals.flatMap(({ id, title, checked, changesEvery }) => [
      '',
      `Approvals: ${plain(title)} (\`${id}\`), last checked ${checked}, which change about every ${changesEvery} days.`,
    ]),
    ...list.adopts.flatMap((adoption) => adoptionLines(adoption, list)),
    ...list.entries.filter(({ adoptedFrom }) => adoptedFrom === null).flatMap((entry) => entryLines(entry, vendors)),
    ...(list.sources.length === 0
      ? []
      : ['', '## Sources', '', ...list.sources.map((source) => `- ${linked(source)}`)]),
  ]);
} // prettier-ignore

function adoptionLines(adoption: Adoption, { entries }: BanList): readonly string[] {
  const { list, asOf, since, until, prohibits, deadlines } = adoption;
  const taken = entries.filter(({ adoptedFrom }) => adoptedFrom === list);
  return [
    ...['', `## What it takes over from [${list}](${list}.md)`, ''],
    ...bullets([
      ['as', asOf === null ? 'amended' : `it stood on ${asOf}`],
      ['affiliates', adoption.affiliates],
      ['announced', adoption.announced],
      ['in effect', [since === null ? '' : `from ${since}`, until === null ? '' : `until ${until}`].join(' ').trim()],
      ...prohibits.map((rule) => ['forbids', prohibitionText(rule)] as const),
      ...deadlines.map((deadline) => ['deadline', deadlineText(deadline)] as const),
      ['condition', adoption.condition],
      ['still allowed', adoption.continuedUse],
      ['citation', adoption.citation],
      ['note', adoption.note],
      ['not verified', adoption.verified ? null : 'not read in a primary or dated secondary source'],
      ['entries', taken.map(({ listedAs }) => listedAs).join('; ')],
    ]),
  ];
}

function entryLines(entry: ListEntry, vendors: readonly Vendor[]): readonly string[] {
  const vendor = vendors.find(({ id }) => id === entry.vendor?.split('/')[0]);
  return [
    ...['', `## ${plain(entry.listedAs)}`, ''],
    ...bullets([
      ['entry', entry.id],
      ['vendor', entry.vendor === null ? null : `${vendor?.name ?? ''} (${entry.vendor})`],
      ['category', entry.category],
      ['also listed as', entry.names.join('; ')],
      ['covers', entry.covers.join(', ')],
      ['affiliates', entry.affiliates],
      ['models', entry.models.map(({ mask }) => mask).join(', ')],
      ['which company', entry.whichCompany === null ? null : whichCompanyText(entry.whichCompany)],
      ['announced', entry.announced],
      ['listed', entry.periods.map((period) => periodText(period)).join('; ')],
      ...entry.prohibits.map((rule) => ['forbids', prohibitionText(rule)] as const),
      ...entry.deadlines.map((deadline) => ['deadline', deadlineText(deadline)] as const),
      ['reason', entry.reason],
      ['only', entry.condition],
      ...entry.revisions.map((revision) => ['revised', revisionText(revision)] as const),
      ['produced outside', entry.producedOutside?.join(', ') ?? null],
      ['produced in', entry.producedIn?.join(', ') ?? null],
      ...entry.exemptions.map((exemption) => ['exempt', exemptionText(exemption)] as const),
      ['still allowed', entry.continuedUse],
      ['citation', entry.citation],
      ['at', entry.url],
      ['note', entry.note],
      ['not verified', entry.verified ? null : 'not read in a primary or dated secondary source'],
    ]),
  ];
}

function vendorsPage({ vendors, lists }: Known): string {
  const listsOf = (id: string): readonly string[] =>
    lists.filter(({ entries }) => entries.some(({ vendor }) => vendor?.split('/')[0] === id)).map((list) => list.id);
  return page('Vendors', [
    'Every vendor that is shipped. `netvet vendors show ID` says how each is recognised.',
    '',
    ...table(
      ['vendor', 'id', 'affiliates', 'families of models', 'lists'],
      vendors.map(({ id, name, affiliates, identifiers }) => [
        plain(name),
        `\`${id}\``,
        affiliates.map((affiliate) => plain(affiliate.name)).join(', '),
        String(
          [identifiers, ...affiliates.map((affiliate) => affiliate.identifiers)]
            .reduce((sum, { models }) => sum + models.length, 0),
        ),
        listsOf(id).map((list) => `[${list}](lists/${list}.md)`).join(', '),
      ]),
    ),
  ]);
} // prettier-ignore

const page = (title: string, lines: readonly string[]): string =>
  `${[MADE, '', `# ${plain(title)}`, '', ...lines].join('\n')}\n`;

type Fact = readonly [label: string, text: string | null];

const present = (facts: readonly Fact[]): readonly (readonly string[])[] =>
  facts.flatMap(([label, text]) => (text === null || text === '' ? [] : [[label, text]]));

const bullets = (facts: readonly Fact[]): readonly string[] =>
  present(facts).map(([label = '', text = '']) => `- **${label}:** ${linked(text)}`);

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);

const plainOr = (text: string | null): string | null => (text === null ? null : plain(text));

/** Addresses as links, all else as it is written. */
const linked = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s,;)]+)/)
    .map((part, index) => (index % 2 === 1 ? `<${part}>` : plain(part)))
    .join('');

/** Text without a meaning in Markdown. */
const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|~]/g, '\\$&');
