import type { RunEvent } from '../core/events.ts';
import { UserError } from '../core/errors.ts';
import { CONFIDENCES, STATUSES } from '../core/finding.ts';
import type { FailingOptions } from './options.ts';
import { DEFAULT_FAILING } from './options.ts';

type Recorded = RunEvent['options'];

/** The failing options that a result records by their long names. Throws UserError for a value that is none. */
export function failingOf(options: Recorded, path: string): FailingOptions {
  const { fail, requireIdentity, maxListAge } = DEFAULT_FAILING;
  const read = <T>(name: string, usual: T, isValid: (value: unknown) => boolean): T => {
    const value = options[name];
    if (value === undefined) return usual;
    if (!isValid(value)) throw new UserError(`${path}: is a damaged result: --${name} is ${JSON.stringify(value)}`);
    return value as T;
  };
  const isOneOf = (words: readonly string[]) => (value: unknown) => typeof value === 'string' && words.includes(value);
  const isCount = (value: unknown) => Number.isSafeInteger(value);
  return {
    fail: {
      confidence: read('fail-on', fail.confidence, isOneOf([...CONFIDENCES, 'never'])),
      statuses: read('fail-on-status', fail.statuses, (all) => Array.isArray(all) && all.every(isOneOf(STATUSES))),
      deadlineWithin: read('deadline-within', fail.deadlineWithin, isCount),
    },
    requireIdentity: read('require-identity', requireIdentity, isCount),
    maxListAge: read('max-list-age', maxListAge, isCount),
    strictWaivers: read('strict-waivers', false, (value) => value === true),
  };
}

/** Of what each run asks of the whole, the strictest. */
export function strictest(all: readonly FailingOptions[]): Omit<FailingOptions, 'fail'> {
  const ages = all.flatMap(({ maxListAge }) => maxListAge ?? []);
  return {
    requireIdentity: Math.max(...all.map(({ requireIdentity }) => requireIdentity)),
    maxListAge: ages.length === 0 ? null : Math.min(...ages),
    strictWaivers: all.some(({ strictWaivers }) => strictWaivers),
  };
}

/** Whether a run was made with `--fail-on never`, which a report of it does not inherit. */
export function failsOnNothing({ options }: RunEvent): boolean {
  return options['fail-on'] === 'never';
}

/** The run with what was given instead of its own options; those at their default are not recorded. */
export function withGiven(run: RunEvent, given: Recorded): RunEvent {
  const own = failsOnNothing(run) ? { ...run.options, 'fail-on': USUAL.get('fail-on') } : run.options;
  const options = Object.entries({ ...own, ...given }).filter(
    ([name, value]) => value !== undefined && value !== USUAL.get(name),
  );
  return { ...run, options: Object.fromEntries(options.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

const USUAL: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['fail-on', DEFAULT_FAILING.fail.confidence],
  ['require-identity', DEFAULT_FAILING.requireIdentity],
]);
