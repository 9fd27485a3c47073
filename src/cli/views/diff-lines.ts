import type { FactChange, FindingChange, ListDiff } from '../../app/diff.ts';
import type { ListEntry } from '../../knowledge/ban-list.ts';
import { plural } from '../../report/phrases.ts';
import {
  deadlineText,
  exemptionText,
  periodText,
  prohibitionText,
  revisionText,
  whichCompanyText,
} from './list-lines.ts';
import { table } from '../output/print.ts';

const MARKS = { added: '+', removed: '-', changed: '~', dropped: '-', altered: '~' };

/** What changed from one list to another, fact by fact, and what becomes of the findings of an earlier result. */
export function diffLines({ from, to, facts, entries, findings }: ListDiff, width: number): readonly string[] {
  return [
    `${from} -> ${to}`,
    ...indented(factLines(facts, width - 2)),
    ...entries.flatMap(({ entry, listedAs, change, facts: own }) => [
      `${MARKS[change]} ${entry}${entry === listedAs ? '' : `: ${listedAs}`}`,
      ...indented(indented(factLines(own, width - 4))),
    ]),
    ...(facts.length + entries.length === 0 ? ['nothing differs'] : []),
    ...(findings === null ? [] : ['', ...findingLines(findings, width)]),
  ];
}

function findingLines(findings: readonly FindingChange[], width: number): readonly string[] {
  const rows = findings.map(({ change, source, line, row, name, from, to }) => [
    MARKS[change],
    line === null ? `${source} row ${row}` : `${source}:${line}`,
    name,
    `${from ?? 'no finding'} -> ${to ?? 'no finding'}`,
  ]);
  const [many, verb] =
    findings.length === 1 ? ['1 finding', 'changes'] : [plural(findings.length, 'finding'), 'change'];
  return [
    findings.length === 0 ? 'no finding of the result changes' : `${many} of the result ${verb}`,
    ...table(rows, width),
  ];
}

/** Facts that are lists, item by item: what one item says. */
const ITEMS = new Map<string, (item: never) => string>([
  ['prohibits', (item: ListEntry['prohibits'][number]) => prohibitionText(item)],
  ['deadlines', (item: ListEntry['deadlines'][number]) => deadlineText(item)],
  ['exemptions', (item: ListEntry['exemptions'][number]) => exemptionText(item)],
  ['periods', (item: ListEntry['periods'][number]) => periodText(item)],
  ['revisions', (item: ListEntry['revisions'][number]) => revisionText(item)],
  ['whichCompany', (item: NonNullable<ListEntry['whichCompany']>) => whichCompanyText(item)],
]);

function factLines(changes: readonly FactChange[], width: number): readonly string[] {
  return table(
    changes.flatMap(({ key, from, to }) => {
      const [old, now] = [saidBy(key, from), saidBy(key, to)];
      const rows = [
        ...old.filter((text) => !now.includes(text)).map((text) => ['-', text]),
        ...now.filter((text) => !old.includes(text)).map((text) => ['+', text]),
      ];
      return rows.map((row, index) => [index === 0 ? key : '', ...row]);
    }),
    width,
  );
}

function saidBy(key: string, value: unknown): readonly string[] {
  if (value === null) return [];
  const say = ITEMS.get(key) as ((item: unknown) => string) | undefined;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => say?.(item) ?? (typeof item === 'string' ? item : JSON.stringify(item)));
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
