import type { RunEvent, SummaryEvent } from '../../core/events.ts';
import { CONFIDENCES, STATUSES, type Status } from '../../core/finding.ts';
import { answer, findingsOf, rowsOf } from '../answer.ts';
import { grouped, plural } from '../phrases.ts';
import type { Collected } from './page-content.ts';
import { icon } from './icons.ts';
import { type Markup, markup } from './markup.ts';

/** What each status means, for a reader who does not know netvet. */
const MEANS: Readonly<Record<Status, string>> = {
  banned: 'a list bars something about it on the as-of date',
  undetermined: 'could be barred, but a fact is missing in the inventory',
  upcoming: 'barred from a later day',
  waived: 'one of the above, covered by a waiver of this organisation',
  exempt: 'an exception of the authority covers it on the as-of date',
  listed: 'named by a list, but nothing about it is barred',
};

/** Title, the answer in one sentence, the numbers behind it. */
export function resultSection(collected: Collected, summary: SummaryEvent): Markup {
  return markup`<section id="result" aria-labelledby="result-title">
<h2 id="result-title" class="unseen">Result</h2>
${answerBlock(summary)}
${numbers(summary)}
${findingsOf(summary) === 0 ? null : statusTable(collected)}
</section>
`;
}

/** What was checked, as of when, and the buttons of the page. */
export function masthead(run: RunEvent, summary: SummaryEvent): Markup {
  const rows = plural(rowsOf(summary, 'rows'), 'row');
  const lists = plural(run.lists.length, 'list');
  return markup`<header class="masthead">
<div><p class="brand">netvet ${run.netvet}</p>
<h1>Equipment inventory check</h1>
<p class="lede">${rows} of ${inventories(summary)}, judged as of <strong>${run.asOf}</strong> against ${lists} of banned vendors.</p></div>
<div class="tools"><button type="button" id="dark" aria-pressed="false">Dark</button><button type="button" id="print">Print</button></div>
</header>
`;
}

/** One inventory by its name, so that the first page of paper says what was checked. */
function inventories({ inputs }: SummaryEvent): Markup {
  const [first] = inputs;
  if (first === undefined || inputs.length > 1) return markup`${plural(inputs.length, 'inventory', 'inventories')}`;
  return markup`<strong>${first.source === '-' ? 'standard input' : first.source}</strong>`;
}

function answerBlock(summary: SummaryEvent): Markup {
  const { code, because } = summary.exit;
  const sentence = answer(summary);
  const headline = sentence.slice(0, sentence.lastIndexOf(': exit '));
  const banned = summary.findings.status['banned'] ?? 0;
  const quiet = code === 0 && banned === 0;
  const shape = quiet ? 'passes' : code === 1 ? 'banned' : 'conflict';
  const reasons = because.length === 0 ? '' : `: ${because.join('; ')}`;
  return markup`<div class="answer ${shape}">${icon(shape)}<div><p class="headline">${headline}</p><p>Exit code ${code}${reasons}. No finding is not a clearance.</p></div></div>`;
}

function numbers(summary: SummaryEvent): Markup {
  const facts: readonly (readonly [string, number])[] = [
    ['assets that fail', summary.assets.failing],
    ['assets with a finding', summary.assets.found],
    ['findings in all', findingsOf(summary)],
    ['units: the assets, each with its quantity', summary.units],
    ['rows judged', rowsOf(summary, 'judged')],
    ['rows with nothing to judge', rowsOf(summary, 'notJudged')],
    ['rows not readable', rowsOf(summary, 'rejected')],
  ];
  return markup`<dl class="numbers">${facts.map(([label, count]) => markup`<div><dt>${label}</dt><dd>${grouped(count)}</dd></div>`)}</dl>`;
}

function statusTable(collected: Collected): Markup {
  const rows = STATUSES.map((status) => {
    const counts = CONFIDENCES.map((confidence) => collected.count(status, confidence));
    const all = counts.reduce((sum, count) => sum + count, 0);
    return markup`<tr${all === 0 ? markup` class="none"` : null}><th scope="row"><span class="badge ${status}">${icon(status)}${status}</span></th>${counts.map(cell)}<td class="all">${grouped(all)}</td><td class="means">${MEANS[status]}</td></tr>`;
  });
  return markup`<div class="scroll" role="region" aria-label="Findings by status and confidence" tabindex="0"><table class="grades"><caption>Findings by status and confidence</caption>
<thead><tr><th scope="col">Status</th>${CONFIDENCES.map((confidence) => markup`<th scope="col" class="count"><span class="confidence">${icon(confidence)}${confidence}</span></th>`)}<th scope="col" class="count">all</th><th scope="col" class="means">meaning</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function cell(count: number): Markup {
  return count === 0 ? markup`<td class="zero">0</td>` : markup`<td>${grouped(count)}</td>`;
}
