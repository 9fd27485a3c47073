import { ATTENTION_KINDS, ATTENTION_LABELS, type Attention, type Counts, type SummaryEvent } from '../core/events.ts';
import { STATUSES } from '../core/finding.ts';
import { groupsOf } from '../core/groups.ts';
import { firstOf, firstOnes, grouped, plural } from './phrases.ts';
import type { Collected } from './collected.ts';

/** The reason for exit code 1 that the number of failing assets already gives. */
const SAYS_HOW_MANY = /\d findings? at or above \w+$/;

/** The outcome of a run in one sentence, with the exit code: the same in every report. */
export function answer(summary: SummaryEvent): string {
  const { code, because } = summary.exit;
  const { judged, failing } = summary.assets;
  const reasons = [...byChange(summary), ...because.filter((reason) => !SAYS_HOW_MANY.test(reason))];
  const end = ` (exit ${code})`;
  if (code === 0) return `${passed(summary)}${end}`;
  // Where no row was judged, the number of assets is not known.
  const howMany =
    rowsOf(summary, 'judged') > 0 ? `${grouped(failing)} of ${plural(judged, 'asset')}` : plural(failing, 'asset');
  const pieces = summary.pieces === failing ? '' : ` (${plural(summary.pieces, 'piece')})`;
  const fails = `${howMany}${pieces} ${failing === 1 ? 'fails' : 'fail'}`;
  const undated = `${plural(summary.undated, 'finding')} only because no day of purchase is given`;
  if (code === 1 && failing > 0)
    return `${[fails, ...(summary.undated === 0 ? [] : [undated]), ...reasons].join('; ')}${end}`;
  const label = code === 3 ? 'Incomplete' : code === 2 ? 'Cannot be trusted' : 'Failed';
  const text = `${label}: ${reasons.join('; ')}`;
  return `${failing > 0 ? `${fails}; ${text.charAt(0).toLowerCase()}${text.slice(1)}` : text}${end}`;
}

/** The lists that changed since the baseline: a job that fails on an unchanged inventory must say why. */
function byChange({ newByList }: SummaryEvent): readonly string[] {
  const lists = Object.entries(newByList).map(([list, count]) => `${list} (${plural(count, 'finding')})`);
  return lists.length === 0 ? [] : [`new because a list changed since the baseline: ${firstOf(lists)}`];
}

function passed(summary: SummaryEvent): string {
  const [judged, all] = [rowsOf(summary, 'judged'), rowsOf(summary, 'rows')];
  const rows = judged === all ? plural(all, 'row') : `${grouped(judged)} of ${plural(all, 'row')}`;
  const findings = Object.values(summary.findings.status).reduce((total, count) => total + count, 0);
  if (findings === 0) return `No findings in ${rows}. This does not clear the equipment`;
  const possible = summary.findings.confidence['possible'] ?? 0;
  if (possible === findings) return `Nothing fails in ${rows}, but look at the ${plural(possible, 'possible finding')}`;
  const counts = STATUSES.map((status) => [status, summary.findings.status[status] ?? 0] as const);
  const statuses = counts.flatMap(([status, count]) => (count === 0 ? [] : [`${grouped(count)} ${status}`]));
  return `Nothing fails in ${rows}; ${plural(findings, 'finding')} (${statuses.join(', ')})`;
}

/** Whether nothing fails, nothing is undecided and no list is empty: only then does a report look calm. */
export function isCalm({ exit, findings: { status }, attention }: SummaryEvent): boolean {
  const open = [status['banned'], status['undetermined'], attention['undetermined'], attention['list-empty']];
  return exit.code === 0 && open.every((count = 0) => count === 0);
}

/** A count over all inputs of a run. */
export function rowsOf({ inputs }: SummaryEvent, key: 'rows' | 'judged' | 'notJudged' | 'rejected'): number {
  return inputs.reduce((total, input) => total + input[key], 0);
}

/** The things to look at, each once, with all its places and assets. */
export function thingsToLookAt({ attention }: Collected) {
  const groups = groupsOf(attention, ({ kind, why, do: advice }) => `${kind}\n${why}\n${advice ?? ''}`);
  return Array.from(groups.values(), (same) => {
    const [{ kind, why, do: advice }] = same;
    const places = [...new Set(same.flatMap(({ place }) => place ?? []))];
    return { kind, why, do: advice, places, assets: [...new Set(same.flatMap(({ asset }) => asset ?? []))] };
  });
}

/** `conflict (1)`, for each kind of attention that was counted, in the order of `ATTENTION_KINDS`. */
export function kindCounts(counts: Counts): readonly string[] {
  return ATTENTION_KINDS.flatMap((kind) => {
    const count = counts[kind] ?? 0;
    return count > 0 ? [`${ATTENTION_LABELS[kind]} (${grouped(count)})`] : [];
  });
}

/** `counted, but not held: not judged (12,000), assumed (3)`: what a report cannot show; empty where it can. */
export function notHeld({ attention, summary }: Collected): readonly string[] {
  const held = groupsOf(attention, ({ kind }) => kind);
  const more = ATTENTION_KINDS.map((kind) => [kind, (summary.attention[kind] ?? 0) - (held.get(kind)?.length ?? 0)]);
  const texts = kindCounts(Object.fromEntries(more) as Counts);
  return texts.length === 0 ? [] : [`counted, but not held: ${texts.join(', ')}; -o flagged=FILE marks each row`];
}

/** `looser than the default: --fail-on never: nothing fails`: what formats print first; empty if nothing is. */
export function loosened(items: readonly Pick<Attention, 'kind' | 'why'>[]): readonly string[] {
  const texts = items.flatMap(({ kind, why }) => (kind === 'gate' ? why : []));
  return texts.length === 0 ? [] : [`${ATTENTION_LABELS.gate}: ${texts.join('; ')}`];
}

/** `to look at besides: conflict (1), assumed (6); text and Markdown say where`: what the format does not show. */
export function kindsLeftOut(counts: Counts): readonly string[] {
  const named = kindCounts(counts).join(', ');
  return named === '' ? [] : [`to look at besides: ${named}; text and Markdown say where`];
}

const MOST_PLACES = 200;

/** `site.csv:13, 15, b.csv:2`: consecutive places in one file give its name once. */
export function placesText(places: readonly string[], most = MOST_PLACES): string {
  let last = '';
  const texts = places.map((place) => {
    const [, file = '', line] = /^(.*):(\d+)$/.exec(place) ?? [];
    const isSame = line !== undefined && file === last;
    last = file;
    return isSame ? line : place;
  });
  return firstOnes(texts, most).join(', ');
}
