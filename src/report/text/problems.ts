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

  /** Errors first. */
  lines(): string[] {
    if (this.#each === null) return this.#counted();
    return this.#each
      .all()
      .toSorted((a, b) => errorsFirst(a, b))
      .map((problem) => `${problem.code} (${problemGrade(problem)}) at ${placeName(problem)}: ${said(problem)}`);
  }

  /** One line a code: `2 stray-quote (error) at site.csv:41, site.csv:90: message (hint)`. */
  #counted(): string[] {
    return [...this.#byCode]
      .toSorted(([, a], [, b]) => errorsFirst(a.first, b.first))
      .map(([, { first, places, count }]) => {
        const more = count > places.length ? ', ... (-v: all)' : '';
        return `${grouped(count)} ${first.code} (${problemGrade(first)}) at ${places.join(', ')}${more}: ${said(first)}`;
      });
  }
}

function errorsFirst(a: Problem, b: Problem): number {
  return Number(isOpen(b)) - Number(isOpen(a));
}

function said({ message, hint }: Problem): string {
  return `${message}${hint === null ? '' : ` (${hint})`}`;
}
