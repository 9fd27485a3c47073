/**
 * What netvet ends with, whatever it writes. `bin/netvet.js`, which must work when nothing is built, says BUG and the
 * codes of signals itself; `test/cli/exit-codes.test.ts` holds it to these.
 */
export const EXIT = {
  CLEAN: 0,
  FAILS: 1,
  UNTRUSTED: 2,
  INCOMPLETE: 3,
  BUG: 70,
  INTERRUPTED: 130,
  BROKEN_PIPE: 141,
  TERMINATED: 143,
} as const;

/** Of several codes that a run gives reasons for, the first. A bug comes before all of them. */
export const PRECEDENCE = [EXIT.UNTRUSTED, EXIT.FAILS, EXIT.INCOMPLETE] as const;

/** What the help says of each code. */
export const MEANINGS: ReadonlyMap<number, string> = new Map<number, string>([
  [EXIT.CLEAN, 'every input was read, enough rows had something to judge, nothing fails'],
  [EXIT.FAILS, 'at least one finding fails'],
  [EXIT.UNTRUSTED, 'could not run, or cannot be trusted'],
  [EXIT.INCOMPLETE, 'nothing fails, but the check is incomplete'],
  [EXIT.BUG, 'a bug in netvet'],
]);
