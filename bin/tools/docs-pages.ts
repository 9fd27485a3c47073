// Writes the pages of docs/ that are made from data/: one a list, and one of vendors. Usage: npm run docs
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BanList } from '../../src/knowledge/ban-list.ts';
import { knowledgeOf, readDataFolder } from '../../src/knowledge/data.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { adoptionText, approvalText, entryText, ruleText } from '../../src/cli/commands/lists.ts';

/** The folder of the pages of lists. */
export const LISTS = 'docs/lists';

const MADE = '<!-- Made from data/ by `npm run docs`: do not edit. -->';

type Known = Pick<Knowledge, 'lists' | 'vendors' | 'profiles'>;

/** Writes the pages, and removes those of lists that are gone. */
export function main(): string {
  const pages = generatedPages(knowledgeOf(readDataFolder('data')));
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
      ['list', 'where', 'binds', 'rules', 'entries', 'as known on', ''],
      lists.map(({ id, jurisdiction, binds, rules, entries, checked, title }) => [
        `[${id}](${id}.md)`,
        plain(jurisdiction ?? ''),
        plain(binds ?? ''),
        String(rules.length),
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
        id,
        plain(whom),
        Object.entries(ids)
          .map(([one, rules]) => `[${one}](${one}.md)${rules === null ? '' : `: ${plain(rules.join(' '))}`}`)
          .join('; '),
      ]),
    ),
  ]); // prettier-ignore
}

function listPage(list: BanList, { vendors, profiles }: Known): string {
  const of = profiles.filter(({ lists }) => Object.hasOwn(lists, list.id)).map(({ id }) => id);
  const own = list.entries.filter(({ adoptedFrom }) => adoptedFrom === null);
  const nameOf = (ref: string | null): string => vendors.find(({ id }) => id === ref?.split('/')[0])?.name ?? '';
  return page(list.title, [
    ...table(['', ''], present([
      ['id', `\`${list.id}\``],
      ['publisher', plainOr(list.publisher)],
      ['where', plainOr(list.jurisdiction)],
      ['binds', plainOr(list.binds)],
      ['as known on', list.checked],
      ['changes', list.pace === null ? null : `about every ${list.pace} days`],
      ['profiles', of.length === 0 ? null : of.join(', ')],
      ['published at', list.url === null ? null : `<${list.url}>`],
    ])),
    ...section(list.rules.length === 0 ? 'It forbids nothing' : 'It may not', list.rules.map((rule) =>
      `- **${rule.id}:** ${linked(ruleText(rule, list.binds))}`)),
    ...section(list.entries.length === 0 ? 'It names nobody' : 'Named', own.map((entry) => {
      const who = entry.vendor === null ? entry.id : `${nameOf(entry.vendor)} (${entry.id})`;
      return `- **${plain(who)}:** ${linked(entryText(entry))}`;
    })),
    ...list.adopts.flatMap((adoption) => [
      ...section(`Named by ${adoption.list}`, [linked(adoptionText(adoption)), '', list.entries
        .filter(({ adoptedFrom }) => adoptedFrom === adoption.list)
        .map(({ as }) => plain(as))
        .join('; ')]),
    ]),
    ...list.approvals.flatMap(({ id, title, checked, pace, approvals }) => [
      ...section(title, [`\`${id}\`, as known on ${checked}; they change about every ${pace} days.`, '']),
      ...Object.entries(approvals).flatMap(([thing, held]) =>
        (held ?? []).map((one) =>
          `- **${thing}:** ${linked(`${one.holder ?? one.vendor ?? ''}: ${approvalText(one)}`)}`)),
    ]),
    ...section('Notes', list.note === null ? [] : [plain(list.note)]),
    ...section('Sources', list.sources.map((source) => `- ${linked(source)}`)),
  ]);
} // prettier-ignore

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `## ${plain(title)}`, '', ...lines];
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
