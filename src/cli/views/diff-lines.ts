import type { ListDiff } from '../../app/diff.ts';
import type { ListEntry, Rule, Scope } from '../../knowledge/ban-list.ts';
import { plural } from '../../report/phrases.ts';
import { ruleText } from './list-lines.ts';
import { indented, table } from '../output/print.ts';

const MARKS = { added: '+', removed: '-', ended: '-', renamed: '~', changed: '~', dropped: '-', altered: '~' };

/** What changed from one list to another, fact by fact, and what becomes of the findings of an earlier result. */
export function diffLines({ from, to, facts, entries, findings }: ListDiff, width: number): readonly string[] {
  return [
    `${from} -> ${to}`,
    ...indented(factLines(facts, width - 2)),
    ...entries.flatMap((change) => [
      `${MARKS[change.change]} ${entryLine(change)}`,
      ...indented(indented(factLines(change.facts, width - 4))),
    ]),
    facts.length + entries.length === 0 ? 'nothing differs' : countLine(entries),
    ...(findings === null ? [] : ['', ...findingLines(findings, width)]),
    ...(findings === null || entries.every(({ change }) => change !== 'added')
      ? []
      : ['An earlier result holds what its own lists looked for: check again for the entries added.']),
  ];
}

function entryLine({ entry, as, change, before }: ListDiff['entries'][number]): string {
  const how =
    change === 'ended' ? ', ended' : change === 'renamed' ? `, renamed${before === null ? '' : ` from ${before}`}` : '';
  return `${entry}${entry === as ? '' : `: ${as}`}${how}`;
}

/** How many entries changed how. */
function countLine(entries: ListDiff['entries']): string {
  const kinds = ['added', 'removed', 'ended', 'renamed', 'changed'] as const;
  const counts = kinds.map((kind) => [entries.filter(({ change }) => change === kind).length, kind] as const);
  const some = counts.filter(([count]) => count > 0).map(([count, kind]) => `${count} ${kind}`);
  return some.length === 0 ? 'no entry differs' : `entries: ${some.join(', ')}`;
}

function findingLines(findings: NonNullable<ListDiff['findings']>, width: number): readonly string[] {
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

/** Facts that are lists or objects, item by item: what one item says. */
const ITEMS = new Map<string, (item: never) => string>([
  ['models', (item: ListEntry['models'][number]) => item.mask],
  ['scopes', (item: Scope) => JSON.stringify(item)],
]);

function factLines(changes: ListDiff['facts'], width: number): readonly string[] {
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
  if (key.startsWith('rule ')) return [ruleText(value as Rule, null)];
  const say = ITEMS.get(key) as ((item: unknown) => string) | undefined;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => say?.(item) ?? (typeof item === 'string' ? item : JSON.stringify(item)));
}
