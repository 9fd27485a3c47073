import { isOpen, type Problem } from '../../core/problem.ts';
import { problemGrade } from '../level.ts';
import { HeldProblems } from '../held-problems.ts';
import { grouped, placeName } from '../phrases.ts';

const PLACES = 3;
/** Problems that `-v` lists one by one. */
const MOST_TOLD = 1_000;

interface CodeCount {
  readonly first: Problem;
  readonly places: string[];
  count: number;
}

/** Problems by code: how many, the first places, the first message; with `-v` each of them. */
export class ProblemTally {
  readonly #byCode = new Map<string, CodeCount>();
  readonly #each: HeldProblems | null;

  constructor(verbose: boolean) {
    this.#each = verbose ? new HeldProblems(MOST_TOLD) : null;
  }

  add(problem: Problem): void {
    this.#each?.add(problem);
    const key = `${problem.code} ${problemGrade(problem)}`;
    const known = this.#byCode.get(key);
    if (known === undefined) {
      this.#byCode.set(key, { first: problem, places: [placeName(problem)], count: 1 });
      return;
    }
    known.count += 1;
    if (known.places.length < PLACES) known.places.push(placeName(problem));
  }

  /** What makes the run incomplete. */
  get errors(): string[] {
    return this.#lines(isOpen);
  }

  /** The others: warnings, and what a waiver covers. */
  get warnings(): string[] {
    return this.#lines((problem) => !isOpen(problem));
  }

  /** One line a code: `2 stray-quote at site.csv:41, site.csv:90: message (hint)`; with `-v` one a problem. */
  #lines(isOne: (problem: Problem) => boolean): string[] {
    if (this.#each !== null) {
      const all = this.#each.all().filter(isOne);
      return all.map((problem) => `${nameOf(problem)} at ${placeName(problem)}: ${said(problem)}`);
    }
    return [...this.#byCode.values()]
      .filter(({ first }) => isOne(first))
      .map(({ first, places, count }) => {
        const more = count > places.length ? ' ... (-v: all)' : '';
        const counted = count === 1 ? '' : `${grouped(count)} `;
        return `${counted}${nameOf(first)} at ${places.join(', ')}${more}: ${said(first)}`;
      });
  }
}

function nameOf({ code, waiver }: Problem): string {
  return waiver === null ? code : `${code} (waived by ${waiver.id})`;
}

function said({ message, hint }: Problem): string {
  return `${message}${hint === null ? '' : ` (${hint})`}`;
}
