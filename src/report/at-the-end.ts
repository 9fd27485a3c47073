import type { DesignationEvent, InputEvent, RunEvent, SummaryEvent } from '../core/events.ts';
import { CONFIDENCES, STATUSES, type Finding, type FindingDesignation } from '../core/finding.ts';
import { problem, type Problem } from '../core/problem.ts';
import { grouped, toldBy, type Told } from './phrases.ts';
import type { Reporter, ReportFormat } from './reporter.ts';
import type { Folders } from './escape.ts';

/** Problems in a format that is about findings. */
const MOST_PROBLEMS = 1_000;
/** Rows with nothing to judge that are named. */
const MOST_PLACES = 10_000;

export type Place = Pick<Finding, 'source' | 'line' | 'cell'>;

/** What a format that can only be written at the end has held, within its bound. */
export interface Held {
  readonly run: RunEvent;
  readonly inputs: readonly InputEvent[];
  readonly findings: Strongest<Finding>;
  readonly problems: HeldProblems;
  readonly nothingToJudge: readonly Place[];
  readonly summary: SummaryEvent;
  /** In the order of their first use. */
  readonly designations: readonly DesignationEvent[];
  /** The legal text behind a finding's designation. */
  readonly designation: (of: Pick<FindingDesignation, 'list' | 'entry'>) => DesignationEvent | undefined;
  readonly listTitle: (id: string) => string;
  readonly told: Told;
  readonly folders: Folders;
}

/** A format that is written at the end, from at most `most` of the strongest findings. */
export function atTheEnd(most: number, render: (held: Held) => string): ReportFormat {
  return {
    everyRow: false,
    create(folders) {
      const { held, ...collect } = holder(most, folders);
      return { ...collect, summary: (summary) => render(held(summary)) };
    },
  };
}

/** Collects the events of a run up to its summary. */
export function holder(
  most: number,
  folders: Folders,
): Omit<Reporter, 'summary'> & { held: (of: SummaryEvent) => Held } {
  const inputs: InputEvent[] = [];
  const designations = new Map<string, DesignationEvent>();
  const findings = new Strongest<Finding>(most, rankOf);
  const problems = new HeldProblems(MOST_PROBLEMS);
  const nothingToJudge: Place[] = [];
  let run: RunEvent | null = null;
  return {
    run(event) {
      run = event;
      return '';
    },
    input(event) {
      inputs.push(event);
      return '';
    },
    outcome(outcome) {
      for (const event of outcome.designations) designations.set(`${event.list} ${event.entry}`, event);
      for (const problem of outcome.problems) problems.add(problem);
      for (const finding of outcome.findings) findings.add(finding);
      const { judged, record, source, line, cell } = outcome;
      if (!judged && record !== null && record.aside !== true && nothingToJudge.length < MOST_PLACES)
        nothingToJudge.push({ source, line, cell });
      return '';
    },
    held(summary) {
      if (run === null) throw new Error('a summary came before the run it belongs to');
      const { lists } = run;
      const designation: Held['designation'] = ({ list, entry }) => designations.get(`${list} ${entry}`);
      return {
        run,
        told: toldBy(run, designation),
        folders,
        inputs,
        findings,
        problems,
        nothingToJudge,
        summary,
        designations: [...designations.values()],
        designation,
        listTitle: (id) => lists.find((list) => list.id === id)?.title ?? id,
      };
    },
  };
}

/** `3 of 8 findings are left out, ...`; null when none is. */
export function leftOut({ findings }: Held): string | null {
  const { more, total, most } = findings;
  if (more === 0) return null;
  const left = `${grouped(more)} of ${grouped(total)} findings are left out`;
  return `${left}: this format holds the ${grouped(most)} strongest; --format ndjson has them all`;
}

/** Ids made unique in the order given: the second row of one asset gets `id:2`. */
export function uniqueIds(): (id: string) => string {
  const seen = new Map<string, number>();
  return (id) => {
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? id : `${id}:${count}`;
  };
}

/** A document that must wait for its end holds this many problems, then counts. */
const USUAL = 10_000;

/** Problems held for the end of a document, with a stated bound. */
export class HeldProblems {
  readonly #held: Problem[] = [];
  readonly #most: number;
  #more = 0;
  #errors = 0;

  constructor(most = USUAL) {
    this.#most = most;
  }

  add(found: Problem): void {
    if (this.#held.length < this.#most) {
      this.#held.push(found);
      return;
    }
    this.#more += 1;
    if (found.severity === 'error') this.#errors += 1;
  }

  /** Those held and, when there were more, one problem that says so. */
  all(): readonly Problem[] {
    if (this.#more === 0) return this.#held;
    return [
      ...this.#held,
      problem(
        this.#held[0]?.source ?? '-',
        'held-back',
        this.#errors > 0 ? 'error' : 'warning',
        `${this.#more} more problems are not listed here, ${this.#errors} of them errors`,
        '--format ndjson has them all',
      ),
    ];
  }
}

const GRADES = STATUSES.length * CONFIDENCES.length;

/**
 * How much a finding matters, 0 the most: what fails before what does not, then by status and by confidence as the
 * contract orders them.
 */
export function rankOf({ fails, status, confidence }: Finding): number {
  return (fails ? 0 : GRADES) + STATUSES.indexOf(status) * CONFIDENCES.length + CONFIDENCES.indexOf(confidence);
}

/** The strongest findings seen, at most `most`, and how many there were in all. Equally strong ones: the first seen. */
export class Strongest<T> {
  readonly most: number;
  readonly #rankOf: (item: T) => number;
  readonly #byRank: T[][] = [];
  #held = 0;
  total = 0;

  constructor(most: number, rankOf: (item: T) => number) {
    this.most = most;
    this.#rankOf = rankOf;
  }

  add(item: T): void {
    this.total += 1;
    const rank = this.#rankOf(item);
    if (!this.takes(rank)) return;
    while (this.#byRank.length <= rank) this.#byRank.push([]);
    this.#byRank[rank]?.push(item);
    this.#held += 1;
    if (this.#held > this.most) {
      this.#byRank.findLast((items) => items.length > 0)?.pop();
      this.#held -= 1;
    }
  }

  /** False for a rank of which `add` would hold nothing, so that a costly item need not be made only to be dropped. */
  takes(rank: number): boolean {
    return this.#held < this.most || this.#byRank.findLastIndex((items) => items.length > 0) > rank;
  }

  /** The strongest first; among equals in the order seen. */
  get items(): readonly T[] {
    return this.#byRank.flat();
  }

  /** How many there were beyond those held. */
  get more(): number {
    return this.total - this.#held;
  }
}
