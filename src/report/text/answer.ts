import type { SummaryEvent } from '../../core/events.ts';
import { grouped, plural } from '../phrases.ts';
import { sum } from './closing.ts';
import type { Collected } from './collect.ts';

/** The last line: what a person who reads nothing else must know. It never says more than the exit code does. */
export function answer(collected: Collected, summary: SummaryEvent): string {
  const { code, because } = summary.exit;
  const rows = plural(sum(summary, 'rows'), 'row');
  if (code === 0) return `${passed(collected, summary)}: exit 0`;
  if (code === 1 && collected.failing > 0) {
    return `${plural(collected.failing, 'finding fails', 'findings fail')} in ${rows}: exit 1`;
  }
  const label = code === 3 ? 'Incomplete, not an answer' : code === 2 ? 'Cannot be trusted' : 'Failed';
  return `${label}: ${because.join('; ')}: exit ${code}`;
}

function passed({ findings }: Collected, summary: SummaryEvent): string {
  const judged = sum(summary, 'judged');
  const rows = sum(summary, 'rows');
  const of = judged === rows ? plural(rows, 'row') : `${grouped(judged)} of ${plural(rows, 'row')} judged`;
  if (findings === 0) return `No finding in ${of}, which is not a clearance`;
  const possible = summary.findings.confidence['possible'] ?? 0;
  if (possible === findings) {
    return `Nothing fails in ${of}, but look at the ${plural(possible, 'possible finding')} (-v lists them)`;
  }
  return `Nothing fails in ${of}; ${plural(findings, 'finding')} above`;
}
