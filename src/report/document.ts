import type { InputEvent, RunEvent, SummaryEvent } from '../core/events.ts';
import { SET_ASIDE_REASONS, SET_ASIDE_TEXTS } from '../core/finding.ts';
import { rowsOf } from './answer.ts';
import type { Collected, Place } from './collected.ts';
import { elsewhereText, grouped, headerPlace, optionText, outdatedText, plural, problemGrade } from './phrases.ts';

/** What every report for people says of a run beside its findings: made here once, printed in each format. */

/** A text, a number, a day (`2026-11-28`), or nothing. */
export type Cell = string | number | { readonly day: string } | null;

export interface Column {
  readonly label: string;
  /** In characters, where a format has fixed widths. */
  readonly width: number;
  readonly kind?: 'count' | 'day' | 'hash';
}

/** One question and its answer, a row each fact. */
export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A cell as text. */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return grouped(cell);
  return typeof cell === 'string' ? cell : cell.day;
}

/** What a reader must know first: lists that may be out of date, lists that were not asked, rows that are too vague. */
export function remarks({ asOf }: RunEvent, summary: SummaryEvent): readonly string[] {
  const unclear = unclearText(summary.unclear['consumer-router'] ?? 0);
  return [...restsOn(asOf, summary), ...(unclear === null ? [] : [unclear])];
}

/** Lists that may be out of date, and lists that were not asked. */
export function restsOn(asOf: string, { outdated, elsewhere }: SummaryEvent): readonly string[] {
  return [outdatedText(outdated, asOf), elsewhereText(elsewhere)].filter((text) => text !== null);
}

/** Rows whose category is too vague for a category that a list names: a number, no findings. */
function unclearText(routers: number): string | null {
  if (routers === 0) return null;
  const says = routers === 1 ? '1 row says' : `${grouped(routers)} rows say`;
  return `${says} only "router": consumer routers are listed, so state which kind`;
}

/** What no report leaves open: that no finding clears nothing. */
export function closing({ assets }: SummaryEvent): string {
  return `No other list was checked.${assets.found === 0 ? '' : ' Assets without a finding are not thereby cleared.'}`;
}

/** Something that a run leaves open. */
export interface Open {
  readonly what: keyof typeof OPEN;
  readonly count: number;
  /** Where it is; as many as are known. */
  readonly places: readonly Place[];
  readonly why: string;
  readonly hint: string | null;
}

/** What is left open, one and several of it. */
const OPEN = {
  row: ['row with nothing to judge', 'rows with nothing to judge'],
  lost: ['row that could not be read', 'rows that could not be read'],
  input: ['input not read to its end', 'inputs not read to their end'],
  column: ['column of secrets', 'columns of secrets'],
  guess: ['guess about the inputs that did not hold', 'guesses about the inputs that did not hold'],
  aside: ['name of a listed vendor read and set aside', 'names of listed vendors read and set aside'],
  problem: ['problem', 'problems'],
} as const;

/** All that a run leaves open, besides what its findings say. */
export function openItems({ notJudged, inputs, problems, summary }: Collected): readonly Open[] {
  const places = (source: string, lines: readonly (number | null)[] = [null]): readonly Place[] =>
    lines.map((line) => ({ source, row: null, line, cell: null }));
  const rest = rowsOf(summary, 'notJudged') - [...notJudged.values()].reduce((all, { count }) => all + count, 0);
  const items: Open[] = [
    ...Array.from(notJudged, ([why, known]) => ({ what: 'row', ...known, why, hint: null }) as const),
    { what: 'row', count: Math.max(0, rest), places: [], why: 'no vendor, model or MAC', hint: null },
    { what: 'lost', count: rowsOf(summary, 'rejected'), places: [], why: 'could not be read', hint: null },
    ...summary.inputs
      .filter(({ sha256 }) => sha256 === null)
      .map(({ source }) => ({ what: 'input', count: 1, places: places(source), why: 'not read', hint: null }) as const),
    ...inputs.flatMap(({ source, unread }) =>
      unread.map(({ column, why }) => {
        return { what: 'column', count: 1, places: places(source), why: column, hint: why } as const;
      }),
    ),
    ...summary.inputs.flatMap(({ source, guessed }) =>
      guessed.flatMap(({ what, assumed, held, lines }): Open[] => {
        const why = `${what} was taken for ${assumed}, which does not hold`;
        const at = places(source, lines.length === 0 ? [null] : lines);
        return held ? [] : [{ what: 'guess', count: 1, places: at, why, hint: null }];
      }),
    ),
    ...SET_ASIDE_REASONS.map((reason) => {
      const why = SET_ASIDE_TEXTS[reason];
      return { what: 'aside', count: summary.setAside[reason], places: [], why, hint: '-v lists each' } as const;
    }),
    ...problems.all().map((one) => {
      const why = `${problemGrade(one)} ${one.code}: ${one.message}`;
      return { what: 'problem', count: 1, places: [one], why, hint: one.hint } as const;
    }),
  ];
  return items.filter(({ count }) => count > 0);
}

/** What a run leaves open, each with its count: what a signature does not cover. */
export function openCounts(held: Collected): readonly string[] {
  const { findings, unclear } = held.summary;
  const items = openItems(held);
  const possible = findings.confidence['possible'] ?? 0;
  const counts = Object.entries(OPEN).map(([what, [one, many]]) => {
    const count = items.reduce((sum, item) => sum + (item.what === what ? item.count : 0), 0);
    return [count, one, many] as const;
  });
  return [
    ...counts,
    [possible, 'possible finding that nobody has confirmed', 'possible findings that nobody has confirmed'] as const,
    [unclear['consumer-router'] ?? 0, 'row that says only “router”', 'rows that say only “router”'] as const,
  ].flatMap(([count, one, many]) => (count === 0 ? [] : [plural(count, one, many)]));
}

/**
 * What was checked with what, and what was not: enough to run it again. Tables without a row are left out. `eachPlace`:
 * a row for each line that is left open, not one for each file.
 */
export function checkedTables(held: Collected, eachPlace = false): readonly Table[] {
  const tables = [inputTable(held), openTable(held, eachPlace), listTable(held), runTable(held)];
  return tables.filter(({ rows }) => rows.length > 0);
}

function inputTable({ inputs, summary }: Collected): Table {
  // Parts of one stream have one name, where results were put together: each is taken once, in order.
  const bySource = new Map<string, InputEvent[]>();
  for (const input of inputs) bySource.set(input.source, [...(bySource.get(input.source) ?? []), input]);
  return {
    title: 'Inputs',
    columns: [
      { label: 'Input', width: 40 },
      { label: 'Understood as', width: 60 },
      { label: 'Rows', width: 9, kind: 'count' },
      { label: 'Judged', width: 9, kind: 'count' },
      { label: 'Nothing to judge', width: 15, kind: 'count' },
      { label: 'Not readable', width: 13, kind: 'count' },
      { label: 'sha256', width: 68, kind: 'hash' },
    ],
    rows: summary.inputs.map(({ source, sha256, rows, judged, notJudged, rejected }) => {
      const input = bySource.get(source)?.shift();
      return [
        sourceName(source),
        understood(input),
        rows,
        judged,
        notJudged,
        rejected,
        sha256 ?? 'not read to its end',
      ];
    }),
  };
}

/** `site.csv`; `-` is standard input. */
export function sourceName(source: string): string {
  return source === '-' ? 'standard input' : source;
}

function understood(input: InputEvent | undefined): string {
  if (input === undefined) return '';
  const used = input.columns.filter(({ field }) => field !== 'text').map(({ column, field }) => `${column} = ${field}`);
  return [howRead(input), ...(used.length === 0 ? [] : [used.join(', ')])].join('; ');
}

/** `csv, utf-8, header on line 1`. */
export function howRead(input: InputEvent): string {
  return [input.format, input.encoding, headerPlace(input)].filter((part) => part !== null).join(', ');
}

function openTable(held: Collected, eachPlace: boolean): Table {
  return {
    title: 'Not checked',
    columns: [
      { label: 'What', width: 28 },
      { label: 'File', width: 26 },
      { label: 'Line', width: 10 },
      { label: 'Why', width: 60 },
      { label: 'Note', width: 50 },
    ],
    rows: openItems(held).flatMap(({ what, count, places, why, hint }) => {
      const label = OPEN[what][0];
      const rest = count - places.length;
      const at = eachPlace
        ? places.map(({ source, line, cell }) => [source, cell ?? line] as const)
        : Array.from(bySource(places), ([source, lines]) => [source, linesText(lines)] as const);
      return [
        ...at.map(([source, lines]) => [label, sourceName(source), lines, why, hint]),
        ...(rest > 0
          ? [[plural(rest, label, OPEN[what][1]), null, null, why, hint ?? '-o flagged=FILE marks each']]
          : []),
      ];
    }),
  };
}

/** Lines of a file that are named in one text. */
const MOST_LINES = 100;

function bySource(places: readonly Place[]): ReadonlyMap<string, readonly (string | number)[]> {
  const known = new Map<string, (string | number)[]>();
  for (const { source, line, cell } of places) {
    const lines = known.get(source) ?? [];
    known.set(source, lines);
    if (cell !== null || line !== null) lines.push(cell ?? line ?? '');
  }
  return known;
}

function linesText(lines: readonly (string | number)[]): string | number | null {
  if (lines.length < 2) return lines[0] ?? null;
  const more = lines.length - MOST_LINES;
  return `${lines.slice(0, MOST_LINES).join(', ')}${more > 0 ? ` and ${grouped(more)} more` : ''}`;
}

function listTable({ run }: Collected): Table {
  return {
    title: 'Lists',
    columns: [
      { label: 'List', width: 50 },
      { label: 'Id', width: 18 },
      { label: 'Binds', width: 40 },
      { label: 'As known on', width: 12, kind: 'day' },
      { label: 'Note', width: 50 },
      { label: 'sha256', width: 68, kind: 'hash' },
    ],
    rows: run.lists.map(({ id, title, binds, checked, note, sha256 }) => [
      title,
      id,
      binds ?? 'not stated',
      checked === null ? 'not stated' : { day: checked },
      note,
      sha256,
    ]),
  };
}

function runTable({ run, summary }: Collected): Table {
  const { dismissed } = summary.waivers;
  const gone = summary.resolved.length;
  return {
    title: 'Run',
    columns: [
      { label: 'Item', width: 30 },
      { label: 'Value', width: 80 },
      { label: 'sha256', width: 68, kind: 'hash' },
    ],
    rows: [
      ['as of', { day: run.asOf }, null],
      ['tool', `netvet ${run.netvet}, result schema ${run.schemaVersion}`, null],
      ['vendors and identifiers', `as of ${run.data.day}`, run.knowledge],
      ['options', optionTexts(run).join(' ') || 'all at their default', null],
      ...filesOf(run).map(([what, path, sha256]) => [what, path, sha256]),
      ...waiverFacts(summary).map(([what, ids]) => [`waivers ${what}`, ids.join(', '), null]),
      ...(dismissed === 0 ? [] : [['findings dismissed by a waiver', dismissed, null]]),
      ...(gone === 0 ? [] : [['baseline findings that are gone', gone, null]]),
      ...(summary.notRead.length === 0 ? [] : [['baseline findings in inputs not read', summary.notRead.length, null]]),
    ],
  };
}

/** The waivers of which a reader must know something. */
export function waiverFacts({ waivers }: SummaryEvent): readonly (readonly [what: string, ids: readonly string[]])[] {
  const facts = [
    ['expired', waivers.expired],
    ['expire soon', waivers.expiring],
    ['unused', waivers.unused],
  ] as const;
  return facts.filter(([, ids]) => ids.length > 0);
}

/** The files that a run was given besides its inputs. */
export function filesOf(run: RunEvent): readonly (readonly [what: string, path: string, sha256: string])[] {
  return (['config', 'waivers', 'baseline'] as const).flatMap((what) => {
    const file = run[what];
    return file === null ? [] : [[what, file.path, file.sha256] as const];
  });
}

/** The options that are not at their default, as they would be typed. */
export function optionTexts({ options }: RunEvent): readonly string[] {
  return Object.entries(options).map(([name, value]) => optionText(name, value));
}
