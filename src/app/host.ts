import type { Day } from '../core/dates.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';

/** What a use case may know of the world besides the files that it is given. */
export interface Host {
  /** Relative paths start here. */
  readonly cwd: string;
  /** Today in UTC. */
  readonly today: Day;
  /** The version of netvet. */
  readonly version: string;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** The shipped vendors, lists and prefixes. */
  readonly knowledge: () => Promise<Knowledge>;
}
