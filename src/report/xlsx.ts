import type { DesignationEvent } from '../core/events.ts';
import { STATUSES, type Finding } from '../core/finding.ts';
import { answer } from './answer.ts';
import { Collected, leftOut } from './collected.ts';
import { checkedTables, closing, remarks, type Cell, type Column, type Table } from './document.ts';
import { saysText } from './law.ts';
import { baselineText, conflictLine, evidenceText, thingName } from './phrases.ts';
import type { ReportFormat } from './reporter.ts';
import { dayCell, workbook } from './xlsx/book.ts';

/** Findings in a workbook: more take long to open and to filter. */
const MOST = 20_000;

/** A workbook to work through: assets, findings, law, what to check, what was checked and what was not. */
export const xlsx: ReportFormat = {
  everyRow: false,
  create(folders) {
    const held = new Collected(MOST, folders);
    let bytes: Promise<Uint8Array> = Promise.resolve(new Uint8Array());
    const reporter = held.reporter(() => {
      bytes = workbook([assets(held), findings(held), lawSheet(held), toCheck(held), ...checked(held)]);
      return '';
    });
    return { ...reporter, bytes: () => bytes };
  },
};

type FindingColumn = readonly [header: string, width: number, value: (finding: Finding) => Cell];

const WHAT: readonly FindingColumn[] = [
  ['Status', 13, ({ status }) => status],
  ['Fails', 7, ({ fails }) => yesNo(fails)],
  ['Confidence', 12, ({ confidence }) => confidence],
  ['Vendor', 20, thingName],
];
const ASSET: readonly FindingColumn[] = [
  ['Asset', 20, ({ asset }) => asset.hostname ?? asset.assetTag ?? asset.ip ?? null],
  ['Model', 24, ({ asset }) => asset.model ?? asset.partNumber ?? null],
  ['Serial', 22, ({ asset }) => asset.serial ?? asset.gponSerial ?? null],
  ['Site', 16, ({ asset }) => asset.site ?? null],
];
const WHERE: readonly FindingColumn[] = [
  ['File', 26, ({ source }) => source],
  ['Line', 8, ({ line, cell, row }) => cell ?? line ?? row],
];
const SAYS: readonly FindingColumn[] = [
  ['What the lists say', 44, ({ designations }) => saysText(designations)],
  ['Because', 60, evidenceText],
];
const FINDING: readonly FindingColumn[] = [
  ...WHAT,
  ...SAYS,
  ['Conflict', 30, conflictLine],
  ['Baseline', 30, (finding) => baselineText(finding)[0] ?? null],
  ['Waiver', 16, ({ designations }) => designations.find(({ waiver }) => waiver !== null)?.waiver?.id ?? null],
  ...ASSET,
  ['Asset tag', 14, ({ asset }) => asset.assetTag ?? null],
  ['MAC', 20, ({ asset }) => asset.mac ?? null],
  ['IP', 16, ({ asset }) => asset.ip ?? null],
  ['Country', 14, ({ asset }) => asset.country ?? null],
  ['Acquired', 12, ({ asset }) => dayCell(asset.acquired)],
  ['Quantity', 9, ({ quantity }) => quantity],
  ...WHERE,
  ['Finding', 19, ({ id }) => id],
  ['Asset ID', 19, ({ assetId }) => assetId],
];

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

function findings(held: Collected): Table {
  return sheet('Findings', FINDING, held.findings.items);
}

function sheet(title: string, columns: readonly FindingColumn[], items: readonly Finding[]): Table {
  return {
    title,
    columns: columnsOf(columns),
    rows: items.map((finding) => columns.map(([, , value]) => value(finding))),
  };
}

const ALSO = [
  ['All vendors and categories', 26],
  ['Quantity', 9],
  ['Findings', 9],
  ['Asset ID', 19],
] as const;

function columnsOf(columns: readonly (readonly [label: string, width: number, ...rest: unknown[]])[]): Column[] {
  return columns.map(([label, width]) => ({ label, width }));
}

/** One row an asset: its strongest finding, and all vendors that were found in it. */
function assets({ findings: { items } }: Collected): Table {
  const byAsset = new Map<string, Finding[]>();
  for (const finding of items) byAsset.set(finding.assetId, [...(byAsset.get(finding.assetId) ?? []), finding]);
  const first = [...WHAT, ...ASSET, ...SAYS, ...WHERE];
  const base = sheet(
    'Assets',
    first,
    [...byAsset.values()].flatMap(([strongest]) => strongest ?? []),
  );
  const also = [...byAsset.values()].map((all): Cell[] => [
    [...new Set(all.map(thingName))].join(', '),
    Math.max(...all.map(({ quantity }) => quantity)),
    all.length,
    all[0]?.assetId ?? null,
  ]);
  return {
    ...base,
    columns: [...base.columns, ...columnsOf(ALSO)],
    rows: base.rows.map((cells, at) => [...cells, ...(also[at] ?? [])]),
  };
}

/** What a person can settle: uncertain vendors, missing facts, rules to come, cells that contradict each other. */
function toCheck(held: Collected): Table {
  const open = held.findings.items.filter((finding) => toDo(finding) !== '');
  return sheet(
    'To check',
    [['What to do', 50, toDo], ...WHAT, ...ASSET, ...SAYS, ...WHERE, ['Finding', 19, ({ id }) => id]],
    open,
  );
}

function toDo(finding: Finding): string {
  const { status, confidence, conflict, designations } = finding;
  if (STATUSES.indexOf(status) >= STATUSES.indexOf('waived')) return '';
  const needs = [...new Set(designations.flatMap((one) => one.needs))];
  const days = designations.map(({ daysLeft }) => daysLeft).filter((left) => left !== null);
  const parts = [
    confidence === 'possible' ? `confirm that it is ${thingName(finding)}` : '',
    needs.length === 0 ? '' : `find out: ${needs.join(', ')}`,
    status === 'upcoming' && days.length > 0 ? `forbidden in ${Math.min(...days)} days` : '',
    conflict === null ? '' : `check the device: ${conflictLine(finding) ?? ''}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

/** The tables of what was checked; that of the run says first what it came to. */
function checked(held: Collected): readonly Table[] {
  const { run, summary } = held;
  const missing = leftOut(held);
  const first: readonly Cell[][] = [
    ['answer', answer(summary), null],
    ...remarks(run, summary).map((text) => ['note', text, null]),
    ...(missing === null ? [] : [['left out', missing, null]]),
    ['note', closing(summary), null],
  ];
  return checkedTables(held, true).map((table) =>
    table.title === 'Run' ? { ...table, rows: [...first, ...table.rows] } : table,
  );
}

const COLUMNS: readonly (readonly [label: string, width: number])[] = [
  ['List', 18],
  ['Listed as', 34],
  ['Listed', 12],
  ['Listed until', 12],
  ['It may not', 50],
  ['Since', 12],
  ['Binds', 40],
  ['Assumed', 40],
  ['netvet cannot tell', 40],
  ['Citation', 26],
  ['Citation of the listing', 26],
  ['As known on', 12],
  ['Address', 40],
  ['Verified', 9],
];

/** A row each rule of an entry; an entry that forbids nothing has a row of its own. */
function lawSheet({ law }: Collected): Table {
  const rows = law.events.flatMap((event) =>
    rulesOf(event).map((rule): Cell[] => [
      event.list,
      event.as,
      dayCell(event.since),
      dayCell(event.until),
      ...rule.slice(0, -1),
      event.citation,
      dayCell(event.knownOn),
      law.list(event.list)?.url ?? null,
      rule.at(-1) ?? null,
    ]),
  );
  return { title: 'Law', columns: columnsOf(COLUMNS), rows };
}

/** What, since when, whom it binds, what is assumed, what no row tells, by which citation, whether that is verified. */
function rulesOf({ rules, verified }: DesignationEvent): readonly (readonly Cell[])[] {
  const yes = (sure: boolean) => (verified && sure ? 'yes' : 'no');
  if (rules.length === 0) return [['nothing: it forbids nothing', null, null, null, null, null, yes(true)]];
  return rules.map(({ mayNot, from, binds, assumes, cannotTell, citation, verified: sure }) => [
    mayNot,
    dayCell(from),
    ...[binds, assumes, cannotTell, citation],
    yes(sure),
  ]);
}
