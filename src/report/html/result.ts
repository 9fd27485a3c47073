import type { SummaryEvent } from '../../core/events.ts';
import { CONFIDENCES, STATUSES, type Status } from '../../core/finding.ts';
import { answer, assetCounts, findingsOf, rowsOf } from '../answer.ts';
import { remarks, sourceName } from '../document.ts';
import { grouped, plural } from '../phrases.ts';
import type { PageCollected } from './page-content.ts';
import { icon } from './icons.ts';
import { type Markup, markup } from './markup.ts';

/** What each status means, for a reader who does not know netvet. */
const MEANS: Readonly<Record<Status, string>> = {
  banned: 'a list forbids something about it on the as-of date',
  undetermined: 'may be banned: the inventory does not state a fact that decides it',
  upcoming: 'forbidden from a later day',
  waived: 'one of the above, covered by a waiver of this organisation',
  exempt: 'an exemption of the authority covers it on the as-of date',
  listed: 'named by a list, which forbids nothing about it on the as-of date',
};

/** Title, the answer in one sentence, the numbers behind it. */
export function resultSection(collected: PageCollected): Markup {
  const { run, summary } = collected;
  return markup`
    <section id="result" aria-labelledby="result-title">
      <h2 id="result-title" class="unseen">Result</h2>
      ${answerBlock(collected)}
      ${remarks(run, summary).map((text) => markup`<p class="warning">${text}</p>`)}
      ${numbers(summary)}
      ${findingsOf(summary) > 0 && statusTable(collected)}
    </section>`;
}

/** What was checked, as of when, and the buttons of the page. */
export function masthead({ run, summary }: PageCollected): Markup {
  const rows = plural(rowsOf(summary, 'rows'), 'row');
  const lists = plural(run.lists.length, 'list');
  return markup`
    <header class="masthead">
      <div>
        <p class="brand">netvet ${run.netvet}</p>
        <h1>Equipment inventory check</h1>
        <p class="lede">${rows} of ${inventories(summary)}, checked as of <strong>${run.asOf}</strong>
           ${` against ${lists} of banned vendors.`}</p>
      </div>
      <div class="tools">
        <button type="button" id="dark" aria-pressed="false">Dark</button>
        <button type="button" id="print">Print</button>
      </div>
    </header>`;
}

/** One inventory by its name, so that the first page of paper says what was checked. */
function inventories({ inputs }: SummaryEvent): Markup {
  const [first] = inputs;
  if (first === undefined || inputs.length > 1) return markup`${plural(inputs.length, 'inventory', 'inventories')}`;
  return markup`<strong>${sourceName(first.source)}</strong>`;
}

function answerBlock({ summary, isOpen }: PageCollected): Markup {
  const { code, because } = summary.exit;
  const sentence = answer(summary);
  const headline = sentence.slice(0, sentence.lastIndexOf(': exit '));
  const banned = summary.findings.status['banned'] ?? 0;
  const quiet = code === 0 && banned === 0 && !isOpen;
  const shape = quiet ? 'passes' : code === 1 ? 'banned' : 'conflict';
  const reasons = because.length === 0 ? '' : `: ${because.join('; ')}`;
  return markup`
    <div class="answer ${shape}">${icon(shape)}
      <div>
        <p class="headline">${headline}</p>
        <p>Exit code ${code}${reasons}. An asset without a finding is not thereby cleared.</p>
      </div>
    </div>`;
}

function numbers(summary: SummaryEvent): Markup {
  const { assets, units } = summary;
  const facts: readonly (readonly [string, number])[] = [
    ['assets that fail', assets.failing],
    ['assets with a finding', assets.found],
    ...(units === assets.found ? [] : [['pieces, by the quantities of these assets', units] as const]),
    ['assets judged', assets.judged],
    ['rows with nothing to judge', rowsOf(summary, 'notJudged')],
    ['rows not readable', rowsOf(summary, 'rejected')],
  ];
  const one = ([label, count]: readonly [string, number]) =>
    markup`<div><dt>${label}</dt><dd>${grouped(count)}</dd></div>`;
  return markup`<dl class="numbers">${facts.map(one)}</dl>`;
}

function statusTable(collected: PageCollected): Markup {
  const { summary } = collected;
  const rows = STATUSES.filter((status) => (summary.findings.status[status] ?? 0) > 0).map((status) => {
    const counts = CONFIDENCES.map((confidence) => collected.count(status, confidence));
    const all = counts.reduce((sum, count) => sum + count, 0);
    return markup`
      <tr>
        <th scope="row">
          <span class="badge ${status}">${icon(status)}${status}</span>
          <span class="minor">${MEANS[status]}</span>
        </th>
        ${counts.map(cell)}
        <td class="all">${grouped(all)}</td>
      </tr>`;
  });
  const head = CONFIDENCES.map(
    (confidence) =>
      markup`<th scope="col" class="count"><span class="confidence">${icon(confidence)}${confidence}</span></th>`,
  );
  return markup`
    <section class="scroll" aria-label="Findings by status and confidence" tabindex="0">
      <table class="grades">
        <caption>${assetCounts(summary)} by status and confidence</caption>
        <thead><tr><th scope="col">Status</th>${head}<th scope="col" class="count">all</th></tr></thead>
        <tbody>${rows}</tbody>
      </table>
    </section>`;
}

function cell(count: number): Markup {
  return count === 0 ? markup`<td class="zero">0</td>` : markup`<td>${grouped(count)}</td>`;
}
