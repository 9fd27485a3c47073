import type { Problem, ProblemCode } from '../../core/problem.ts';
import { grouped, placeName } from '../phrases.ts';

const PLACES = 3;

interface Tally {
  readonly first: Problem;
  readonly places: string[];
  count: number;
}

/** Problems by code: how many, the first places, the first message. */
export class ProblemTally {
  readonly #byCode = new Map<ProblemCode, Tally>();

  add(problem: Problem): void {
    const known = this.#byCode.get(problem.code);
    if (known === undefined) {
      this.#byCode.set(problem.code, { first: problem, places: [placeName(problem)], count: 1 });
      return;
    }
    known.count += 1;
    if (known.places.length < PLACES) known.places.push(placeName(problem));
  }

  /** One line a code, errors first: `2 stray-quote (error) at site.csv:41, site.csv:90: message (hint)`. */
  lines(): string[] {
    return [...this.#byCode]
      .toSorted(([, a], [, b]) => Number(b.first.severity === 'error') - Number(a.first.severity === 'error'))
      .map(([code, { first, places, count }]) => {
        const more = count > places.length ? ', ...' : '';
        const hint = first.hint === null ? '' : ` (${first.hint})`;
        return `${grouped(count)} ${code} (${first.severity}) at ${places.join(', ')}${more}: ${first.message}${hint}`;
      });
  }
}
