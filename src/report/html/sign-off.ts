import type { RunEvent, SummaryEvent } from '../../core/events.ts';
import { rowsOf } from '../answer.ts';
import { plural } from '../phrases.ts';
import { type Markup, markup } from './markup.ts';

const SIGNERS = ['Reviewed by', 'Approved by'] as const;
const LINES = ['Name', 'Role', 'Date'] as const;

/** Lines to sign, under a statement of what the signature does not cover. */
export function signOffSection(run: RunEvent, summary: SummaryEvent): Markup {
  const nothing = rowsOf(summary, 'notJudged');
  const rejected = rowsOf(summary, 'rejected');
  const unread = summary.inputs.filter(({ sha256 }) => sha256 === null).length;
  const open = [
    nothing === 0 ? null : `${plural(nothing, 'row')} with nothing to judge`,
    rejected === 0 ? null : `${plural(rejected, 'row')} that could not be read`,
    unread === 0 ? null : `${plural(unread, 'input')} not read to the end`,
    'equipment that is in none of these inventories',
    'makers inside other makers’ products that no cell names',
    'lists, contracts and rules other than those named here',
    `whatever was published after the day as of which each list is right, or applies after ${run.asOf}`,
  ].filter((item) => item !== null);
  return markup`<section id="sign-off" aria-labelledby="sign-off-title">
<h2 id="sign-off-title">Sign-off</h2>
<p class="statement"><strong>No finding is not a clearance.</strong> This report says what the cells of the inventories named above point at, and what the lists named above say of that as of ${run.asOf}. It did not check:</p>
<ul class="statement">${open.map((item) => markup`<li>${item}</li>`)}</ul>
<div class="signers">${SIGNERS.map((signer) => markup`<fieldset><legend>${signer}</legend>${LINES.map((line) => markup`<label>${line}<input type="text" autocomplete="off"></label>`)}<p class="signature">Signature</p></fieldset>`)}</div>
</section>
`;
}
