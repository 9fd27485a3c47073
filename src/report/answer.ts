import type { SummaryEvent } from '../core/events.ts';
import { STATUSES } from '../core/finding.ts';
import { firstOf, grouped, plural } from './phrases.ts';

/** The reason for exit code 1 that the count of failing findings says already. */
const SAYS_HOW_MANY = /\d findings? at or above \w+$/;

/** A reason for exit code 1 that is no count of what is banned. */
const DEADLINE = /\d findings? with a deadline /;

/** The reasons for the exit code besides the count of what fails. */
export function otherReasons({ exit }: SummaryEvent): string[] {
  return exit.because.filter((reason) => !SAYS_HOW_MANY.test(reason));
}

/** What keeps a run from being complete or trusted. */
export function gapsOf(summary: SummaryEvent): string[] {
  return otherReasons(summary).filter((reason) => !DEADLINE.test(reason));
}

/** The last line of a report: what a person who reads nothing else must know. It agrees with the exit code. */
export function answer(summary: SummaryEvent): string {
  const { code } = summary.exit;
  const { failing } = summary.assets;
  const rows = plural(rowsOf(summary, 'rows'), 'row');
  if (code === 0) return `${passed(summary)}: exit 0`;
  const reasons = [...byChange(summary), ...otherReasons(summary)];
  if (code === 1 && failing > 0) {
    const fails = `${plural(failing, 'asset fails', 'assets fail')} in ${rows}`;
    return `${[fails, ...undated(summary), ...reasons].join('; ')}: exit 1`;
  }
  const label = code === 3 ? 'Incomplete' : code === 2 ? 'Cannot be trusted' : 'Failed';
  return `${label}: ${reasons.join('; ')}: exit ${code}`;
}

/** How much depends on a day that the inventory does not give. */
function undated({ undated: count, findings }: SummaryEvent): readonly string[] {
  if (count === 0) return [];
  const all = count === findings.status['banned'] ? 'all' : plural(count, 'finding');
  return [`${all} only because no day of purchase is given`];
}

/** Which lists changed: a job that fails on the same inventory must say why. */
function byChange({ newByList }: SummaryEvent): readonly string[] {
  const lists = Object.entries(newByList).map(([list, count]) => `${list} (${plural(count, 'finding')})`);
  return lists.length === 0 ? [] : [`new because a list changed since the baseline: ${firstOf(lists)}`];
}

/** What exit code 0 means. */
export function passed(summary: SummaryEvent): string {
  const judged = rowsOf(summary, 'judged');
  const rows = rowsOf(summary, 'rows');
  const of = judged === rows ? plural(rows, 'row') : `${grouped(judged)} of ${plural(rows, 'row')}`;
  const findings = findingsOf(summary);
  if (findings === 0) return `No findings in ${of}. This does not clear the equipment`;
  const possible = summary.findings.confidence['possible'] ?? 0;
  if (possible === findings) {
    return `Nothing fails in ${of}, but look at the ${plural(possible, 'possible finding')}`;
  }
  const statuses = STATUSES.flatMap((status) => {
    const count = summary.findings.status[status] ?? 0;
    return count === 0 ? [] : [`${grouped(count)} ${status}`];
  });
  return `Nothing fails in ${of}; ${plural(findings, 'finding')} (${statuses.join(', ')})`;
}

/** `12 assets (14 findings)`, and how many pieces they are where cells give quantities. */
export function assetCounts(summary: SummaryEvent): string {
  const { assets, units } = summary;
  const pieces = units === assets.found ? '' : `, ${plural(units, 'unit')}`;
  return `${plural(assets.found, 'asset')}${pieces} (${plural(findingsOf(summary), 'finding')})`;
}

/** All findings of a run. */
export function findingsOf({ findings }: SummaryEvent): number {
  return Object.values(findings.status).reduce((total, count) => total + count, 0);
}

/** A count over all inputs of a run. */
export function rowsOf({ inputs }: SummaryEvent, key: 'rows' | 'judged' | 'notJudged' | 'rejected'): number {
  return inputs.reduce((total, input) => total + input[key], 0);
}
