import type { Confidence, Finding, FindingDesignation, Status } from '../../core/finding.ts';
import { designationLine } from '../phrases.ts';
import type { ReportOptions } from '../reporter.ts';
import { rankOf, Strongest } from '../strongest.ts';

/** Findings of a group that are printed; the rest is counted. */
export const SHOWN = 20;
/** The same with `-v`: sites may be a thousand, groups of another kind are some dozens. */
const SHOWN_WITH_V = { site: 100, other: 1_000 };
/** Different things a list says within one group that are told apart; the rest is only counted. */
const MOST_SAYINGS = 50;

/** What one list entry says in a group: how often it says what. */
export interface Saying {
  readonly list: string;
  readonly entry: string;
  readonly statuses: Map<Status, number>;
  readonly lines: Map<string, { readonly designation: FindingDesignation; count: number }>;
}

/** Counts of a group and its strongest findings. */
export class Group {
  readonly title: string;
  readonly strongest: Strongest<Finding>;
  readonly confidences = new Map<Confidence, number>();
  readonly statuses = new Map<Status, number>();
  readonly sayings = new Map<string, Saying>();
  readonly lists = new Set<string>();
  failing = 0;

  constructor(title: string, { verbose, groupBy }: ReportOptions) {
    const withV = groupBy === 'site' ? SHOWN_WITH_V.site : SHOWN_WITH_V.other;
    this.title = title;
    this.strongest = new Strongest(verbose ? withV : SHOWN, rankOf);
  }

  get total(): number {
    return this.strongest.total;
  }

  add(finding: Finding): void {
    this.strongest.add(finding);
    if (finding.fails) this.failing += 1;
    count(this.confidences, finding.confidence);
    count(this.statuses, finding.status);
    for (const designation of finding.designations) this.#say(designation);
  }

  #say(designation: FindingDesignation): void {
    const { list, entry, status } = designation;
    this.lists.add(list);
    const key = `${list} ${entry}`;
    let saying = this.sayings.get(key);
    if (saying === undefined) {
      saying = { list, entry, statuses: new Map(), lines: new Map() };
      this.sayings.set(key, saying);
    }
    count(saying.statuses, status);
    const line = designationLine(designation);
    const known = saying.lines.get(line);
    if (known !== undefined) known.count += 1;
    else if (saying.lines.size < MOST_SAYINGS) saying.lines.set(line, { designation, count: 1 });
  }

  /** What most findings of the group hear from a list entry: said once, above the rows. */
  usual(saying: Saying): FindingDesignation | null {
    let most: { readonly designation: FindingDesignation; readonly count: number } | null = null;
    for (const line of saying.lines.values()) if (most === null || line.count > most.count) most = line;
    return most?.designation ?? null;
  }
}

function count<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Groups in the order of the report: what fails first, then the largest. */
export function inOrder(groups: ReadonlyMap<string, Group>): Group[] {
  return [...groups.values()].toSorted(
    (a, b) => b.failing - a.failing || b.total - a.total || (a.title < b.title ? -1 : 1),
  );
}
