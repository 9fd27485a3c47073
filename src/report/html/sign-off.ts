import type { RunEvent, SummaryEvent } from '../../core/events.ts';
import { rowsOf } from '../answer.ts';
import { plural } from '../phrases.ts';
import { failedGuesses } from './checked.ts';
import { type Markup, markup } from './markup.ts';
import type { Collected } from './page-content.ts';

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
  const columns = new Set(inputs.flatMap(({ unread }) => unread.map(({ column }) => column)));
  const aside = Object.values(summary.setAside).reduce((sum, count) => sum + count, 0);
  const possible = summary.findings.confidence['possible'] ?? 0;
  const unread = summary.inputs.filter(({ sha256 }) => sha256 === null).length;
  const guesses = failedGuesses(summary).length;
  const counts: readonly (readonly [count: number, one: string, many: string])[] = [
    [rowsOf(summary, 'notJudged'), 'row with nothing to judge', 'rows with nothing to judge'],
    [rowsOf(summary, 'rejected'), 'row not readable', 'rows not readable'],
    [unread, 'input not read to its end', 'inputs not read to their end'],
    [columns.size, 'column of secrets', 'columns of secrets'],
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
