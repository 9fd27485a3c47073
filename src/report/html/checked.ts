import type { InputCount, InputEvent, RunEvent, SummaryEvent } from '../../core/events.ts';
import { rowsOf } from '../answer.ts';
import { failedGuesses, filesOf, optionTexts, setAsideCounts, unreadColumns, waiverFacts } from '../document.ts';
import { firstOf, problemGrade, grouped, headerPlace, placeName, plural } from '../phrases.ts';
import { factsTable, markup, type Markup } from './markup.ts';
import { MOST_INPUTS, type Collected } from './page-content.ts';

/** Lines that are named where a guess did not hold. */
const MOST_LINES = 20;

/** What was checked with what, and what was not: enough to run it again and to know what the answer leaves open. */
export function checkedSection(run: RunEvent, collected: Collected, summary: SummaryEvent): Markup {
  return markup`
    <section id="checked" aria-labelledby="checked-title">
      <h2 id="checked-title">What was checked, and what was not</h2>
      ${inputs(collected, summary)}
      ${notRead(collected)}
      ${notJudged(collected, summary)}
      ${guesses(summary)}
      ${setAside(summary)}
      ${problems(collected)}
      ${lists(run)}
      ${circumstances(run, summary)}
    </section>`;
}

function inputs({ inputs: read }: Collected, summary: SummaryEvent): Markup {
  const more = summary.inputs.length - MOST_INPUTS;
  // Parts of one stream have one name, where results were put together: each is taken once, in order.
  const bySource = new Map<string, InputEvent[]>();
  for (const input of read) bySource.set(input.source, [...(bySource.get(input.source) ?? []), input]);
  const rows = summary.inputs
    .slice(0, MOST_INPUTS)
    .map((count) => inputRow(count, bySource.get(count.source)?.shift()));
  const counts = ['Rows', 'Judged', 'Nothing to judge', 'Not readable'];
  const columns = [
    { label: 'Input' },
    { label: 'Understood as' },
    ...counts.map((label) => ({ label, kind: 'count' as const })),
  ];
  return markup`
    <h3>Inputs</h3>
    ${factsTable('Inputs', columns, rows)}
    ${more > 0 && markup`<p>${plural(more, 'more input')}: <code>--format ndjson</code> has them all.</p>`}`;
}

function inputRow({ source, sha256, rows, judged, notJudged: nothing, rejected }: InputCount, read?: InputEvent) {
  const hash =
    sha256 === null ? markup`<strong>not read to its end</strong>` : markup`<code class="hash">sha256 ${sha256}</code>`;
  return [
    markup`${source === '-' ? 'standard input' : source}${hash}`,
    read === undefined ? null : understood(read),
    ...[rows, judged, nothing, rejected].map(grouped),
  ];
}

function understood(input: InputEvent): Markup {
  const { format, encoding, columns } = input;
  const about = [format, encoding, headerPlace(input)].filter((part) => part !== null).join(', ');
  const used = columns.filter(({ field }) => field !== 'text').map(({ column, field }) => `${column} = ${field}`);
  return markup`${about}<span class="minor">${used.join(', ')}</span>`;
}

/** Columns of secrets, by the inputs that have them. */
function notRead({ inputs: read }: Collected): Markup | null {
  const some = read.filter(({ unread }) => unread.length > 0);
  if (some.length === 0) return null;
  const columns = [{ label: 'Input' }, { label: 'Columns that were not read' }];
  const rows = some.map(({ source, unread }) => [
    source,
    unread.map(({ column, why }) => markup`<span class="item">${column} <span class="soft">${why}</span></span>`),
  ]);
  return markup`<h3>Columns not read</h3>${factsTable('Columns not read', columns, rows)}`;
}

function notJudged({ nothingToJudge }: Collected, summary: SummaryEvent): Markup | null {
  const count = rowsOf(summary, 'notJudged');
  if (count === 0) return null;
  const more = count - nothingToJudge.length;
  const places =
    nothingToJudge.join(', ') + (nothingToJudge.length > 0 && more > 0 ? ` and ${grouped(more)} more` : '');
  const name = count === 1 ? 'row names' : 'rows name';
  return markup`
    <h3>Rows with nothing to judge</h3>
    <p>${grouped(count)} ${name} no vendor, model, MAC or other identity: from this inventory nobody can tell what
      ${count === 1 ? ' it is' : ' they are'}. <span class="places">${places}</span></p>`;
}

/** What was assumed from the first rows of an input and did not hold to the last. */
function guesses(summary: SummaryEvent): Markup | null {
  const failed = failedGuesses(summary);
  if (failed.length === 0) return null;
  const columns = [{ label: 'Input' }, { label: 'Assumed' }, { label: 'Did not hold on lines' }];
  const rows = failed.map(({ source, what, assumed, lines }) => {
    const more = lines.length - MOST_LINES;
    return [
      source,
      `${what}: ${assumed}`,
      `${lines.slice(0, MOST_LINES).join(', ') || 'see the problems'}${more > 0 ? ` and ${grouped(more)} more` : ''}`,
    ];
  });
  return markup`<h3>Guesses that did not hold</h3>${factsTable('Guesses that did not hold', columns, rows)}`;
}

/** Names of listed vendors that are no evidence, by reason. */
function setAside(summary: SummaryEvent): Markup | null {
  const counts = setAsideCounts(summary);
  if (counts.length === 0) return null;
  const columns = [{ label: 'Reason' }, { label: 'Names', kind: 'count' as const }];
  const name = 'Names of listed vendors read and set aside';
  return markup`
    <h3>${name}</h3>
    ${factsTable(
      name,
      columns,
      counts.map(([why, count]) => [why, grouped(count)]),
    )}
    <p class="minor">They make no finding. <code>netvet check -v</code> lists each.</p>`;
}

function problems(collected: Collected): Markup | null {
  const all = collected.problems.all();
  if (all.length === 0) return null;
  const columns = [{ label: 'Where' }, { label: 'Problem' }, { label: 'What was wrong' }];
  const rows = all.map((problem) => [
    placeName(problem),
    `${problemGrade(problem)}: ${problem.code}`,
    [problem.message, problem.hint === null ? null : markup`<span class="minor">${problem.hint}</span>`],
  ]);
  return markup`<h3>Problems</h3>${factsTable('Problems', columns, rows)}`;
}

function lists({ lists: used }: RunEvent): Markup {
  const columns = [{ label: 'List' }, { label: 'Binds' }, { label: 'As known on', kind: 'day' as const }];
  const rows = used.map(({ id, title, binds, checked, note, sha256 }) => [
    markup`${title} <span class="minor">${id}</span><code class="hash">sha256 ${sha256}</code>`,
    [binds ?? 'not stated', note === null ? null : markup`<span class="minor">${note}</span>`],
    checked ?? 'not stated',
  ]);
  return markup`
    <h3>Lists</h3>
    ${factsTable('Lists', columns, rows)}
    <p>Only these lists were checked. What another authority, a contract or a later version of these lists forbids is
       not in this report.</p>`;
}

function circumstances(run: RunEvent, summary: SummaryEvent): Markup {
  const { dismissed } = summary.waivers;
  const facts: readonly (readonly [string, string | Markup])[] = [
    ['Tool', `netvet ${run.netvet}, result schema ${run.schemaVersion}`],
    ['As of', run.asOf],
    ['Vendors and identifiers', markup`<code class="hash">sha256 ${run.knowledge}</code>`],
    ['Options', optionTexts(run).join(' ') || 'all at their default'],
    ...filesOf(run).map(
      ([what, { path, sha256 }]) => [what, markup`${path}<code class="hash">sha256 ${sha256}</code>`] as const,
    ),
    ...waiverFacts(summary).map(([what, ids]) => [`waivers ${what}`, firstOf(ids)] as const),
    ...(dismissed === 0 ? [] : [['Findings dismissed by a waiver', grouped(dismissed)] as const]),
    ...(summary.resolved.length === 0
      ? []
      : [['Baseline findings that are gone', grouped(summary.resolved.length)] as const]),
  ];
  return markup`
    <h3>How</h3>
    <dl class="how">${facts.map(([label, value]) => markup`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

const SIGNERS = ['Reviewed by', 'Approved by'] as const;
const LINES = ['Name', 'Role', 'Date'] as const;

/** Lines to sign, under a statement of what the signature does not cover. */
export function signOffSection(run: RunEvent, collected: Collected, summary: SummaryEvent): Markup {
  const open = [...notChecked(collected, summary), ...NEVER_CHECKED, afterwards(run)];
  return markup`
    <section id="sign-off" aria-labelledby="sign-off-title">
      <h2 id="sign-off-title">Sign-off</h2>
      <p class="statement"><strong>This report clears no equipment.</strong> It says which vendors the cells of the
        inventories above name, and what the lists above say of these as of ${run.asOf}. Not checked:</p>
      <ul class="statement">${open.map((item) => markup`<li>${item}</li>`)}</ul>
      <div class="signers">${SIGNERS.map(signer)}</div>
    </section>`;
}

const NEVER_CHECKED = [
  'equipment that is in none of these inventories',
  'parts from listed vendors inside other vendors’ products, unless a cell names them',
  'lists, contracts and rules other than those named here',
];

function afterwards({ asOf }: RunEvent): string {
  return `what was published after the day on which each list was last checked, or applies after ${asOf}`;
}

/** What this run leaves open, each with its count. */
function notChecked({ inputs }: Collected, summary: SummaryEvent): string[] {
  const aside = Object.values(summary.setAside).reduce((sum, count) => sum + count, 0);
  const possible = summary.findings.confidence['possible'] ?? 0;
  const unread = summary.inputs.filter(({ sha256 }) => sha256 === null).length;
  const guesses = failedGuesses(summary).length;
  const counts: readonly (readonly [count: number, one: string, many: string])[] = [
    [rowsOf(summary, 'notJudged'), 'row with nothing to judge', 'rows with nothing to judge'],
    [rowsOf(summary, 'rejected'), 'row not readable', 'rows not readable'],
    [unread, 'input not read to its end', 'inputs not read to their end'],
    [unreadColumns(inputs).length, 'column of secrets', 'columns of secrets'],
    [guesses, 'guess about the inputs that did not hold', 'guesses about the inputs that did not hold'],
    [aside, 'name of a listed vendor read and set aside', 'names of listed vendors read and set aside'],
    [possible, 'possible finding that nobody has confirmed', 'possible findings that nobody has confirmed'],
    [summary.unclear['consumer-router'] ?? 0, 'row that says only “router”', 'rows that say only “router”'],
  ];
  return counts.flatMap(([count, one, many]) => (count === 0 ? [] : [plural(count, one, many)]));
}

function signer(name: string): Markup {
  return markup`
    <fieldset><legend>${name}</legend>
      ${LINES.map((line) => markup`<label>${line}<input type="text" autocomplete="off"></label>`)}
      <p class="signature">Signature</p>
    </fieldset>`;
}
