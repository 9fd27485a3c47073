import type { InputEvent, Outcome, RunEvent, SummaryEvent } from '../core/events.ts';
import { isIdentity } from '../core/fields.ts';
import { CONFIDENCES, STATUSES, type Finding } from '../core/finding.ts';
import { problem, type Problem } from '../core/problem.ts';
import type { Folders } from './escape.ts';
import { Law } from './law.ts';
import { grouped, placeName, problemGrade, problemText } from './phrases.ts';
import type { Reporter, ReportFormat } from './reporter.ts';

/** Problems in a format that is about findings. */
const MOST_PROBLEMS = 1_000;
/** Rows with nothing to judge that are named, of each reason. */
const MOST_PLACES = 10_000;

export type Place = Pick<Problem, 'source' | 'row' | 'line' | 'cell'>;

/** What a format that is written at the end has held of a run, within bounds. */
export class Collected {
  /** There from the run's first event on. */
  run!: RunEvent;
  /** There at the end. */
  summary!: SummaryEvent;
  readonly law = new Law();
  readonly inputs: InputEvent[] = [];
  readonly findings: Strongest<Finding>;
  readonly problems = new HeldProblems(MOST_PROBLEMS);
  /** Rows with nothing to judge, by reason. */
  readonly notJudged = new Map<string, { count: number; readonly places: Place[] }>();
  readonly folders: Folders;
  /** Whether something may be banned for all that the inventory says, accepted or not. */
  isOpen = false;
  readonly #blind = new Set<string>();

  /** `most`: findings that are held, the strongest. */
  constructor(most: number, folders: Folders) {
    this.findings = new Strongest<Finding>(most, rankOf);
    this.folders = folders;
  }

  addInput(event: InputEvent): void {
    this.inputs.push(event);
    const tells = event.columns.some(({ field }) => isIdentity(field));
    if (!tells && event.columns.length > 0) this.#blind.add(event.source);
  }

  addOutcome(outcome: Outcome): void {
    const { judged, record, source, row, line, cell } = outcome;
    this.law.add(outcome.designations);
    for (const problem of outcome.problems) this.problems.add(problem);
    for (const finding of outcome.findings) {
      this.findings.add(finding);
      this.isOpen ||= finding.designations.some(
        ({ status, waiver }) => status === 'undetermined' || waiver?.covers === 'undetermined',
      );
    }
    if (judged || record === null || record.aside === true) return;
    const reason = this.#blind.has(source)
      ? 'no column names a vendor, model or MAC'
      : 'the cells for vendor, model and MAC are empty, say nothing or hold a random MAC';
    const known = this.notJudged.get(reason) ?? { count: 0, places: [] };
    this.notJudged.set(reason, known);
    known.count += 1;
    if (known.places.length < MOST_PLACES) known.places.push({ source, row, line, cell });
  }

  /** The reporter that collects, and renders at the end. */
  reporter(render: () => string): Reporter {
    return {
      run: (event) => {
        this.run = this.law.run = event;
        return '';
      },
      input: (event) => {
        this.addInput(event);
        return '';
      },
      outcome: (outcome) => {
        this.addOutcome(outcome);
        return '';
      },
      summary: (event) => {
        this.summary = event;
        return render();
      },
    };
  }
}

/** A format that is written at the end, from at most `most` of the strongest findings. */
export function atTheEnd(most: number, render: (held: Collected) => string): ReportFormat {
  return {
    everyRow: false,
    create(folders) {
      const held = new Collected(most, folders);
      return held.reporter(() => render(held));
    },
  };
}

/** `3 of 8 findings are left out, ...`; null when none is. */
export function leftOut({ findings }: Collected): string | null {
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
/** Places of a code that are named. */
const PLACES = 3;

interface OfCode {
  readonly first: Problem;
  readonly places: string[];
  count: number;
}

/** Problems held for the end of a document, with a stated bound, and how many there are of each code. */
export class HeldProblems {
  readonly #held: Problem[] = [];
  readonly #byCode = new Map<string, OfCode>();
  readonly #most: number;
  #more = 0;
  #errors = 0;

  constructor(most = USUAL) {
    this.#most = most;
  }

  add(found: Problem): void {
    const key = `${found.code} ${problemGrade(found)}`;
    const known = this.#byCode.get(key) ?? { first: found, places: [], count: 0 };
    this.#byCode.set(key, known);
    known.count += 1;
    if (known.places.length < PLACES) known.places.push(placeName(found));
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
    const message = `${this.#more} more problems are not listed here, ${this.#errors} of them errors`;
    const severity = this.#errors > 0 ? 'error' : 'warning';
    const source = this.#held[0]?.source ?? '-';
    return [...this.#held, problem(source, 'held-back', severity, message, '--format ndjson has them all')];
  }

  /** One line a code: `2 stray-quote at site.csv:41, site.csv:90: message (hint)`; `each`: one a problem. */
  lines(isOne: (problem: Problem) => boolean, each: boolean): string[] {
    if (each) {
      const all = this.all().filter(isOne);
      return all.map((problem) => `${nameOf(problem)} at ${placeName(problem)}: ${problemText(problem)}`);
    }
    return [...this.#byCode.values()]
      .filter(({ first }) => isOne(first))
      .map(({ first, places, count }) => {
        const more = count > places.length ? ' ... (-v: all)' : '';
        const counted = count === 1 ? '' : `${grouped(count)} `;
        return `${counted}${nameOf(first)} at ${places.join(', ')}${more}: ${problemText(first)}`;
      });
  }
}

function nameOf({ code, waiver }: Problem): string {
  return waiver === null ? code : `${code} (waived by ${waiver.id})`;
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
