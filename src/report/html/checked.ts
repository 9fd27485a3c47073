import { problemGrade } from '../level.ts';
import type { FileRef, InputCount, InputEvent, RunEvent, SummaryEvent } from '../../core/events.ts';
import { rowsOf } from '../answer.ts';
import { grouped, headerPlace, optionText, placeName, plural } from '../phrases.ts';
import { MOST_INPUTS, type Collected } from './page-content.ts';
import { type Markup, markup } from './markup.ts';

/** What was checked with what, and what was not: enough to run it again and to know what the answer leaves open. */
export function checkedSection(run: RunEvent, collected: Collected, summary: SummaryEvent): Markup {
  return markup`<section id="checked" aria-labelledby="checked-title">
<h2 id="checked-title">What was checked, and what was not</h2>
${inputs(collected, summary)}
${notJudged(collected, summary)}
${problems(collected)}
${lists(run)}
${circumstances(run, summary)}
</section>
`;
}

function inputs({ inputs: read }: Collected, summary: SummaryEvent): Markup {
  const more = summary.inputs.length - MOST_INPUTS;
  // Parts of one stream have one name, where results were put together: each is taken once, in order.
  const bySource = new Map<string, InputEvent[]>();
  for (const input of read) bySource.set(input.source, [...(bySource.get(input.source) ?? []), input]);
  const rows = summary.inputs
    .slice(0, MOST_INPUTS)
    .map((count) => inputRow(count, bySource.get(count.source)?.shift()));
  return markup`<h3>Inputs</h3>
${wide('Inputs')}<table class="facts"><thead><tr><th scope="col">Input</th><th scope="col">Understood as</th><th scope="col" class="count">Rows</th><th scope="col" class="count">Judged</th><th scope="col" class="count">Nothing to judge</th><th scope="col" class="count">Not readable</th></tr></thead><tbody>${rows}</tbody></table></div>
${more > 0 ? markup`<p>${plural(more, 'more input')}: <code>--format ndjson</code> has them all.</p>` : null}`;
}

/** Opens what scrolls by itself where a table is wider than the window, also by keyboard. */
function wide(label: string): Markup {
  return markup`<div class="scroll" role="region" aria-label="${label}" tabindex="0">`;
}

function inputRow(
  { source, sha256, rows, judged, notJudged: nothing, rejected }: InputCount,
  read?: InputEvent,
): Markup {
  const hash =
    sha256 === null ? markup`<strong>not read to its end</strong>` : markup`<code class="hash">sha256 ${sha256}</code>`;
  return markup`<tr><th scope="row">${source}${hash}</th><td>${read === undefined ? null : understood(read)}</td>${[rows, judged, nothing, rejected].map((count) => markup`<td class="count">${grouped(count)}</td>`)}</tr>`;
}

function understood(input: InputEvent): Markup {
  const { format, encoding, columns, unread } = input;
  const about = [format, encoding, headerPlace(input)].filter((part) => part !== null).join(', ');
  const used = columns.filter(({ field }) => field !== 'text').map(({ column, field }) => `${column} = ${field}`);
  const secrets = unread.length === 0 ? '' : `; not read: ${unread.map(({ column }) => column).join(', ')}`;
  return markup`${about}<span class="minor">${used.join(', ')}${secrets}</span>`;
}

function notJudged({ nothingToJudge }: Collected, summary: SummaryEvent): Markup | null {
  const count = rowsOf(summary, 'notJudged');
  if (count === 0) return null;
  const more = count - nothingToJudge.length;
  const places =
    nothingToJudge.join(', ') + (nothingToJudge.length > 0 && more > 0 ? ` and ${grouped(more)} more` : '');
  return markup`<h3>Rows with nothing to judge</h3>
<p>${plural(count, 'row')} ${count === 1 ? 'says' : 'say'} nothing of a maker, a model, a MAC or another identity, so nobody can tell from this inventory what ${count === 1 ? 'it is' : 'they are'}. <span class="places">${places}</span></p>`;
}

function problems(collected: Collected): Markup | null {
  const all = collected.problems.all();
  if (all.length === 0) return null;
  return markup`<h3>Problems of reading</h3>
${wide('Problems of reading')}<table class="facts"><thead><tr><th scope="col">Where</th><th scope="col">Problem</th><th scope="col">What was wrong</th></tr></thead><tbody>${all.map((problem) => markup`<tr><th scope="row">${placeName(problem)}</th><td>${problemGrade(problem)}: ${problem.code}</td><td>${problem.message}${problem.hint === null ? null : markup`<span class="minor">${problem.hint}</span>`}</td></tr>`)}</tbody></table></div>`;
}

function lists({ lists: asked }: RunEvent): Markup {
  return markup`<h3>Lists</h3>
${wide('Lists')}<table class="facts"><thead><tr><th scope="col">List</th><th scope="col">Kind</th><th scope="col">Binds</th><th scope="col">Right as of</th></tr></thead><tbody>${asked.map(({ id, title, kind, binds, checked, note, sha256 }) => markup`<tr><th scope="row">${title} <span class="minor">${id}</span><code class="hash">sha256 ${sha256}</code></th><td>${kind}</td><td>${binds ?? 'not said'}${note === null ? null : markup`<span class="minor">${note}</span>`}</td><td class="day">${checked ?? 'not said'}</td></tr>`)}</tbody></table></div>
<p>Only these lists were asked. What another authority, a contract or a later version of these lists bars is not in this report.</p>`;
}

function circumstances(run: RunEvent, summary: SummaryEvent): Markup {
  const { unused, expired, expiring, dismissed } = summary.waivers;
  const options = Object.entries(run.options).map(([name, value]) => optionText(name, value));
  const facts: readonly (readonly [string, string | Markup | null])[] = [
    ['Tool', `netvet ${run.netvet}, result schema ${run.schemaVersion}`],
    ['As of', run.asOf],
    ['Knowledge of vendors', markup`<code class="hash">sha256 ${run.knowledge}</code>`],
    ['Options', options.length === 0 ? 'all at their default' : options.join(' ')],
    ['Configuration', file(run.config)],
    ['Waivers', file(run.waivers)],
    ['Waivers expired', some(expired)],
    ['Waivers that expire soon', some(expiring)],
    ['Waivers not used', some(unused)],
    ['Findings dismissed by a waiver', dismissed === 0 ? null : grouped(dismissed)],
    ['Baseline', file(run.baseline)],
    ['Baseline findings that are gone', summary.resolved.length === 0 ? null : grouped(summary.resolved.length)],
  ];
  const shown = facts.filter(([, value]) => value !== null);
  return markup`<h3>How</h3>
<dl class="how">${shown.map(([label, value]) => markup`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function some(ids: readonly string[]): string | null {
  if (ids.length === 0) return null;
  const more = ids.length - 50;
  return ids.slice(0, 50).join(', ') + (more > 0 ? ` and ${grouped(more)} more` : '');
}

function file(ref: FileRef | null): Markup {
  return ref === null ? markup`none` : markup`${ref.path}<code class="hash">sha256 ${ref.sha256}</code>`;
}
