import type { SummaryEvent } from '../core/events.ts';
import { STATUSES } from '../core/finding.ts';
import { firstOf, grouped, plural } from './phrases.ts';

/** The reason for exit code 1 that the count of failing assets says already. */
const SAYS_HOW_MANY = /\d findings? at or above \w+$/;

/** What a person who reads one sentence must know, with the exit code, with which it agrees: the same in every report. */
export function answer(summary: SummaryEvent): string {
  const { code, because } = summary.exit;
  const { assets } = summary;
  const reasons = [...byChange(summary), ...because.filter((reason) => !SAYS_HOW_MANY.test(reason))];
  const end = ` (exit ${code})`;
  if (code === 0) return `${passed(summary)}${end}`;
  const fails = `${grouped(assets.failing)} of ${plural(assets.judged, 'asset')}${pieces(summary)} ${assets.failing === 1 ? 'fails' : 'fail'}`;
  if (code === 1 && assets.failing > 0) return `${[fails, ...undated(summary), ...reasons].join('; ')}${end}`;
  const label = code === 3 ? 'Incomplete' : code === 2 ? 'Cannot be trusted' : 'Failed';
  return `${[...(assets.failing > 0 ? [fails] : []), `${label}: ${reasons.join('; ')}`].join('; ')}${end}`;
}

/** Of those that fail, where cells give quantities. */
function pieces({ units, assets }: SummaryEvent): string {
  return units.failing === assets.failing ? '' : ` (${plural(units.failing, 'piece')})`;
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
function passed(summary: SummaryEvent): string {
  const { judged, rows } = { judged: rowsOf(summary, 'judged'), rows: rowsOf(summary, 'rows') };
  const of = judged === rows ? plural(rows, 'row') : `${grouped(judged)} of ${plural(rows, 'row')}`;
  const findings = findingsOf(summary);
  if (findings === 0) return `No findings in ${of}. This does not clear the equipment`;
  const possible = summary.findings.confidence['possible'] ?? 0;
  if (possible === findings) return `Nothing fails in ${of}, but look at the ${plural(possible, 'possible finding')}`;
  const statuses = STATUSES.flatMap((status) => {
    const count = summary.findings.status[status] ?? 0;
    return count === 0 ? [] : [`${grouped(count)} ${status}`];
  });
  return `Nothing fails in ${of}; ${plural(findings, 'finding')} (${statuses.join(', ')})`;
}

/** Whether nothing fails, nothing is undecided, and a list could have found something: only then a run looks calm. */
export function isCalm({ exit, findings, attention }: SummaryEvent): boolean {
  const open = ['undetermined', 'list-empty', 'gate'].some((kind) => (attention[kind] ?? 0) > 0);
  return (
    exit.code === 0 && !open && (findings.status['banned'] ?? 0) === 0 && (findings.status['undetermined'] ?? 0) === 0
  );
}

/** All findings of a run. */
export function findingsOf({ findings }: SummaryEvent): number {
  return Object.values(findings.status).reduce((total, count) => total + count, 0);
}

/** A count over all inputs of a run. */
export function rowsOf({ inputs }: SummaryEvent, key: 'rows' | 'judged' | 'notJudged' | 'rejected'): number {
  return inputs.reduce((total, input) => total + input[key], 0);
}
