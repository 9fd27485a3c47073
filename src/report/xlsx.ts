import type { DesignationEvent } from '../core/events.ts';
import { STATUSES, type Finding } from '../core/finding.ts';
import { answer, rowsOf } from './answer.ts';
import { holder, leftOut, type Held } from './at-the-end.ts';
import { failedGuesses, filesOf, optionTexts, remarks, setAsideCounts } from './document.ts';
import { saysText } from './law-text.ts';
import { baselineText, problemGrade, conflictLine, evidenceLine, thingName } from './phrases.ts';
import type { ReportFormat } from './reporter.ts';
import { dayCell, workbook, type Cell, type Sheet } from './xlsx/book.ts';

/** Findings in a workbook: more take long to open and to filter. */
const MOST = 20_000;

/** A workbook to work through: assets, findings, law, what to check, what was not judged, the run. */
export const xlsx: ReportFormat = {
  everyRow: false,
  create(folders) {
    const { held, ...collect } = holder(MOST, folders);
    let bytes: Promise<Uint8Array> = Promise.resolve(new Uint8Array());
    return {
      ...collect,
      summary(event) {
        bytes = workbook(sheetsOf(held(event)));
        return '';
      },
      bytes: () => bytes,
    };
  },
};

/** The sheets of a run, each for one question. */
function sheetsOf(held: Held): readonly Sheet[] {
  return [assets(held), findings(held), lawSheet(held), toCheck(held), notJudged(held), runSheet(held)];
}

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
  ['Because', 60, (finding) => finding.evidence.map((evidence) => evidenceLine(evidence, finding)).join('; ')],
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

function findings(held: Held): Sheet {
  return sheet('Findings', FINDING, held.findings.items);
}

function sheet(name: string, columns: readonly FindingColumn[], items: readonly Finding[]): Sheet {
  return {
    name,
    columns: columns.map(([header, width]) => [header, width]),
    rows: items.map((finding) => columns.map(([, , value]) => value(finding))),
  };
}

/** One row an asset: its strongest finding, and all vendors that were found in it. */
function assets({ findings: { items } }: Held): Sheet {
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
    columns: [...base.columns, ['All vendors and categories', 26], ['Quantity', 9], ['Findings', 9], ['Asset ID', 19]],
    rows: base.rows.map((cells, at) => [...cells, ...(also[at] ?? [])]),
  };
}

/** What a person can settle: uncertain vendors, missing facts, rules to come, cells that contradict each other. */
function toCheck(held: Held): Sheet {
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

function notJudged({ nothingToJudge, problems, inputs, summary }: Held): Sheet {
  const rows: Cell[][] = [
    ...nothingToJudge.map(({ source, line, cell }) => [
      'nothing to judge',
      source,
      cell ?? line,
      'names no vendor, model or MAC',
      null,
    ]),
    ...problems
      .all()
      .map((one) => [
        `problem: ${problemGrade(one)}`,
        one.source,
        one.cell ?? one.line,
        `${one.code}: ${one.message}`,
        one.hint,
      ]),
    ...inputs.flatMap(({ source, unread }) =>
      unread.map(({ column, why }) => ['column not read', source, null, column, why]),
    ),
    ...failedGuesses(summary).map(({ source, what, assumed, lines }) => [
      'guess that did not hold',
      source,
      lines[0] ?? null,
      `${what}: ${assumed}`,
      null,
    ]),
    ...setAsideCounts(summary).map(([why, count]) => ['names set aside', null, null, why, `${count} names`]),
  ];
  const more = rowsOf(summary, 'notJudged') - nothingToJudge.length;
  if (more > 0)
    rows.push([
      'nothing to judge',
      null,
      null,
      `${more} more rows, which are not named here`,
      '-o flagged=PATH marks all',
    ]);
  return {
    name: 'Not judged',
    columns: [
      ['What', 24],
      ['File', 26],
      ['Line', 8],
      ['Why', 60],
      ['Note', 50],
    ],
    rows,
  };
}

function runSheet(held: Held): Sheet {
  const { run, summary } = held;
  const missing = leftOut(held);
  const rows: Cell[][] = [
    ['Answer', answer(summary), null, null],
    ...remarks(run, summary).map((text): Cell[] => ['Note', text, null, null]),
    ['As of', null, dayCell(run.asOf), null],
    ['Tool', `netvet ${run.netvet}`, null, run.knowledge],
    ...(missing === null ? [] : [['Left out', missing, null, null]]),
    ...run.lists.map(({ id, title, checked, sha256 }) => [`list ${id}`, title, dayCell(checked), sha256]),
    ...summary.inputs.map(({ source, rows: count, judged, sha256 }) => [
      'input',
      `${source}: ${count} rows, ${judged} judged`,
      null,
      sha256 ?? 'not read to its end',
    ]),
    ...filesOf(run).map(([what, { path, sha256 }]) => [what, path, null, sha256]),
    ...optionTexts(run).map((text) => ['option', text, null, null]),
    [
      'Note',
      'Only these lists were checked, for the vendors they name. An asset without a finding is not cleared.',
      null,
      null,
    ],
  ];
  return {
    name: 'Run',
    columns: [
      ['Item', 22],
      ['Value', 80],
      ['Day', 12],
      ['sha256', 68],
    ],
    rows,
  };
}

const COLUMNS: Sheet['columns'] = [
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
function lawSheet({ designations, run }: Held): Sheet {
  const urls = new Map(run.lists.map((list) => [list.id, list.url]));
  const rows = designations.flatMap((event) =>
    rulesOf(event).map((rule): Cell[] => [
      event.list,
      event.as,
      dayCell(event.since),
      dayCell(event.until),
      ...rule.slice(0, -1),
      event.citation,
      dayCell(event.knownOn),
      urls.get(event.list) ?? null,
      rule.at(-1) ?? null,
    ]),
  );
  return { name: 'Law', columns: COLUMNS, rows };
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
